using System.Collections.Concurrent;
using System.Diagnostics;

namespace KanbanAspire.Tests.ServiceDefaults;

/// <summary>Keeps the ended spans of one trace that services make.</summary>
public sealed class SpanCapture : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public SpanCapture()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("KanbanAspire", StringComparison.Ordinal)
                || source.Name is "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == TraceId)
                {
                    _spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

    /// <summary>Gets the header that makes a request part of this trace.</summary>
    public string TraceParent => $"00-{TraceId}-00f067aa0ba902b7-01";

    public IReadOnlyList<Activity> Spans => [.. _spans];

    public async Task<IReadOnlyList<Activity>> WaitForAsync(int count)
    {
        for (var attempt = 0; _spans.Count < count && attempt < 500; attempt++)
        {
            await Task.Delay(10);
        }

        return Spans;
    }

    public void Dispose() => _listener.Dispose();
}
