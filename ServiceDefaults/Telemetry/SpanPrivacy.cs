using System.Diagnostics;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Takes out of server spans what people may have typed.</summary>
internal static class SpanPrivacy
{
    /// <summary>
    /// Shows the route in place of the path, because ids of items are free text and an invitation's code is a secret, and no
    /// query at all: Aspire turns off the redaction of queries in development.
    /// </summary>
    internal static void Clean(Activity span)
    {
        span.SetTag("url.path", span.GetTagItem("http.route") ?? "{unknown}");
        span.SetTag("url.query", null);
    }
}
