using System.Net;
using System.Net.Http.Json;
using System.Text;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Lambda;

[CollectionDefinition("Lambda emulator")]
public sealed class LambdaEmulatorCollection : ICollectionFixture<LambdaEmulatorFixture>;

/// <summary>One running emulator with functions of several tempers.</summary>
public sealed class LambdaEmulatorFixture : IAsyncLifetime
{
    private static readonly ProbeFunction[] Functions =
    [
        new("events", "event"),
        new("hasty", "event", TimeoutSeconds: 0.6, MaxConcurrency: 1),
        new("busy", "event", IdleSeconds: 2),
        new("exits", "init-exit"),
        new("complains", "init-error"),
        new("foreign", "init-sleep", TimeoutSeconds: 1),
    ];

    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();
    private TestProcess? _process;
    private FunctionProcesses? _functions;

    public int Port { get; } = Repository.FreePort();

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    public IReadOnlyList<string> Lines => [.. _lines, .. _process!.Lines];

    public int ProcessId => _process!.Process.Id;

    public async Task InitializeAsync()
    {
        Client.BaseAddress = new Uri($"http://localhost:{Port}");
        _process = await TestProcess.StartAsync(
            "LambdaEmulator",
            Functions.Select(f => f.Variable).Append(Variable.Of("LAMBDA_RUNTIME_API_PORT", Port)),
            $"http://localhost:{Port}/lambda-runtime-api/healthcheck");
        _functions = await FunctionProcesses.StartAsync(
            $"http://localhost:{Port}", Functions.Where(f => f.Name is not "foreign").Select(f => f.Program), _lines.Enqueue);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _functions!.DisposeAsync();
        await _process!.DisposeAsync();
    }

    public async Task<HttpResponseMessage> InvokeAsync(string function, string payload, string type = "RequestResponse")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/{function}/invocations")
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
            Headers = { { "X-Amz-Invocation-Type", type }, { "X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1" } },
        };
        return await Client.SendAsync(request);
    }

    public async Task<ProbeResult> ProbeAsync(string function, string payload)
    {
        using var response = await InvokeAsync(function, payload);
        Assert.False(response.Headers.Contains("X-Amz-Function-Error"), await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<ProbeResult>())!;
    }

    public async Task<(string ErrorType, string ErrorMessage)> ErrorAsync(string function, string payload)
    {
        using var response = await InvokeAsync(function, payload);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Unhandled", response.Headers.GetValues("X-Amz-Function-Error").Single());
        var error = await response.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>();
        return (error!["errorType"]!.GetValue<string>(), error["errorMessage"]!.GetValue<string>());
    }

    public async Task<System.Text.Json.Nodes.JsonObject> StatusAsync(string function)
    {
        using var response = await Client.GetAsync($"/functions/{function}");
        return (await response.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>())!;
    }
}
