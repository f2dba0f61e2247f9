using System.Text.Json.Serialization;
using static System.Text.Json.Serialization.JsonNumberHandling;

namespace KanbanAspire.Local.Dashboard.Otlp;

/// <summary>
/// Is a request of any signal in OTLP JSON, and a capture file with all three. The records below have the names of
/// opentelemetry-proto, where each field is described; what may be absent is null.
/// </summary>
public sealed record OtlpData(
    IReadOnlyList<ResourceSpans>? ResourceSpans = null,
    IReadOnlyList<ResourceLogs>? ResourceLogs = null,
    IReadOnlyList<ResourceMetrics>? ResourceMetrics = null);

public sealed record Resource(Tag[]? Attributes);

public sealed record Scope(string? Name, string? Version);

public readonly record struct Tag(string Key, AnyValue Value);

public sealed record ResourceSpans(Resource? Resource, IReadOnlyList<ScopeSpans>? ScopeSpans);

public sealed record ScopeSpans(Scope? Scope, IReadOnlyList<Span>? Spans);

public sealed record Span(
    string TraceId, string SpanId, string? ParentSpanId, string? TraceState, string? Name, int Kind,
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] ulong StartTimeUnixNano,
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] ulong EndTimeUnixNano,
    Tag[]? Attributes, SpanEvent[]? Events, SpanLink[]? Links, Status? Status);

public sealed record SpanEvent(
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] ulong TimeUnixNano, string? Name, Tag[]? Attributes);

public sealed record SpanLink(string? TraceId, string? SpanId, Tag[]? Attributes);

public sealed record Status(string? Message, int Code);

public sealed record ResourceLogs(Resource? Resource, IReadOnlyList<ScopeLogs>? ScopeLogs);

public sealed record ScopeLogs(Scope? Scope, IReadOnlyList<LogRecord>? LogRecords);

public sealed record LogRecord(
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] ulong TimeUnixNano,
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] ulong ObservedTimeUnixNano,
    int SeverityNumber, string? SeverityText, AnyValue? Body, Tag[]? Attributes, string? TraceId, string? SpanId,
    string? EventName);

public sealed record ResourceMetrics(Resource? Resource, IReadOnlyList<ScopeMetrics>? ScopeMetrics);

public sealed record ScopeMetrics(Scope? Scope, IReadOnlyList<Metric>? Metrics);

public sealed record Metric(
    string Name, string? Description, string? Unit, MetricData? Gauge, MetricData? Sum, MetricData? Histogram)
{
    /// <summary>Gets the data, of whatever kind; null when there is none.</summary>
    [JsonIgnore]
    public MetricData? Data => Gauge ?? Sum ?? Histogram;

    /// <summary>Copies the metric with other points.</summary>
    public Metric With(IReadOnlyList<DataPoint> points) => this with
    {
        Gauge = Gauge is null ? null : Gauge with { DataPoints = points },
        Sum = Sum is null ? null : Sum with { DataPoints = points },
        Histogram = Histogram is null ? null : Histogram with { DataPoints = points },
    };
}

public sealed record MetricData(IReadOnlyList<DataPoint>? DataPoints, int? AggregationTemporality, bool? IsMonotonic);

/// <summary>Is a data point of any kind: its own fields are filled, the others null.</summary>
public sealed record DataPoint(
    Tag[]? Attributes,
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] ulong StartTimeUnixNano,
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] ulong TimeUnixNano,
    double? AsDouble,
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] long? AsInt,
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] ulong? Count,
    double? Sum, double? Min, double? Max,
    [property: JsonNumberHandling(AllowReadingFromString | WriteAsString)] ulong[]? BucketCounts,
    double[]? ExplicitBounds)
{
    /// <summary>Gets its part of what it came with, as JSON.</summary>
    [JsonIgnore]
    public long SizeBytes { get; init; }
}

/// <summary>Reads and writes OTLP JSON without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = AllowReadingFromString | AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OtlpData))]
public sealed partial class OtlpJson : JsonSerializerContext;
