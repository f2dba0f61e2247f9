using System.Net;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack.Permissions;

/// <summary>
/// Calls moto with the credentials of a function's role: what the template grants is answered, anything else is denied. moto looks at
/// actions alone: it takes each call to DynamoDB to be about the resource <c>*</c>, so that a policy with ARNs allows nothing, and it
/// asks for the actions TransactGetItems and TransactWriteItems, which IAM does not have. So resources are replaced here, and
/// transactions are for <see cref="PermissionTests"/>. https://github.com/getmoto/moto/blob/5.2.1/moto/iam/access_control.py
/// </summary>
[Collection("Stack")]
public sealed class MotoPermissionTests(PublishedStack stack, MotoServer moto) : IClassFixture<MotoServer>
{
    private static readonly Dictionary<string, Func<IAmazonDynamoDB, string, Task>> Calls = new(StringComparer.Ordinal)
    {
        [TableActions.GetItem] = (client, table) => client.GetItemAsync(table, Key),
        [TableActions.BatchGetItem] = (client, table) => client.BatchGetItemAsync(new BatchGetItemRequest(new() { [table] = new() { Keys = [Key] } })),
        [TableActions.Query] = (client, table) => client.QueryAsync(new QueryRequest(table)
        {
            KeyConditionExpression = "pk = :pk",
            ExpressionAttributeValues = new() { [":pk"] = new("x") },
        }),
        [TableActions.Scan] = (client, table) => client.ScanAsync(new ScanRequest(table)),
        [TableActions.PutItem] = (client, table) => client.PutItemAsync(table, Key),
        [TableActions.UpdateItem] = (client, table) => client.UpdateItemAsync(new UpdateItemRequest { TableName = table, Key = Key, UpdateExpression = "REMOVE doc" }),
        [TableActions.DeleteItem] = (client, table) => client.DeleteItemAsync(table, Key),
        [TableActions.BatchWriteItem] = (client, table) => client.BatchWriteItemAsync(new BatchWriteItemRequest(new() { [table] = [new(new DeleteRequest(Key))] })),
        ["dynamodb:DescribeTable"] = (client, table) => client.DescribeTableAsync(table),
        ["dynamodb:DeleteTable"] = (client, table) => client.DeleteTableAsync(table),
    };

    private static Dictionary<string, AttributeValue> Key => new() { ["pk"] = new("x"), ["sk"] = new("x") };

    [OnPathFact(MotoServer.Program, MotoServer.Install)]
    public Task Api_OnMoto_MayCallWhatIsGrantedAndNothingElse() => AssertPermissionsAsync("Api");

    [OnPathFact(MotoServer.Program, MotoServer.Install)]
    public Task Scheduler_OnMoto_MayCallWhatIsGrantedAndNothingElse() => AssertPermissionsAsync("Scheduler");

    private async Task AssertPermissionsAsync(string function)
    {
        var role = new FunctionRole(stack.Course, $"{function}Role");
        var granted = role.Granted.Select(one => one.Action).Where(Calls.ContainsKey).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(granted);

        Assert.Equal(Calls.Keys.Except(granted), await DeniedAsync(function, role, without: null));
        foreach (var action in granted)
        {
            Assert.Equal(Calls.Keys.Where(call => call == action || !granted.Contains(call)), await DeniedAsync(function, role, without: action));
        }
    }

    private async Task<IReadOnlyList<string>> DeniedAsync(string function, FunctionRole role, string? without)
    {
        var policy = role.ToPolicy();
        var statements = policy["Statement"]!.AsArray();
        foreach (var statement in statements.ToList())
        {
            var actions = FunctionRole.Texts(statement!["Action"]).Where(one => one != without).Select(one => JsonValue.Create(one)).ToArray();
            (statement["Action"], statement["Resource"]) = (new JsonArray(actions), "*");
            if (actions is [])
            {
                statements.Remove(statement);
            }
        }

        using var administrator = DynamoDBEmulator.CreateClient(moto.Endpoint);
        var names = await DynamoDBEmulator.CreateTablesAsync(administrator);
        using var client = await moto.AssumeRoleAsync(function, policy.ToJsonString());
        await moto.CheckPermissionsAsync(true);
        try
        {
            var denied = new List<string>();
            foreach (var (action, call) in Calls)
            {
                try
                {
                    await call(client, names.Kanban);
                }
                catch (AmazonServiceException e) when (e.StatusCode == HttpStatusCode.Forbidden)
                {
                    denied.Add(action);
                }
            }

            return denied;
        }
        finally
        {
            await moto.CheckPermissionsAsync(false);
        }
    }
}
