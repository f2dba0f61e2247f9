using System.Runtime.InteropServices;

namespace KanbanAspire.Local.Dashboard.Telemetry;

/// <summary>Keeps the latest traces, logs and metrics in memory, each up to its limit; the oldest go first.</summary>
/// <param name="spanLimitBytes">Size of the spans kept, measured as OTLP JSON; the default is about 150,000 spans.</param>
/// <param name="logLimitBytes">Size of the log records kept, measured alike.</param>
/// <param name="metricLimitBytes">Size of the points of metrics kept, measured alike.</param>
public sealed class TelemetryStore(long spanLimitBytes = 192_000_000, long logLimitBytes = 48_000_000, long metricLimitBytes = 256_000_000)
{
    /// <summary>Processes and their instrumentation scopes that are known at a time.</summary>
    public const int OriginLimit = 1_000;

    // A longer description is kept with what came from there alone.
    private const int OriginLengthLimit = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Trace> _traces = [];
    private readonly Queue<Trace> _traceOrder = new();
    private readonly Queue<LogEntry> _logs = new();
    private readonly Dictionary<string, Origin> _origins = [];
    private long _version;
    private long _lastLogId;

    /// <summary>Grows with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Counts the spans.</summary>
    public Quota SpanQuota { get; private set; } = new(spanLimitBytes);

    /// <summary>Counts the log records.</summary>
    public Quota LogQuota { get; private set; } = new(logLimitBytes);

    /// <summary>Holds the metrics.</summary>
    public MetricStore Metrics { get; private set; } = new(metricLimitBytes);

    /// <summary>Takes in what an exporter or a capture brought.</summary>
    /// <param name="data">Any of the three signals.</param>
    /// <param name="sizeBytes">Its length as JSON, which is shared out over what is in it.</param>
    public void Add(OtlpData data, long sizeBytes)
    {
        var spans = (data.ResourceSpans ?? []).SelectMany(resource => (resource.ScopeSpans ?? []).SelectMany(scope =>
            (scope.Spans ?? []).Select(span => (resource.Resource, scope.Scope, Span: span)))).ToList();
        var logs = (data.ResourceLogs ?? []).SelectMany(resource => (resource.ScopeLogs ?? []).SelectMany(scope =>
            (scope.LogRecords ?? []).Select(log => (resource.Resource, scope.Scope, Log: log)))).ToList();
        var points = (data.ResourceMetrics ?? []).SelectMany(resource => resource.ScopeMetrics ?? []).SelectMany(scope => scope.Metrics ?? [])
            .Sum(metric => metric.Data?.DataPoints?.Count ?? 0);
        var share = sizeBytes / Math.Max(1, spans.Count + logs.Count + points);
        lock (_lock)
        {
            foreach (var (resource, scope, span) in spans)
            {
                AddSpan(new(span, Find(resource, scope)), share);
            }
            foreach (var (resource, scope, log) in logs)
            {
                _logs.Enqueue(new(++_lastLogId, log, Find(resource, scope), share));
                LogQuota.Add(1, share);
            }
            while (LogQuota.IsExceeded && _logs.TryDequeue(out var oldest))
            {
                LogQuota.Drop(1, oldest.SizeBytes);
            }
            foreach (var resource in data.ResourceMetrics ?? [])
            {
                foreach (var scope in resource.ScopeMetrics ?? [])
                {
                    Metrics.Add(Find(resource.Resource, scope.Scope), scope.Metrics ?? [], share);
                }
            }
            _version++;
        }
    }

    /// <summary>Empties the store.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _traces.Clear();
            _traceOrder.Clear();
            _logs.Clear();
            (SpanQuota, LogQuota, Metrics) = (new(spanLimitBytes), new(logLimitBytes), new(metricLimitBytes));
            _version++;
        }
    }

    /// <summary>Lists the resources that sent something lately, by name.</summary>
    public string[] Services() => _lock.Read(() => _origins.Values.Select(origin => origin.Service)
        .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToArray());

    /// <summary>Lists the traces, the latest first.</summary>
    public Trace[] Traces() => _lock.Read(() => _traceOrder.Reverse().ToArray());

    /// <summary>Finds a trace; null when it is not (or no longer) here.</summary>
    public Trace? Find(string traceId) => _lock.Read(() => _traces.GetValueOrDefault(traceId));

    /// <summary>Lists the log records, the latest first.</summary>
    public LogEntry[] Logs() => _lock.Read(() => _logs.Reverse().ToArray());

    private void AddSpan(SpanEntry span, long sizeBytes)
    {
        if (string.IsNullOrEmpty(span.Data.TraceId) || string.IsNullOrEmpty(span.Data.SpanId))
        {
            return;
        }
        ref var trace = ref CollectionsMarshal.GetValueRefOrAddDefault(_traces, span.Data.TraceId, out var exists);
        if (!exists)
        {
            _traceOrder.Enqueue(trace = new(span.Data.TraceId));
        }
        // One copy of the id per trace instead of one per span.
        if (trace!.Add(span with { Data = span.Data with { TraceId = trace.Id } }, sizeBytes))
        {
            SpanQuota.Add(1, sizeBytes);
        }
        while (SpanQuota.IsExceeded && _traceOrder.TryDequeue(out var oldest))
        {
            _traces.Remove(oldest.Id);
            SpanQuota.Drop(oldest.Spans().Length, oldest.SizeBytes);
        }
    }

    private Origin Find(Resource? resource, Scope? scope)
    {
        var key = $"{string.Join(';', (resource?.Attributes ?? []).Select(tag => $"{tag.Key}={tag.Value}"))}|{scope}";
        if (!_origins.TryGetValue(key, out var origin))
        {
            var service = (resource?.Attributes ?? []).FirstOrDefault(tag => tag.Key == "service.name").Value.Raw as string;
            origin = new(service ?? "unknown", resource, scope);
            if (_origins.Count == OriginLimit)
            {
                // Those that still send come back with what they send next.
                _origins.Clear();
            }
            if (key.Length <= OriginLengthLimit)
            {
                _origins[key] = origin;
            }
        }
        return origin;
    }
}

/// <summary>Keeps count of one signal.</summary>
public sealed class Quota(long limitBytes)
{
    public long LimitBytes => limitBytes;

    public long UsedBytes { get; private set; }

    public long Count { get; private set; }

    public long Dropped { get; private set; }

    public bool IsExceeded => UsedBytes > limitBytes;

    public void Add(long count, long sizeBytes) => (Count, UsedBytes) = (Count + count, UsedBytes + sizeBytes);

    public void Drop(long count, long sizeBytes) =>
        (Count, UsedBytes, Dropped) = (Count - count, UsedBytes - sizeBytes, Dropped + count);
}
