using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;

namespace KanbanAspire.Api.Http;

internal static class UnknownRoutes
{
    /// <summary>
    /// Answers what no endpoint takes as API Gateway does: 404 and never 405. Behind a gateway with a catch-all route such
    /// requests come as far as this.
    /// </summary>
    internal static void UseUnknownRoutes(this WebApplication app) => app.Use((context, next) =>
        // Routing hands a wrong method or media type to an endpoint of its own, which is no RouteEndpoint.
        context.GetEndpoint() switch
        {
            RouteEndpoint => next(context),
            { DisplayName: "415 HTTP Unsupported Media Type" } =>
                context.RejectAsync(ProblemTypes.UnsupportedMediaType, GatewayAnswers.UnsupportedMediaType),
            _ => context.RejectAsync(ProblemTypes.NotFound, GatewayAnswers.NotFound),
        });
}
