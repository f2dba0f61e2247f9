using System.Diagnostics;
using KanbanAspire.ServiceDefaults.Telemetry;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class FlushTests
{
    [Fact]
    public void Run_CollectorHangs_TakesNoLongerThanItMay()
    {
        var source = new ActivitySource($"KanbanAspire.Tests.{Guid.NewGuid():N}");
        var services = new ServiceCollection();
        services.AddOpenTelemetry().WithTracing(tracing => tracing
            .AddSource(source.Name)
            .AddProcessor(new BatchActivityExportProcessor(new HangingExporter())));
        using var provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<TracerProvider>();
        source.StartActivity("late")?.Dispose();
        var startedAt = Stopwatch.GetTimestamp();

        new TelemetryFlush(provider, isFrozenBetweenEvents: true).Run();

        Assert.InRange(Stopwatch.GetElapsedTime(startedAt), TelemetryFlush.MaxDuration * 0.8, TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task Function_AfterAnEvent_HasSentItsSpansBeforeTheNext()
    {
        await using var otlp = await OtlpCapture.StartAsync();
        await using var stack = await ApiStack.StartAsync(
            new Dictionary<string, string>(otlp.Variables) { ["ItemsAuthorization"] = "none" });

        using var response = await stack.Client.GetAsync("/items/1");

        // No batch is due for a minute: what is here was flushed.
        Assert.True(await otlp.WaitForAsync("GET /items/{id}", "traces"), otlp.Show());
        Assert.True(otlp.Has("DynamoDB.GetItem", "traces"));
        Assert.True(otlp.Has("faas.invocation_id", "traces"));
        Assert.True(otlp.Has("faas.coldstart", "traces"));
        Assert.False(otlp.Has("System.Net.Http", "traces"), "The SDK's own request is a second span.");
    }

    private sealed class HangingExporter : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            Thread.Sleep(1000);
            return ExportResult.Success;
        }
    }
}
