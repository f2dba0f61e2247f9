using Amazon.DynamoDBv2;
using Amazon.Runtime;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Local.DynamoDB;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Support;

/// <summary>
/// The one in-memory DynamoDB emulator of a test run, started by the first test that asks for it and ended with the run.
/// Tests are kept apart by table names: ask for <see cref="NewTableName"/> and create a table of your own.
/// </summary>
public static class DynamoDBEmulator
{
    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>Gets the address, for <c>AWS_ENDPOINT_URL_DYNAMODB</c>.</summary>
    /// <returns>For example <c>http://127.0.0.1:40001</c>.</returns>
    public static Task<string> GetEndpointAsync() => Started.Value;

    /// <summary>Makes a client of the emulator.</summary>
    /// <returns>The client; the caller disposes it.</returns>
    public static async Task<AmazonDynamoDBClient> CreateClientAsync() =>
        CreateClient(await GetEndpointAsync());

    /// <summary>Makes a client of an emulator at an address.</summary>
    /// <param name="endpoint">Its address.</param>
    /// <returns>The client; the caller disposes it.</returns>
    public static AmazonDynamoDBClient CreateClient(string endpoint) =>
        new(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint,
            AuthenticationRegion = "ap-northeast-2",
        });

    /// <summary>Makes a table name that no other test uses.</summary>
    /// <param name="prefix">Beginning, for people who look into the emulator.</param>
    /// <returns>The name.</returns>
    public static string NewTableName(string prefix = "test") => $"{prefix}-{Guid.NewGuid():N}";

    /// <summary>Makes tables of a test's own, with the schemas of the product.</summary>
    /// <param name="client">A client of the emulator.</param>
    /// <returns>Their names.</returns>
    public static async Task<TableNames> CreateTablesAsync(IAmazonDynamoDB client)
    {
        var names = new TableNames(NewTableName("items"), NewTableName("kanban"));
        foreach (var schema in TableSchemas.All(names))
        {
            await client.CreateIfAbsentAsync(schema, CancellationToken.None);
        }

        return names;
    }

    /// <summary>Gives the variables with which a function finds the emulator and its tables.</summary>
    /// <param name="names">The tables.</param>
    /// <returns>Values by name.</returns>
    public static async Task<Dictionary<string, string>> VariablesAsync(TableNames names) => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL_DYNAMODB"] = await GetEndpointAsync(),
        ["AWS_REGION"] = "ap-northeast-2",
        ["AWS_ACCESS_KEY_ID"] = "local",
        ["AWS_SECRET_ACCESS_KEY"] = "local",
        ["Tables__Items"] = names.Items,
        ["Tables__Kanban"] = names.Kanban,
    };

    /// <summary>Starts an emulator of its own, for tests that stop it or need it empty.</summary>
    /// <param name="port">Loopback port.</param>
    /// <param name="databaseFile">SQLite file; null keeps the data in memory.</param>
    /// <returns>The process, once it answers.</returns>
    public static async Task<ChildProcess> StartAsync(int port, string? databaseFile)
    {
        var executable = await Dynoxide.GetExecutableAsync(Path.Combine(Repository.Root, ".cache"), Console.WriteLine);
        var process = ChildProcess.Start(
            new ChildProcessStart(executable, Dynoxide.ServeArguments(port, databaseFile)), (_, _) => { });
        using var client = CreateClient($"http://127.0.0.1:{port}");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await client.ListTablesAsync();
                return process;
            }
            catch (Exception e) when (e is HttpRequestException or AmazonClientException && attempt < 100)
            {
                await Task.Delay(50);
            }
        }
    }

    private static async Task<string> StartAsync()
    {
        var port = Repository.FreePort();
        _ = await StartAsync(port, databaseFile: null);
        return $"http://127.0.0.1:{port}";
    }
}
