using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using KanbanAspire.Kanban.Push;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.ServiceDefaults.AppSync;
using Microsoft.Extensions.Logging.Abstractions;

namespace KanbanAspire.Tests.Stack.Permissions;

/// <summary>Notes which IAM action each call of a client needs, and on what.</summary>
internal sealed class CallRecorder : IDisposable
{
    private readonly HashSet<(string Action, string Table, string? Index)> _calls = [];
    private readonly ConcurrentDictionary<string, bool> _namespaces = new(StringComparer.Ordinal);

    public CallRecorder() => Push = new BoardPush(PublishAsync, NullLogger.Instance);

    /// <summary>Gets what pushes events of boards, and has it noted.</summary>
    public BoardPush Push { get; }

    /// <inheritdoc/>
    public void Dispose() => Push.Dispose();

    /// <summary>Begins to note the calls of a client.</summary>
    /// <param name="client">The client.</param>
    /// <returns>The same client.</returns>
    public AmazonDynamoDBClient Watch(AmazonDynamoDBClient client)
    {
        client.BeforeRequestEvent += (_, e) =>
        {
            lock (_calls)
            {
                _calls.UnionWith(CallsOf(((WebServiceRequestEventArgs)e).Request));
            }
        };
        return client;
    }

    /// <summary>Gives what was noted, each resource by its name in the template.</summary>
    /// <param name="names">Names of the tables.</param>
    public HashSet<Permission> PermissionsFor(TableNames names)
    {
        Push.Drain(TimeSpan.FromSeconds(10));
        lock (_calls)
        {
            return
            [
                .. _calls.Select(call => new Permission(call.Action, ResourceOf(call.Table) + (call.Index is null ? "" : $"/index/{call.Index}"))),
                .. _namespaces.Keys.Select(_ => new Permission(EventPublisher.Action, "BoardEvents.ChannelNamespaceArn")),
            ];
        }

        string ResourceOf(string table) => table == names.Items ? "ItemsTable"
            : table == names.Kanban ? "KanbanTable"
            : throw new NotSupportedException($"{table} is no table of the system.");
    }

    private Task PublishAsync(string channel, IReadOnlyList<string> events, CancellationToken cancellationToken)
    {
        _namespaces.TryAdd(channel.Split('/')[1], true);
        return Task.CompletedTask;
    }

    // Transactions need the actions of their parts:
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
    private static IEnumerable<(string Action, string Table, string? Index)> CallsOf(AmazonWebServiceRequest request) => request switch
    {
        GetItemRequest r => [("dynamodb:GetItem", r.TableName, null)],
        PutItemRequest r => [("dynamodb:PutItem", r.TableName, null)],
        UpdateItemRequest r => [("dynamodb:UpdateItem", r.TableName, null)],
        DeleteItemRequest r => [("dynamodb:DeleteItem", r.TableName, null)],
        QueryRequest r => [("dynamodb:Query", r.TableName, r.IndexName)],
        ScanRequest r => [("dynamodb:Scan", r.TableName, r.IndexName)],
        BatchGetItemRequest r => r.RequestItems.Keys.Select(table => ("dynamodb:BatchGetItem", table, (string?)null)),
        BatchWriteItemRequest r => r.RequestItems.Keys.Select(table => ("dynamodb:BatchWriteItem", table, (string?)null)),
        TransactGetItemsRequest r => r.TransactItems.Select(item => ("dynamodb:GetItem", item.Get.TableName, (string?)null)),
        TransactWriteItemsRequest r => r.TransactItems.Select(CallOf),
        _ => throw new NotSupportedException($"What {request.GetType().Name} needs is not written here yet."),
    };

    private static (string Action, string Table, string? Index) CallOf(TransactWriteItem item) => item switch
    {
        { Put: { } put } => ("dynamodb:PutItem", put.TableName, null),
        { Update: { } update } => ("dynamodb:UpdateItem", update.TableName, null),
        { Delete: { } delete } => ("dynamodb:DeleteItem", delete.TableName, null),
        _ => ("dynamodb:ConditionCheckItem", item.ConditionCheck.TableName, null),
    };
}
