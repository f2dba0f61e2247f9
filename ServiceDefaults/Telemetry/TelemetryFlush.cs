using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Waits for what is still at work (<see cref="IDrain"/>), then sends what has been collected, before Lambda freezes the process. It
/// takes 200 and 50 ms at most: what is not out by then goes with the next event, and is counted. Where no process is frozen, batches leave by themselves each second, and nothing is flushed:
/// one export for each event would more than double what a request costs on a laptop.
/// </summary>
/// <param name="services">Where the providers are; there are none without an OTLP endpoint.</param>
/// <param name="isFrozenBetweenEvents">Whether the process is stopped between two events, see <see cref="RuntimeApi.IsFrozenBetweenEvents"/>.</param>
public sealed class TelemetryFlush(IServiceProvider services, bool isFrozenBetweenEvents)
{
    // Made with this object, so that a function which starts no host records its first event as well.
    private readonly TracerProvider? _traces = services.GetService<TracerProvider>();
    private readonly LoggerProvider? _logs = services.GetService<LoggerProvider>();
    private readonly MeterProvider? _metrics = services.GetService<MeterProvider>();

    /// <summary>The most time that sending takes.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan MaxDrain = TimeSpan.FromMilliseconds(200);
    private static readonly Meter Meter = new("KanbanAspire.Telemetry");
    private static readonly Counter<long> Late = Meter.CreateCounter<long>(
        "kanban.telemetry.late", "{flush}", "Flushes that were not done in time, by signal.");

    /// <summary>Flushes spans, logs and metrics, in this order, and writes embedded metrics.</summary>
    public void Run()
    {
        if (isFrozenBetweenEvents)
        {
            foreach (var work in services.GetServices<IDrain>())
            {
                work.Drain(MaxDrain);
            }
        }

        var metrics = services.GetService<EmbeddedMetrics>();
        metrics?.Write(DateTimeOffset.UtcNow);
        if (!isFrozenBetweenEvents)
        {
            return;
        }

        var startedAt = Stopwatch.GetTimestamp();
        Run("traces", startedAt, _traces is null ? null : ms => _traces.ForceFlush(ms));
        Run("logs", startedAt, _logs is null ? null : ms => _logs.ForceFlush(ms));
        Run("metrics", startedAt, _metrics is null ? null : ms => _metrics.ForceFlush(ms));
        // Exports that just failed.
        metrics?.Write(DateTimeOffset.UtcNow);
    }

    private static void Run(string signal, long startedAt, Func<int, bool>? flush)
    {
        var leftMs = (int)(MaxDuration - Stopwatch.GetElapsedTime(startedAt)).TotalMilliseconds;
        if (flush is not null && (leftMs <= 0 || !flush(leftMs)))
        {
            Late.Add(1, new TagList { { "otel.signal", signal } });
        }
    }
}
