using System.Diagnostics;
using KanbanAspire.Local.Tokens;
using KanbanAspire.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;

namespace KanbanAspire.Local.ApiGateway;

/// <summary>A request with what the gateway has found out about it.</summary>
internal sealed class GatewayRequest(HttpContext context)
{
    public HttpContext Context { get; } = context;

    /// <summary>Gets what is between the slashes of the path, decoded once; null where that cannot be done.</summary>
    public string[]? Segments { get; } = Split(context);

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public DateTimeOffset Time { get; } = DateTimeOffset.UtcNow;

    public string SourceIp { get; } = context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>Gets the gateway's own span; null when nobody looks at spans.</summary>
    public Activity? Span { get; } = OwnSpan();

    public string TraceId { get; } = FindTraceId(context.Request.Headers, OwnSpan()?.Id);

    public Route Route { get; set; } = new("-", RequiresToken: false, [], InvokeUri: null);

    public IReadOnlyDictionary<string, string> Variables { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the checked token; null on a route without authorization.</summary>
    public CheckedToken? Token { get; set; }

    public long IntegrationLatencyMs { get; set; }

    /// <summary>Gets or sets why the gateway itself refused or gave up; null when the function answered.</summary>
    public string? Error { get; set; }

    private static string[]? Split(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is not ['/', ..] target
            ? RouteTable.Split(context.Request.Path.Value ?? "/")
            : RequestPath.TrySplit(target, out var segments) ? segments : null;

    // Without a listener the framework makes a span that has no source, for its own log.
    private static Activity? OwnSpan() => Activity.Current is { Recorded: true, Source.Name.Length: > 0 } span ? span : null;

    // The gateway's span if it makes one, else the caller's X-Ray header, else one with the caller's W3C trace, else a new trace.
    private static string FindTraceId(IHeaderDictionary headers, string? span)
    {
        if (span is null && headers["X-Amzn-Trace-Id"].ToString() is { Length: > 0 } own)
        {
            return own;
        }

        return ActivityContext.TryParse(span ?? headers.TraceParent, traceState: null, out var caller)
            && caller.TraceId.ToString() is var trace
            ? $"Root=1-{trace[..8]}-{trace[8..]};Parent={caller.SpanId};Sampled={(caller.TraceFlags == ActivityTraceFlags.None ? 0 : 1)}"
            : $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{Guid.NewGuid().ToString("N")[..24]}";
    }
}
