namespace KanbanAspire.Api.Http;

internal static class UnknownRoutes
{
    private static readonly byte[] NotFound = """{"message":"Not Found"}"""u8.ToArray();

    /// <summary>
    /// Answers what no endpoint takes as API Gateway does: 404 and never 405. Behind a gateway with a catch-all route such
    /// requests come as far as this.
    /// </summary>
    internal static void UseUnknownRoutes(this WebApplication app) => app.Use(async (context, next) =>
    {
        // Routing hands a wrong method to an endpoint of its own, which is no RouteEndpoint.
        if (context.GetEndpoint() is RouteEndpoint)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = NotFound.Length;
        await context.Response.Body.WriteAsync(NotFound, context.RequestAborted);
    });
}
