using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Aspire.Hosting.ApplicationModel;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KanbanAspire.Tests.Hosting;

/// <summary>Hurts a running system and expects it to recover by itself.</summary>
/// <param name="system">A run of its own.</param>
[Collection("AppHost runs")]
public sealed class RecoveryTests(RunningSystem system) : IClassFixture<RunningSystem>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    // The user pool limits sign-ins.
    private static string? _token;

    [Fact]
    public async Task Events_InParallel_AreServedByFurtherProcesses()
    {
        await RequestInParallelAsync();

        var processes = await ServingProcessesAsync();
        Assert.InRange(processes, 2, 4);
        Assert.Equal(processes, ApiProcesses().Count);
        Assert.False(State("api-2").IsHidden);
    }

    [Fact]
    public async Task FunctionProcesses_Killed_AreReplaced()
    {
        await RequestInParallelAsync();
        await ServingProcessesAsync();

        var killed = ApiProcesses();
        await Task.WhenAll(killed.Select(process => Processes.SignalAsync(process, "KILL")));

        // The function's own process comes back without an event. Until its end is seen, one may be given to a dead process, as in AWS.
        Assert.InRange(await ServingProcessesAsync(), 1, 4);
        Assert.DoesNotContain(killed, Processes.IsRunning);
        await RequestInParallelAsync();
        Assert.Equal(HealthStatus.Healthy, await HealthAsync("api"));
    }

    [Fact]
    public async Task FunctionProcess_Hangs_IsEndedAndReplaced()
    {
        await RequestInParallelAsync();
        var all = ApiProcesses();
        var hanging = Task.WhenAll(all.Select(_ => RequestAsync()));
        await Task.WhenAll(all.Select(process => Processes.SignalAsync(process, "STOP")));

        var late = Task.WhenAll(all.Select(_ => RequestAsync()));

        // A process gets no event before its turn: each of these is answered by then, one way or the other.
        await hanging.WaitAsync(TimeSpan.FromSeconds(90));
        await late.WaitAsync(TimeSpan.FromSeconds(90));
        // An event given to a process that is just being ended fails with it, as in AWS.
        await Eventually.TrueAsync(async () => await RequestAsync() is HttpStatusCode.OK, () => "No request was answered any more.");
        Assert.DoesNotContain(all, Processes.IsRunning);
    }

    [Theory]
    [InlineData("dynamodb")]
    [InlineData("LambdaServiceEmulator")]
    [InlineData("gateway")]
    [InlineData("cognito")]
    public async Task Foundation_Restarted_TheRestRecovers(string resource)
    {
        Assert.Equal(HttpStatusCode.OK, await RequestAsync());

        await RunAsync(resource, KnownResourceCommands.RestartCommand);

        foreach (var dependent in (string[])[resource, "api", "gateway", "http-crud-tutorial-items", "kanban"])
        {
            Assert.Equal(HealthStatus.Healthy, await HealthAsync(dependent));
        }

        Assert.Equal(HttpStatusCode.OK, await RequestAsync());
    }

    [Fact]
    public async Task DynamoDB_Stopped_ItsTablesWaitForIt()
    {
        string[] tables = ["http-crud-tutorial-items", "kanban"];

        await RunAsync("dynamodb", KnownResourceCommands.StopCommand);

        foreach (var table in tables)
        {
            using var limit = new CancellationTokenSource(Soon);
            await system.Application.ResourceNotifications.WaitForResourceAsync(table, KnownResourceStates.Waiting, limit.Token);
            Assert.NotEqual(HealthStatus.Healthy, State(table).HealthStatus);
        }

        await RunAsync("dynamodb", KnownResourceCommands.StartCommand);

        foreach (var table in tables)
        {
            Assert.Equal(HealthStatus.Healthy, await HealthAsync(table));
        }
    }

    [Fact]
    public async Task ClearData_OnATable_DeletesItsItemsAlone()
    {
        using var client = DynamoDBEmulator.CreateClient(system.DynamoDB);
        var key = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { ["id"] = new("cleared") };
        var board = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { ["pk"] = new("cleared"), ["sk"] = new("cleared") };
        await client.PutItemAsync("http-crud-tutorial-items", key);
        await client.PutItemAsync("kanban", board);

        await RunAsync("http-crud-tutorial-items", "clear");

        Assert.False((await client.GetItemAsync("http-crud-tutorial-items", key)).IsItemSet);
        Assert.True((await client.GetItemAsync("kanban", board)).IsItemSet);
        await client.DeleteItemAsync("kanban", board);
    }

    private async Task RunAsync(string resource, string command)
    {
        var result = await system.Application.ResourceCommands.ExecuteCommandAsync(resource, command);
        Assert.True(result.Success, result.Message);
    }

    private async Task<HealthStatus?> HealthAsync(string resource)
    {
        using var limit = new CancellationTokenSource(Soon);
        await system.Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, limit.Token);
        return State(resource).HealthStatus;
    }

    private CustomResourceSnapshot State(string resource) =>
        system.Application.ResourceNotifications.TryGetCurrentState(resource, out var current)
            ? current.Snapshot
            : throw new InvalidOperationException($"There is no resource '{resource}'.");

    private async Task RequestInParallelAsync()
    {
        using var client = await SignedInAsync();
        for (var n = 0; n < 3; n++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => client.GetAsync("/items/none")));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        }
    }

    private async Task<HttpStatusCode> RequestAsync()
    {
        using var client = await SignedInAsync();
        using var answer = await client.GetAsync("/items/none");
        return answer.StatusCode;
    }

    private async Task<HttpClient> SignedInAsync()
    {
        var client = new HttpClient { BaseAddress = new Uri(system.Gateway), Timeout = TimeSpan.FromMinutes(2) };
        _token ??= await SignIn.GetAccessTokenAsync(system);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return client;
    }

    // Once those that are about to start or to end have done so.
    private async Task<int> ServingProcessesAsync()
    {
        using var client = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (true)
        {
            // 503 while none serves, with the same body.
            using var answer = await client.GetAsync($"{system.Lambda}/functions/api");
            var status = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            var states = status["environments"]!.AsArray().Select(e => (string)e!["state"]!).ToList();
            if (states.Count > 0 && states.Count == ApiProcesses().Count && states.TrueForAll(state => state is "Idle"))
            {
                return states.Count;
            }

            Assert.True(waited.Elapsed < Soon, status.ToJsonString());
            await Task.Delay(100);
        }
    }

    // Other tests have processes of the Api as well.
    private IReadOnlyList<int> ApiProcesses() => Processes.WithVariable($"AWS_LAMBDA_RUNTIME_API={new Uri(system.Lambda).Authority}/api:");
}
