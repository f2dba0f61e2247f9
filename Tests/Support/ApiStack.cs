using System.Globalization;
using System.Text.Json;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Support;

/// <summary>
/// The path of a request without the rest of the system: gateway → Lambda service → Api as a function → DynamoDB, each a
/// process, over fresh tables and without the timer.
/// </summary>
public sealed class ApiStack : IAsyncDisposable
{
    private readonly List<ChildProcess> _processes = [];
    private readonly List<string> _output = [];

    private readonly LambdaService _lambda;

    private ApiStack(int gatewayPort, LambdaService lambda, TableNames tables)
    {
        _lambda = lambda;
        (Gateway, Lambda, Tables) = ($"http://localhost:{gatewayPort}", lambda.Address, tables);
        Client = new HttpClient { BaseAddress = new Uri(Gateway) };
    }

    /// <summary>Gets the gateway's address.</summary>
    public string Gateway { get; }

    /// <summary>Gets the Lambda service's address.</summary>
    public string Lambda { get; }

    /// <summary>Gets the names of the fresh tables.</summary>
    public TableNames Tables { get; }

    /// <summary>Gets a client of the gateway.</summary>
    public HttpClient Client { get; }

    /// <summary>Gets the console output of all three, as far as it was written.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
            {
                return [.. _lambda.Lines, .. _output];
            }
        }
    }

    /// <summary>Starts the processes and waits until the function answers.</summary>
    /// <param name="functionVariables">Further variables of the function.</param>
    /// <param name="gatewayVariables">Further variables of the gateway.</param>
    /// <param name="executable">Executable of the function; null for the built Api.</param>
    /// <param name="missingTables">Names of tables that are not made; null for fresh tables.</param>
    /// <returns>The stack.</returns>
    public static async Task<ApiStack> StartAsync(
        IReadOnlyDictionary<string, string>? functionVariables = null,
        IReadOnlyDictionary<string, string>? gatewayVariables = null,
        string? executable = null,
        TableNames? missingTables = null)
    {
        using var client = await DynamoDBEmulator.CreateClientAsync();
        var tables = missingTables ?? await DynamoDBEmulator.CreateTablesAsync(client);
        var environment = new Dictionary<string, string>(functionVariables ?? new Dictionary<string, string>());
        foreach (var (name, value) in await DynamoDBEmulator.VariablesAsync(tables))
        {
            environment[name] = value;
        }

        var lambda = await LambdaService.StartAsync(new FunctionProgram("api", executable ?? FunctionBuild.Executable("Api"), environment));
        var gatewayPort = Repository.FreePort();
        var stack = new ApiStack(gatewayPort, lambda, tables);
        stack.Start("ApiGateway", new(gatewayVariables?.ToDictionary(v => v.Key, v => (string?)v.Value) ?? [])
        {
            ["API_GATEWAY_EMULATOR_PORT"] = gatewayPort.ToString(CultureInfo.InvariantCulture),
            ["services__LambdaServiceEmulator__http__0"] = stack.Lambda,
            ["APIGATEWAY_EMULATOR_ROUTE_CONFIG_api"] = JsonSerializer.Serialize(
                new { LambdaResourceName = "api", Endpoint = stack.Lambda, HttpMethod = "Any", Path = "/{proxy+}" }),
        });
        await stack.WaitAsync($"{stack.Gateway}/__lambda_test_tool_apigateway_health__");
        return stack;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Task.WhenAll(_processes.Select(p => p.StopAsync(TimeSpan.FromSeconds(5))));
        await _lambda.DisposeAsync();
    }

    private void Start(string project, Dictionary<string, string?> environment) =>
        _processes.Add(ChildProcess.Start(new ChildProcessStart(Repository.Built(project), [], Repository.Root, environment), (line, _) =>
        {
            lock (_output)
            {
                _output.Add(line);
            }
        }));

    private Task WaitAsync(string url) => Answering.WaitAsync(url, () => Output);
}
