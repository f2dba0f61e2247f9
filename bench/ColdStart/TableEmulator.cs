using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Local.DynamoDB;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Bench.ColdStart;

/// <summary>A DynamoDB emulator with both tables and one item.</summary>
internal sealed record TableEmulator(ChildProcess Process, string Endpoint) : IAsyncDisposable
{
    public static async Task<TableEmulator> StartAsync(string root, int port)
    {
        var executable = await Dynoxide.GetExecutableAsync(Path.Combine(root, ".cache"), Console.WriteLine);
        var process = ChildProcess.Start(new ChildProcessStart(executable, Dynoxide.ServeArguments(port, databaseFile: null)), (_, _) => { });
        var endpoint = $"http://127.0.0.1:{port}";
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "ap-northeast-2" });
        foreach (var schema in TableSchemas.All(TableNames.Default))
        {
            string[] keys = schema.SortKey is null ? [schema.PartitionKey] : [schema.PartitionKey, schema.SortKey];
            await client.CreateTableAsync(new CreateTableRequest
            {
                TableName = schema.Name,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [.. keys.Select(k => new AttributeDefinition(k, ScalarAttributeType.S))],
                KeySchema = [.. keys.Select((k, n) => new KeySchemaElement(k, n == 0 ? KeyType.HASH : KeyType.RANGE))],
            });
        }

        await client.PutItemAsync(TableSchemas.Items.Name, new()
        {
            ["id"] = new AttributeValue("bench"),
            ["price"] = new AttributeValue { N = "1" },
            ["name"] = new AttributeValue("bench"),
        });
        return new TableEmulator(process, endpoint);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
