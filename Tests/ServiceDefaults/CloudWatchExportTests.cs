using System.Net.Http.Json;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class CloudWatchExportTests
{
    [Fact]
    public async Task Function_AfterAnEvent_SendsSignedSpans()
    {
        await using var cloudWatch = await CloudWatchEmulator.StartAsync();
        await using var stack = await ApiStack.StartAsync(new Dictionary<string, string>(cloudWatch.Variables) { ["ItemsAuthorization"] = "none" });

        // No batch is due for a minute: what is here was flushed.
        Assert.True(await ArrivesAsync(cloudWatch, stack, "GET /items/{id}", "traces"), Why(cloudWatch, stack));
        Assert.True(cloudWatch.Has("DynamoDB.GetItem", "traces"));
        Assert.True(cloudWatch.Has("KanbanAspire", "traces"));
        Assert.Empty(cloudWatch.Rejected);
    }

    [Fact]
    public async Task Function_FailsOnAnEvent_SendsSignedLogsToItsOwnStream()
    {
        await using var cloudWatch = await CloudWatchEmulator.StartAsync();
        // A table that is not there is a fault of the deployment, and logged.
        await using var stack = await ApiStack.StartAsync(new Dictionary<string, string>(cloudWatch.Variables)
        {
            ["ItemsAuthorization"] = "none",
            ["AWS_MAX_ATTEMPTS"] = "1",
        }, missingTables: new("no-such-table", "no-such-table-either"));

        Assert.True(await ArrivesAsync(cloudWatch, stack, "ResourceNotFoundException", "logs"), Why(cloudWatch, stack));
        Assert.Equal(["2026/11/24/[$LATEST]0123456789abcdef"], cloudWatch.LogStreams);
        Assert.Empty(cloudWatch.Rejected);
    }

    [Fact]
    public async Task Function_SampledAtZero_SendsNoSpans()
    {
        await using var cloudWatch = await CloudWatchEmulator.StartAsync();
        await using var stack = await ApiStack.StartAsync(new Dictionary<string, string>(cloudWatch.Variables)
        {
            ["ItemsAuthorization"] = "none",
            ["OTEL_TRACES_SAMPLER_ARG"] = "0",
        });

        for (var i = 0; i < 5; i++)
        {
            using var response = await stack.Client.PutAsJsonAsync("/items", new { id = $"{i}", name = "Pen", price = 1 });
            Assert.True(response.IsSuccessStatusCode);
        }

        Assert.False(cloudWatch.Has("items", "traces"));
        Assert.Empty(cloudWatch.Rejected);
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
