using System.Net;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Lambda;

public sealed class ManagementApiTests : IAsyncLifetime
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://localhost:{Repository.FreePort()}") };
    private TestProcess? _emulator;

    public async Task InitializeAsync() => _emulator = await TestProcess.StartAsync(
        "LambdaEmulator",
        [new ProbeFunction("f", "event").Variable, Variable.Of("LAMBDA_RUNTIME_API_PORT", _client.BaseAddress!.Port)],
        $"{_client.BaseAddress}lambda-runtime-api/healthcheck");

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _emulator!.DisposeAsync();
    }

    [Fact]
    public async Task Function_StoppedByAPersonAndStarted_SaysSo()
    {
        await using var processes = await StartAsync();
        await UntilAsync("Running");

        await processes.StopAsync(number: 1);
        var stopped = await StateAsync();
        var error = await InvokeAsync();
        await processes.StartAsync("f", isKept: true);

        Assert.Equal(("Stopped", "Runtime.Unavailable"), (stopped, (string?)error["errorType"]));
        await UntilAsync("Running");
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync("/functions/g")).StatusCode);
    }

    [Fact]
    public async Task Function_BetweenTwoEvents_StaysRunning()
    {
        await using var processes = await StartAsync();
        await UntilAsync("Running");
        using var stop = new CancellationTokenSource();
        var invoking = Task.Run(async () =>
        {
            for (var n = 0; n < 200; n++)
            {
                await InvokeAsync();
            }

            await stop.CancelAsync();
        });

        var states = new HashSet<string>(StringComparer.Ordinal);
        while (!stop.IsCancellationRequested)
        {
            states.Add(await StateAsync());
        }

        await invoking;
        Assert.Equal(["Running"], states);
    }

    [Fact]
    public async Task ForeignProcess_BetweenTwoPolls_StaysUntilItsConnectionCloses()
    {
        using (var process = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = _client.BaseAddress })
        {
            var invocation = InvokeAsync();
            using var next = await process.GetAsync("/f/2018-06-01/runtime/invocation/next");
            var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
            (await process.PostAsync($"/f/2018-06-01/runtime/invocation/{id}/response", new StringContent("{}"))).Dispose();
            await invocation;

            Assert.Equal("Running", await StateAsync());
        }

        await UntilAsync("Starting");
    }

    [Fact]
    public async Task Supervisor_ConnectsAgain_IsAskedAgainForWhatIsWanted()
    {
        await using (await StartAsync())
        {
            await UntilAsync("Running");
        }

        using var report = await _client.PutAsync("/functions/f/environments/1", new StringContent("""{"state":"Exited","isKept":true,"exitCode":1}"""));
        var waiting = InvokeAsync();
        await using var second = await StartAsync();

        Assert.NotNull((await waiting)["ProcessId"]);
    }

    private Task<FunctionProcesses> StartAsync() =>
        FunctionProcesses.StartAsync(_client.BaseAddress!.ToString(), [new ProbeFunction("f", "event").Program]);

    private async Task<JsonNode> InvokeAsync()
    {
        using var response = await _client.PostAsync("/2015-03-31/functions/f/invocations", new StringContent("{}"));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private Task UntilAsync(string state) => Eventually.TrueAsync(async () => await StateAsync() == state, () => $"it is not {state}");

    private async Task<string> StateAsync() => (string)JsonNode.Parse(await (await _client.GetAsync("/functions/f")).Content.ReadAsStringAsync())!["state"]!;
}
