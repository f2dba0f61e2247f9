using System.Diagnostics;
using System.Net;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Takes out of spans what people may have typed.</summary>
internal static class SpanPrivacy
{
    /// <summary>
    /// Shows the route in place of the path, because ids of items are free text and an invitation's code is a secret, and no
    /// query at all: Aspire turns off the redaction of queries in development.
    /// </summary>
    internal static void Clean(Activity span)
    {
        var route = span.GetTagItem("http.route") as string;
        if (route is { Length: > 1 } && route[^1] == '/')
        {
            // A group of routes names its root with a slash at the end; other routes have none.
            route = route[..^1];
            span.SetTag("http.route", route);
            span.DisplayName = $"{span.GetTagItem("http.request.method")} {route}";
        }

        span.SetTag("url.path", route ?? "{unknown}");
        span.SetTag("url.query", null);
    }

    /// <summary>Leaves of a called address who was called: what is behind may be an item's id or an invitation's code.</summary>
    internal static void Clean(Activity span, Uri? address) =>
        span.SetTag("url.full", address is null ? null : $"{address.GetLeftPart(UriPartial.Authority)}/*");

    /// <summary>Takes the error from a span whose request was rejected: that is an answer, as the server's own span says.</summary>
    internal static void Clear(Activity span, HttpStatusCode status)
    {
        if (status < HttpStatusCode.InternalServerError)
        {
            span.SetTag("error.type", null);
            span.SetStatus(ActivityStatusCode.Unset);
        }
    }
}
