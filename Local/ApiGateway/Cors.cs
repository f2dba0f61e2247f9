using Microsoft.Net.Http.Headers;

namespace KanbanAspire.Local.ApiGateway;

/// <summary>Answers browsers of other origins in the API's place, so that functions need not know of them.</summary>
internal sealed class Cors(IReadOnlyList<string> origins)
{
    private const string Methods = "GET,PUT,POST,PATCH,DELETE,OPTIONS";
    private const string RequestHeaders = "authorization,content-type,if-match,if-none-match,idempotency-key,traceparent,tracestate";
    private const string ResponseHeaders = "etag,location,link,retry-after,apigw-requestid";
    private const string MaxAgeSeconds = "3600";

    private static readonly string[] All =
    [
        HeaderNames.AccessControlAllowOrigin, HeaderNames.AccessControlAllowMethods, HeaderNames.AccessControlAllowHeaders,
        HeaderNames.AccessControlExposeHeaders, HeaderNames.AccessControlAllowCredentials, HeaderNames.AccessControlMaxAge,
    ];

    /// <summary>Answers a preflight; it reaches neither authorizer nor function.</summary>
    /// <returns>True when the request was one.</returns>
    public bool AnswersPreflight(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (origins.Count == 0 || !HttpMethods.IsOptions(context.Request.Method) || headers.Origin.Count == 0
            || headers.AccessControlRequestMethod.Count == 0)
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (IsAllowed(headers.Origin))
        {
            AddOrigin(context);
            context.Response.Headers.AccessControlAllowMethods = Methods;
            context.Response.Headers.AccessControlAllowHeaders = RequestHeaders;
            context.Response.Headers.AccessControlMaxAge = MaxAgeSeconds;
        }

        return true;
    }

    /// <summary>Puts the API's CORS headers in the place of the function's.</summary>
    public void Apply(HttpContext context)
    {
        if (origins.Count == 0)
        {
            return;
        }

        foreach (var name in All)
        {
            context.Response.Headers.Remove(name);
        }

        if (IsAllowed(context.Request.Headers.Origin))
        {
            AddOrigin(context);
            context.Response.Headers.AccessControlExposeHeaders = ResponseHeaders;
        }
    }

    private static void AddOrigin(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
        context.Response.Headers.Append(HeaderNames.Vary, "Origin");
    }

    private bool IsAllowed(string? origin) =>
        origin is not null && (origins.Contains(origin, StringComparer.Ordinal) || origins.Contains("*", StringComparer.Ordinal));
}
