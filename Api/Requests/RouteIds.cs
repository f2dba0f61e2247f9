using System.Globalization;
using KanbanAspire.Api.Problems;
using KanbanAspire.Kanban;

namespace KanbanAspire.Api.Requests;

/// <summary>
/// Checks the ids in an address before they become keys: what has not the form of an id is the id of nothing. It is a middleware
/// and not a filter, because a filter runs after the body has been read and hashed; handlers check no id of an address again.
/// </summary>
internal static class RouteIds
{
    /// <summary>Makes <see cref="UseRouteIds"/> check the ids in the paths of a group.</summary>
    internal static RouteGroupBuilder CheckIds(this RouteGroupBuilder group) => group.WithMetadata(new PathIds());

    /// <summary>Makes <see cref="UseRouteIds"/> check an id in the query of an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">The parameter, which may be absent.</param>
    /// <param name="isId">Tells whether a text has the form of the id.</param>
    internal static RouteHandlerBuilder CheckQueryId(this RouteHandlerBuilder endpoint, string name, Predicate<string?> isId) =>
        endpoint.WithMetadata(new QueryId(name, isId));

    /// <summary>Answers 404 where a part of the path cannot be an id, and 422 where one in the query cannot.</summary>
    internal static void UseRouteIds(this WebApplication app) => app.Use(static (context, next) =>
        Check(context.Request, context.GetEndpoint()?.Metadata) is { } problem ? problem.ExecuteAsync(context) : next(context));

    private static JsonText? Check(HttpRequest request, EndpointMetadataCollection? metadata)
    {
        if (metadata?.GetMetadata<PathIds>() is not null && !request.RouteValues.All(IsId))
        {
            return ProblemTypes.NotFound.ToResult();
        }

        return metadata?.GetMetadata<QueryId>() is { } id && request.Query.TryGetValue(id.Name, out var value) && !id.IsId(value)
            ? ProblemTypes.Invalid.ToResult($"{id.Name} is not a valid id.")
            : null;
    }

    private static bool IsId(KeyValuePair<string, object?> value) => value.Key switch
    {
        "columnId" or "labelId" or "memberId" => Ids.IsShort(value.Value as string),
        "seq" or "version" => long.TryParse(
            value.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000_000_000,
        _ => Ids.IsGlobal(value.Value as string),
    };

    private sealed record PathIds;

    private sealed record QueryId(string Name, Predicate<string?> IsId);
}
