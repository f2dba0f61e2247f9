namespace KanbanAspire.Api.Telemetry;

/// <summary>
/// What a browser has measured, as OTLP JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). What OTLP has
/// besides is ignored.
/// </summary>
/// <param name="ResourceSpans">Page loads, requests and actions.</param>
/// <param name="ResourceMetrics">Web vitals, as gauges.</param>
public sealed record TelemetryRequest(
    IReadOnlyList<TelemetryResourceSpans>? ResourceSpans, IReadOnlyList<TelemetryResourceMetrics>? ResourceMetrics);

/// <summary>Groups spans by who sends them; the Api knows who that is.</summary>
/// <param name="ScopeSpans">The groups.</param>
public sealed record TelemetryResourceSpans(IReadOnlyList<TelemetryScopeSpans>? ScopeSpans);

/// <summary>Groups spans by the library that made them.</summary>
/// <param name="Spans">At most 200 in a request.</param>
public sealed record TelemetryScopeSpans(IReadOnlyList<TelemetrySpan>? Spans);

/// <summary>A span: the duration of one operation.</summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="ParentSpanId">16 hexadecimal digits; empty for the first of a trace.</param>
/// <param name="Name">An action, <c>documentLoad</c>, <c>documentFetch</c>, or method and route of a request.</param>
/// <param name="Kind">1 for something within the page, 3 for a request.</param>
/// <param name="StartTimeUnixNano">Nanoseconds since 1970, as text.</param>
/// <param name="EndTimeUnixNano">Nanoseconds since 1970, as text.</param>
/// <param name="Attributes">What else is known.</param>
/// <param name="Status">How it ended.</param>
public sealed record TelemetrySpan(
    string? TraceId,
    string? SpanId,
    string? ParentSpanId,
    string? Name,
    int Kind,
    string? StartTimeUnixNano,
    string? EndTimeUnixNano,
    IReadOnlyList<TelemetryAttribute>? Attributes,
    TelemetryStatus? Status);

/// <summary>One property. Those that the Api does not know are dropped.</summary>
/// <param name="Key">Name.</param>
/// <param name="Value">Value.</param>
public sealed record TelemetryAttribute(string? Key, TelemetryValue? Value);

/// <summary>A value; one of the four is set.</summary>
/// <param name="StringValue">Text.</param>
/// <param name="IntValue">Whole number, as text.</param>
/// <param name="DoubleValue">Number.</param>
/// <param name="BoolValue">Yes or no.</param>
public sealed record TelemetryValue(string? StringValue, string? IntValue, double? DoubleValue, bool? BoolValue);

/// <summary>The status of a span.</summary>
/// <param name="Code">2 for a failure of the system.</param>
public sealed record TelemetryStatus(int Code);

/// <summary>Groups metrics by who sends them.</summary>
/// <param name="ScopeMetrics">The groups.</param>
public sealed record TelemetryResourceMetrics(IReadOnlyList<TelemetryScopeMetrics>? ScopeMetrics);

/// <summary>Groups metrics by the library that made them.</summary>
/// <param name="Metrics">The metrics.</param>
public sealed record TelemetryScopeMetrics(IReadOnlyList<TelemetryMetric>? Metrics);

/// <summary>One web vital.</summary>
/// <param name="Name">For example <c>browser.web_vital.lcp</c>.</param>
/// <param name="Unit"><c>s</c>, or <c>1</c> for the layout shift.</param>
/// <param name="Gauge">Its values.</param>
public sealed record TelemetryMetric(string? Name, string? Unit, TelemetryGauge? Gauge);

/// <summary>Holds the values of a metric.</summary>
/// <param name="DataPoints">The values.</param>
public sealed record TelemetryGauge(IReadOnlyList<TelemetryDataPoint>? DataPoints);

/// <summary>One value.</summary>
/// <param name="AsDouble">The value.</param>
/// <param name="TimeUnixNano">Nanoseconds since 1970, as text.</param>
/// <param name="Attributes">The page's template.</param>
public sealed record TelemetryDataPoint(double AsDouble, string? TimeUnixNano, IReadOnlyList<TelemetryAttribute>? Attributes);

/// <summary>Says what came of the request.</summary>
/// <param name="Accepted">Spans and values that were taken.</param>
/// <param name="Rejected">Those that were not: unknown names, impossible times, too many.</param>
public sealed record TelemetryResponse(int Accepted, int Rejected);
