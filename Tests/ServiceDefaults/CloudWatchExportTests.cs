using System.Net.Http.Json;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class CloudWatchExportTests
{
    [Fact]
    public async Task Function_AfterAnEvent_SendsSignedSpans()
    {
        await using var cloudWatch = await CloudWatchEmulator.StartAsync();
        await using var stack = await ApiStack.StartAsync(new Dictionary<string, string>(cloudWatch.Variables) { ["ItemsAuthorization"] = "none" });

        // Its connections were opened before the first event: one for traces, one for logs.
        await Eventually.TrueAsync(() => Task.FromResult(cloudWatch.WarmUps >= 2), () => Why(cloudWatch, stack));
        // No batch is due for a minute: what is here was flushed. Lambda says Sampled=0 of each event.
        Assert.True(await ArrivesAsync(cloudWatch, stack, "GET /items/{id}", "traces"), Why(cloudWatch, stack));
        Assert.True(cloudWatch.Has("DynamoDB.GetItem", "traces"));
        Assert.True(cloudWatch.Has("KanbanAspire", "traces"));
        Assert.Empty(cloudWatch.Rejected);
    }

    [Fact]
    public async Task Function_FailsOnAnEvent_SendsSignedLogsToTheStreamOfTheStack()
    {
        await using var cloudWatch = await CloudWatchEmulator.StartAsync();
        // A table that is not there is a fault of the deployment, and logged.
        await using var stack = await ApiStack.StartAsync(new Dictionary<string, string>(cloudWatch.Variables)
        {
            ["ItemsAuthorization"] = "none",
            ["AWS_MAX_ATTEMPTS"] = "1",
        }, missingTables: new("no-such-table", "no-such-table-either"));

        Assert.True(await ArrivesAsync(cloudWatch, stack, "ResourceNotFoundException", "logs"), Why(cloudWatch, stack));
        Assert.Equal(["otlp"], cloudWatch.LogStreams);
        Assert.Empty(cloudWatch.Rejected);
    }

    [Fact]
    public async Task Function_SampledAtZero_SendsNoSpans()
    {
        await using var cloudWatch = await CloudWatchEmulator.StartAsync();
        await using var stack = await ApiStack.StartAsync(new Dictionary<string, string>(cloudWatch.Variables)
        {
            ["ItemsAuthorization"] = "none",
            ["Telemetry__TraceSampling"] = "0",
        });
        // What a client, and Lambda's own rate with active tracing, may ask for.
        (string Name, string Value)[] headers =
        [
            ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            ("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"),
            ("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793"),
        ];

        foreach (var (name, value) in headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, "/items") { Content = JsonContent.Create(new { id = "1", name = "Pen", price = 1 }) };
            request.Headers.Add(name, value);
            using var response = await stack.Client.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode);
        }

        Assert.False(cloudWatch.Has("items", "traces"));
        Assert.Empty(cloudWatch.Rejected);
    }

    [Fact]
    public async Task Function_SpansAreRejected_CountsThatInItsLog()
    {
        await using var cloudWatch = await CloudWatchEmulator.StartAsync();
        cloudWatch.RejectsSpans = true;
        await using var stack = await ApiStack.StartAsync(new Dictionary<string, string>(cloudWatch.Variables)
        {
            ["ItemsAuthorization"] = "none",
            ["Telemetry__EmbeddedMetrics"] = "true",
            ["Telemetry__Stack"] = "team-board",
        });

        await Eventually.TrueAsync(
            async () =>
            {
                using var response = await stack.Client.GetAsync("/items/1");
                return stack.Output.Any(line => Regex.IsMatch(line, "\"kanban.telemetry.failed\":\\[[1-9]"));
            },
            () => Why(cloudWatch, stack));

        Assert.Contains(stack.Output, line => line.Contains("\"stack\":\"team-board\"", StringComparison.Ordinal));
        Assert.Single(stack.Output, line => line.Contains("The export of traces failed: 400 The OTLP API", StringComparison.Ordinal));
        Assert.All(cloudWatch.Rejected, reason => Assert.StartsWith("traces: ", reason, StringComparison.Ordinal));
    }

    // A flush takes 50 ms at most; on a busy machine what was not out by then goes with the next event.
    private static async Task<bool> ArrivesAsync(CloudWatchEmulator cloudWatch, ApiStack stack, string text, string signal)
    {
        for (var attempt = 0; !cloudWatch.Has(text, signal) && attempt < 60; attempt++)
        {
            using var response = await stack.Client.GetAsync("/items/1");
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return cloudWatch.Has(text, signal);
    }

    private static string Why(CloudWatchEmulator cloudWatch, ApiStack stack) => string.Join('\n', [.. cloudWatch.Rejected, .. stack.Output]);
}
