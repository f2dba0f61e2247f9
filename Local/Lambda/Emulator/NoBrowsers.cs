namespace KanbanAspire.Local.Lambda;

/// <summary>
/// Rejects requests of web pages. Programs alone call the Lambda service; but any page that somebody has open may send requests
/// to this machine, without seeing an answer: it could stop a function or take an event away from it. Under a name of its own
/// that leads here (DNS rebinding) it could even read events, and with them tokens.
/// </summary>
internal static class NoBrowsers
{
    public static void UseNoBrowsers(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (IsLoopback(request.Host.Host) && !request.Headers.ContainsKey("Origin") && !request.Headers.ContainsKey("Sec-Fetch-Site"))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]";
}
