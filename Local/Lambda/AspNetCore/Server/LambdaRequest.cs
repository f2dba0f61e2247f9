using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Amazon.Lambda.AspNetCoreServer.Internal;

/// <summary>
/// Shows a payload 2.0 event to ASP.NET Core as a request, with the peculiarities of the real package: header values are split at
/// commas, the path is decoded once more, there is no protocol, and nothing aborts the request.
/// </summary>
internal sealed class LambdaRequest : IHttpRequestFeature, IHttpRequestBodyDetectionFeature, IHttpConnectionFeature,
    IHttpRequestIdentifierFeature, IHttpAuthenticationFeature, IItemsFeature, IServiceProvidersFeature
{
    public LambdaRequest(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        // Events of other formats have neither, and end here.
        var http = request.RequestContext!.Http!;
        Method = http.Method!;
        (PathBase, Path) = ReadPath(http.Path!, request.RequestContext.Stage);
        QueryString = string.IsNullOrEmpty(request.RawQueryString) ? "" : "?" + request.RawQueryString;
        Body = new MemoryStream(ReadBody(request));
        Headers = ReadHeaders(request, Body.Length);
        User = ReadUser(request.RequestContext.Authorizer);
        RemoteIpAddress = IPAddress.TryParse(http.SourceIp, out var address) ? address : null;
        Items = new Dictionary<object, object?>
        {
            [AbstractAspNetCoreFunction.LAMBDA_CONTEXT] = context,
            [AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] = request,
        };
    }

    public string Protocol { get; set; } = null!;

    // API Gateway accepts https only, and X-Forwarded-Proto says so.
    public string Scheme { get; set; } = "https";

    public string Method { get; set; }

    public string PathBase { get; set; }

    public string Path { get; set; }

    public string QueryString { get; set; }

    public string RawTarget { get; set; } = null!;

    public IHeaderDictionary Headers { get; set; }

    public Stream Body { get; set; }

    public bool CanHaveBody => Body.Length > 0;

    public string ConnectionId { get; set; } = null!;

    public IPAddress? RemoteIpAddress { get; set; }

    public IPAddress? LocalIpAddress { get; set; }

    public int RemotePort { get; set; }

    public int LocalPort { get; set; }

    public string TraceIdentifier
    {
        get => field ??= Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") is { Length: > 0 } trace
            ? trace
            : new HttpRequestIdentifierFeature().TraceIdentifier;
        set;
    }

    public ClaimsPrincipal? User { get; set; }

    public IDictionary<object, object?> Items { get; set; }

    public IServiceProvider RequestServices { get; set; } = null!;

    public void AddTo(IFeatureCollection features)
    {
        features.Set<IHttpRequestFeature>(this);
        features.Set<IHttpRequestBodyDetectionFeature>(this);
        features.Set<IHttpConnectionFeature>(this);
        features.Set<IHttpRequestIdentifierFeature>(this);
        features.Set<IHttpAuthenticationFeature>(this);
        features.Set<IItemsFeature>(this);
        features.Set<IServiceProvidersFeature>(this);
    }

    private static (string Base, string Path) ReadPath(string path, string? stage)
    {
        // %41 becomes A; %2F and + stay.
        path = WebUtility.UrlDecode(path.Replace("+", "%2B", StringComparison.Ordinal)
            .Replace("%2F", "%252F", StringComparison.Ordinal).Replace("%2f", "%252f", StringComparison.Ordinal));
        path = path.StartsWith('/') ? path : "/" + path;
        return !string.IsNullOrWhiteSpace(stage) && path.StartsWith("/" + stage, StringComparison.Ordinal)
            ? ("/" + stage, path[(stage.Length + 1)..])
            : ("", path);
    }

    private static HeaderDictionary ReadHeaders(APIGatewayHttpApiV2ProxyRequest request, long bodyLength)
    {
        var headers = new HeaderDictionary(request.Headers?.Count ?? 0);
        foreach (var (name, value) in request.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            headers[name] = new StringValues(value?.Split(','));
        }

        if (!headers.ContainsKey(HeaderNames.Host))
        {
            headers[HeaderNames.Host] = request.RequestContext!.DomainName;
        }

        if (request.Cookies is { } cookies)
        {
            headers[HeaderNames.Cookie] = string.Join("; ", cookies);
        }

        if (!headers.ContainsKey(HeaderNames.ContentLength))
        {
            headers[HeaderNames.ContentLength] = bodyLength.ToString(CultureInfo.InvariantCulture);
        }

        return headers;
    }

    private static byte[] ReadBody(APIGatewayHttpApiV2ProxyRequest request) => request switch
    {
        { Body: null or "" } => [],
        { IsBase64Encoded: true } => Convert.FromBase64String(request.Body),
        _ => Encoding.UTF8.GetBytes(request.Body),
    };

    // Whatever authorizer it was, the user counts as authenticated. Only a JWT authorizer gives claims.
    private static ClaimsPrincipal? ReadUser(APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription? authorizer) => authorizer is null
        ? null
        : new ClaimsPrincipal(new ClaimsIdentity(authorizer.Jwt?.Claims?.Select(c => new Claim(c.Key, c.Value)), "AuthorizerIdentity"));
}
