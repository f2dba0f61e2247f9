using System.Net;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using KanbanAspire.Local.Dashboard.Feed;

namespace KanbanAspire.Local.Hosting;

/// <summary>Runs a Lambda function by way of the Lambda service emulator, which owns its processes.</summary>
/// <param name="function">The function.</param>
/// <param name="http">For the emulator's endpoints.</param>
/// <param name="publish">Is told of every change.</param>
internal sealed class FunctionRunner(LambdaProjectResource function, HttpClient http, Action<FeedMessage> publish)
    : Runner(function, publish)
{
    // A request of an HTTP API as it reaches a function:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    private const string SampleEvent = """
        {
          "version": "2.0",
          "routeKey": "GET /health",
          "rawPath": "/health",
          "rawQueryString": "",
          "headers": { "accept": "application/json" },
          "requestContext": {
            "http": { "method": "GET", "path": "/health", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "dashboard" },
            "requestId": "dashboard-test", "routeKey": "GET /health", "stage": "$default",
            "time": "01/Jan/2026:00:00:00 +0000", "timeEpoch": 1767225600000
          },
          "isBase64Encoded": false
        }
        """;

    private CancellationTokenSource? _watching;

    protected override string ResourceType => "Lambda function";

    protected override string Source => Path.GetFileName(function.ProjectPath);

    protected override IReadOnlyDictionary<string, string> Environment => FunctionDefinition.EnvironmentOf(function);

    private string EmulatorUrl => function.Emulator.Model.Endpoints[0].Url;

    /// <inheritdoc/>
    public override async Task<string> TestAsync(string input, CancellationToken cancellationToken)
    {
        using var content = new StringContent(input);
        using var response = await http.PostAsync(
            $"{EmulatorUrl}/2015-03-31/functions/{Name}/invocations", content, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    protected override IEnumerable<ResourceCommand> FurtherCommands() =>
        [new("test", "Test", null, SampleEvent, State == KnownResourceStates.Running)];

    protected override async Task StartCoreAsync(CancellationToken cancellationToken)
    {
        await PostAsync("start", cancellationToken);
        StartedAt = DateTimeOffset.UtcNow;
        _watching = new CancellationTokenSource();
        Change(KnownResourceStates.Running);
        _ = WatchAsync(_watching.Token);
    }

    protected override async Task StopCoreAsync()
    {
        if (_watching is not null)
        {
            await _watching.CancelAsync();
        }

        try
        {
            await PostAsync("stop", CancellationToken.None);
        }
        catch (StartException)
        {
            // The emulator is away, and the function's processes with it.
        }

        StoppedAt = DateTimeOffset.UtcNow;
        ProcessIds = [];
        Change(KnownResourceStates.Exited);
    }

    private async Task PostAsync(string command, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PostAsync($"{EmulatorUrl}/functions/{Name}/{command}", null, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new StartException($"The Lambda service answered {(int)response.StatusCode} to {command} '{Name}'.");
            }
        }
        catch (HttpRequestException e)
        {
            throw new StartException($"The Lambda service does not answer ({e.Message}).");
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var interval = TimeSpan.FromMilliseconds(30);
        try
        {
            while (true)
            {
                if (await ReadAsync(cancellationToken))
                {
                    interval = TimeSpan.FromSeconds(2);
                }

                await Task.Delay(interval, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync($"{EmulatorUrl}/functions/{Name}", cancellationToken);
            using var status = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellationToken));
            var processes = ReadProcessIds(status.RootElement);
            if (!processes.SequenceEqual(ProcessIds))
            {
                ProcessIds = processes;
                Publish();
            }

            var healthy = response.StatusCode == HttpStatusCode.OK;
            var reason = status.RootElement.TryGetProperty("lastError", out var error) ? error.GetString() : null;
            if (healthy || reason is not null)
            {
                SetHealth(healthy, healthy ? null : reason);
            }

            return healthy;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            SetHealth(healthy: false, $"The Lambda service does not answer ({e.Message}).");
            return false;
        }
    }

    private static IReadOnlyList<int> ReadProcessIds(JsonElement status) =>
        status.TryGetProperty("environments", out var environments) && environments.ValueKind == JsonValueKind.Array
            ? [.. environments.EnumerateArray()
                .Where(e => e.TryGetProperty("processId", out var id) && id.ValueKind == JsonValueKind.Number)
                .Select(e => e.GetProperty("processId").GetInt32())]
            : [];
}
