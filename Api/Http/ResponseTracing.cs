using System.Diagnostics;
using System.Globalization;

namespace KanbanAspire.Api.Http;

internal static class ResponseTracing
{
    /// <summary>
    /// Tells each client how long the answer took (https://www.w3.org/TR/server-timing/) and in which trace it is to be found
    /// (<c>traceresponse</c>, https://www.w3.org/TR/trace-context-2/).
    /// </summary>
    internal static void UseResponseTracing(this WebApplication app) => app.Use((context, next) =>
    {
        var startedAt = Stopwatch.GetTimestamp();
        context.Response.OnStarting(() =>
        {
            var totalMs = Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
            context.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"total;dur={totalMs:0.##}");
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
            {
                context.Response.Headers["traceresponse"] = id;
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
