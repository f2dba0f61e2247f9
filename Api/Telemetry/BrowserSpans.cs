using System.Globalization;
using KanbanAspire.ServiceDefaults.Telemetry;

namespace KanbanAspire.Api.Telemetry;

/// <summary>Makes spans that can be trusted of those a browser sends.</summary>
/// <param name="names">What is known.</param>
/// <param name="time">Clock.</param>
internal sealed class BrowserSpans(KnownNames names, TimeProvider time)
{
    // Clocks of browsers may be wrong, and a page may have slept; spans of another day are of no use.
    private static readonly TimeSpan MaxDistance = TimeSpan.FromDays(1);

    /// <summary>Checks one span.</summary>
    /// <param name="span">As it was sent.</param>
    /// <returns>Name, times, ids and the attributes that are known; null when it is no span of the front end.</returns>
    internal ForwardedSpan? Check(TelemetrySpan span) =>
        IsId(span.TraceId, 32) && IsId(span.SpanId, 16)
        && (span.ParentSpanId is null or "" || IsId(span.ParentSpanId, 16))
        && span.Kind is 1 or 3
        && span.Name is { } name && names.HasSpan(name)
        && Time(span.StartTimeUnixNano) is { } start && Time(span.EndTimeUnixNano) is { } end && end >= start
            ? new ForwardedSpan(span.TraceId!, span.SpanId!, span.ParentSpanId is "" ? null : span.ParentSpanId, name, span.Kind, start, end)
            {
                Attributes = [.. Known(span.Attributes ?? [])],
                HasFailed = span.Status?.Code == 2,
            }
            : null;

    private IEnumerable<KeyValuePair<string, object>> Known(IEnumerable<TelemetryAttribute> attributes) =>
        from attribute in attributes.OfType<TelemetryAttribute>().DistinctBy(attribute => attribute.Key, StringComparer.Ordinal)
        let value = names.Read(attribute)
        where value is not null
        select KeyValuePair.Create(attribute.Key!, value);

    // An id of zeros alone is none: https://www.w3.org/TR/trace-context/#trace-id
    private static bool IsId(string? text, int length) => text?.Length == length && text.All(char.IsAsciiHexDigitLower) && text.Trim('0') is not "";

    private ulong? Time(string? nanoseconds) =>
        ulong.TryParse(nanoseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value / 1_000_000 <= long.MaxValue
        && Math.Abs((long)(value / 1_000_000) - time.GetUtcNow().ToUnixTimeMilliseconds()) <= MaxDistance.TotalMilliseconds
            ? value
            : null;
}
