using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.ServiceDefaults.Telemetry;

namespace KanbanAspire.Api.Telemetry;

/// <summary>
/// Takes what the front end measures and passes it on to where the Api's own telemetry goes, so that a trace begins with the click.
/// </summary>
public static class TelemetryApi
{
    private const int MaxBodySizeBytes = 64 * 1024;
    private const int MaxSpans = 200;
    private const int MaxMetrics = 20;
    private const string Service = "browser";

    /// <summary>Adds what the endpoint uses.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration">Says where telemetry goes.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddBrowserTelemetry(this IServiceCollection services, IConfiguration configuration) => services
        .AddSpanForwarder(configuration).AddSingleton<KnownNames>().AddSingleton<BrowserSpans>().AddJson(TelemetryJson.Default);

    /// <summary>Maps <c>/telemetry</c>.</summary>
    /// <param name="api">The group of <c>/api</c>.</param>
    /// <param name="configuration">Says whether browsers send telemetry; if not, there is no such address.</param>
    public static void MapBrowserTelemetry(this RouteGroupBuilder api, IConfiguration configuration)
    {
        var isOn = BrowserTelemetry.SampleRatio(configuration) > 0;
        api.MapPost("/telemetry", SendAsync).WithBodyLimit(MaxBodySizeBytes)
            .AddEndpointFilter((context, next) => isOn ? next(context) : ValueTask.FromResult<object?>(ProblemTypes.NotFound.ToResult()))
            .WithTags("Telemetry").WithName("SendTelemetry").WithSummary("Send what a browser has measured")
            .Produces<TelemetryResponse>(202);
    }

    private static async Task<IResult> SendAsync(
        TelemetryRequest request, BrowserSpans browser, KnownNames names, SpanForwarder forwarder, CancellationToken cancellationToken)
    {
        var sent = (request.ResourceSpans ?? []).OfType<TelemetryResourceSpans>()
            .SelectMany(resource => resource.ScopeSpans ?? []).OfType<TelemetryScopeSpans>()
            .SelectMany(scope => scope.Spans ?? []).ToList();
        var spans = sent.Take(MaxSpans).OfType<TelemetrySpan>().Select(browser.Check).OfType<ForwardedSpan>().ToList();
        var metrics = (request.ResourceMetrics ?? []).OfType<TelemetryResourceMetrics>()
            .SelectMany(resource => resource.ScopeMetrics ?? []).OfType<TelemetryScopeMetrics>()
            .SelectMany(scope => scope.Metrics ?? []).OfType<TelemetryMetric>().ToList();
        var vitals = metrics.Take(MaxMetrics).Select(metric => WebVitals.Record(metric, names)).ToList();

        // The browser repeats nothing, so what cannot be passed on is lost, and counted.
        await forwarder.SendAsync(Service, spans, cancellationToken);
        var response = new TelemetryResponse(
            spans.Count + vitals.Sum(vital => vital.Accepted), sent.Count - spans.Count + vitals.Sum(vital => vital.Rejected) + Math.Max(0, metrics.Count - MaxMetrics));
        return TypedResults.Accepted((string?)null, response);
    }
}
