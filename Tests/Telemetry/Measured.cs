using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace KanbanAspire.Tests.Telemetry;

/// <summary>Keeps what is measured by one instrument of this process.</summary>
internal sealed class Measured : IDisposable
{
    private readonly ConcurrentQueue<(double Value, string Tags)> _values = new();
    private readonly MeterListener _listener = new();

    public Measured(string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument)
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Add(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Add(value, tags));
        _listener.Start();
    }

    public IReadOnlyList<(double Value, string Tags)> Values => [.. _values];

    public void Dispose() => _listener.Dispose();

    private void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _values.Enqueue((value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
