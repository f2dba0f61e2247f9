using KanbanAspire.Api.Problems;

namespace KanbanAspire.Api.Requests;

internal static class ApiGroup
{
    internal const int MaxBodySizeBytes = 256 * 1024;

    /// <summary>Maps <c>/api</c>: what all features have in common.</summary>
    internal static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithBodyLimit(MaxBodySizeBytes).WithMetadata(new ProblemAnswers());
        api.AddEndpointFilter(static (context, next) =>
        {
            // Nothing of a user is kept by any cache: a browser's own outlives the sign-out, and would answer the next person who signs in
            // with what their predecessor saw. A client that keeps a board sends its ETag by itself.
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        return api;
    }
}
