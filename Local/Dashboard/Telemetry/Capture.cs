namespace KanbanAspire.Local.Dashboard.Telemetry;

/// <summary>Writes what is kept as one OTLP JSON file, and reads such a file back.</summary>
internal static class Capture
{
    /// <summary>Answers <c>GET /capture.json?trace=</c>: everything, or one trace with its log records.</summary>
    public static async Task ExportAsync(HttpContext context, TelemetryStore store, string? trace)
    {
        var traces = trace is null ? store.Traces() : store.Find(trace) is { } one ? [one] : [];
        var data = new OtlpData(
            [.. traces.Reverse().SelectMany(item => item.Spans()).GroupBy(span => span.Origin).Select(group => new ResourceSpans(
                group.Key.Resource, [new(group.Key.Scope, [.. group.Select(span => span.Data)])]))],
            [.. store.Logs().Reverse().Where(log => trace is null || log.Data.TraceId == trace).GroupBy(log => log.Origin)
                .Select(group => new ResourceLogs(group.Key.Resource, [new(group.Key.Scope, [.. group.Select(log => log.Data)])]))],
            trace is not null ? null : [.. store.Metrics.Instruments(null).Select(instrument => new ResourceMetrics(
                instrument.Origin.Resource, [new(instrument.Origin.Scope, [Restore(store.Metrics, instrument)])]))]);
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"capture-{trace ?? $"{DateTime.Now:yyyyMMdd-HHmmss}"}.json\"";
        await JsonSerializer.SerializeAsync(context.Response.Body, data, OtlpJson.Default.OtlpData, context.RequestAborted);
    }

    /// <summary>Answers <c>POST /capture.json</c>: adds the file in the body to what is kept.</summary>
    public static async Task<IResult> ImportAsync(HttpContext context, OtlpReceiver receiver)
    {
        try
        {
            await receiver.ImportAsync(context.Request.Body, context.RequestAborted);
            return Results.NoContent();
        }
        catch (Exception bad) when (bad is JsonException or InvalidDataException)
        {
            return Results.Text($"This is no OTLP JSON: {bad.Message}", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    // A point each ten seconds is enough of what only grows, and keeps the file small enough to be read again.
    private static Metric Restore(MetricStore metrics, Instrument instrument) => instrument.Metric.With(
        [.. metrics.Series(instrument, DateTimeOffset.MinValue).SelectMany(series => series.Points
            .Where((_, index) => instrument.IsDelta || (series.Points.Length - 1 - index) % 10 == 0)
            .Select(point => point with { Attributes = series.Tags }))]);
}
