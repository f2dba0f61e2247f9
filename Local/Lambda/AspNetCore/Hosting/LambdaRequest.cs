using System.Net;
using System.Security.Claims;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Net.Http.Headers;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>Shows a payload 2.0 event to ASP.NET Core as a request.</summary>
internal sealed class LambdaRequest : IHttpRequestFeature, IHttpRequestBodyDetectionFeature, IHttpConnectionFeature,
    IHttpRequestIdentifierFeature, IHttpRequestLifetimeFeature, IHttpAuthenticationFeature, IItemsFeature, IDisposable
{
    // What is left for the answer when a handler notices that its time is up.
    private static readonly TimeSpan DeadlineMargin = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _aborted;

    public LambdaRequest(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        var http = request.RequestContext?.Http;
        Method = http?.Method ?? "GET";
        Protocol = http?.Protocol ?? "HTTP/1.1";
        Path = request.RawPath is { Length: > 0 } path ? path : "/";
        QueryString = request.RawQueryString is { Length: > 0 } query ? "?" + query : "";
        RawTarget = Path + QueryString;
        Headers = ReadHeaders(request, context.TraceId);

        var body = request switch
        {
            { Body: null or "" } => [],
            { IsBase64Encoded: true } => Convert.FromBase64String(request.Body),
            _ => Encoding.UTF8.GetBytes(request.Body),
        };
        Body = new MemoryStream(body, writable: false);
        CanHaveBody = body.Length > 0;
        if (CanHaveBody)
        {
            Headers.ContentLength = body.Length;
        }

        User = ReadUser(request.RequestContext?.Authorizer?.Jwt);
        RemoteIpAddress = IPAddress.TryParse(http?.SourceIp, out var address) ? address : null;
        TraceIdentifier = request.RequestContext?.RequestId ?? context.AwsRequestId;
        ConnectionId = context.AwsRequestId;
        // The names under which Amazon.Lambda.AspNetCoreServer keeps them.
        Items = new Dictionary<object, object?> { ["LambdaContext"] = context, ["LambdaRequestObject"] = request };

        var remaining = context.RemainingTime - DeadlineMargin;
        _aborted = new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
        RequestAborted = _aborted.Token;
    }

    public string Protocol { get; set; }

    // API Gateway takes https only, and X-Forwarded-Proto says so.
    public string Scheme { get; set; } = "https";

    public string Method { get; set; }

    public string PathBase { get; set; } = "";

    public string Path { get; set; }

    public string QueryString { get; set; }

    public string RawTarget { get; set; }

    public IHeaderDictionary Headers { get; set; }

    public Stream Body { get; set; }

    public bool CanHaveBody { get; }

    public string ConnectionId { get; set; }

    public IPAddress? RemoteIpAddress { get; set; }

    public IPAddress? LocalIpAddress { get; set; }

    public int RemotePort { get; set; }

    public int LocalPort { get; set; }

    public string TraceIdentifier { get; set; }

    public CancellationToken RequestAborted { get; set; }

    public ClaimsPrincipal? User { get; set; }

    public IDictionary<object, object?> Items { get; set; }

    public void AddTo(IFeatureCollection features)
    {
        features.Set<IHttpRequestFeature>(this);
        features.Set<IHttpRequestBodyDetectionFeature>(this);
        features.Set<IHttpConnectionFeature>(this);
        features.Set<IHttpRequestIdentifierFeature>(this);
        features.Set<IHttpRequestLifetimeFeature>(this);
        features.Set<IHttpAuthenticationFeature>(this);
        features.Set<IItemsFeature>(this);
    }

    public void Abort() => _aborted.Cancel();

    public void Dispose() => _aborted.Dispose();

    private static HeaderDictionary ReadHeaders(APIGatewayHttpApiV2ProxyRequest request, string? xrayTrace)
    {
        var headers = new HeaderDictionary(request.Headers?.Count ?? 0);
        foreach (var (name, value) in request.Headers ?? [])
        {
            headers[name] = value;
        }

        if (request.Cookies is { Length: > 0 } cookies)
        {
            headers[HeaderNames.Cookie] = string.Join("; ", cookies);
        }

        if (!headers.ContainsKey(HeaderNames.TraceParent) && XRayTrace.ToTraceParent(xrayTrace) is { } traceParent)
        {
            headers[HeaderNames.TraceParent] = traceParent;
        }

        return headers;
    }

    private static ClaimsPrincipal? ReadUser(APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription.JwtDescription? jwt) =>
        jwt?.Claims is { Count: > 0 } claims
            ? new ClaimsPrincipal(new ClaimsIdentity(claims.Select(c => new Claim(c.Key, c.Value)), "AuthorizerIdentity"))
            : null;
}
