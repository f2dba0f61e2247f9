namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>A span of another process, to be passed on as it is.</summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="ParentSpanId">16 hexadecimal digits; null for the first of a trace.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">OTLP's number: 1 internal, 2 server, 3 client.</param>
/// <param name="StartUnixNanoseconds">Nanoseconds since 1970.</param>
/// <param name="EndUnixNanoseconds">Nanoseconds since 1970.</param>
public sealed record ForwardedSpan(
    string TraceId,
    string SpanId,
    string? ParentSpanId,
    string Name,
    int Kind,
    ulong StartUnixNanoseconds,
    ulong EndUnixNanoseconds)
{
    /// <summary>Gets names and values; a value is a string or a long.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Attributes { get; init; } = [];

    /// <summary>Gets whether its status is an error.</summary>
    public bool HasFailed { get; init; }
}
