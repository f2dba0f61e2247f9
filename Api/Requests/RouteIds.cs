using System.Globalization;
using KanbanAspire.Api.Problems;
using KanbanAspire.Kanban;

namespace KanbanAspire.Api.Requests;

/// <summary>Checks the ids in a path and query before they become keys: what has not the form of an id is the id of nothing.</summary>
internal static class RouteIds
{
    /// <summary>Makes <see cref="UseRouteIds"/> check the ids in the paths of a group.</summary>
    internal static RouteGroupBuilder CheckIds(this RouteGroupBuilder group) => group.WithMetadata(new Checked());

    /// <summary>
    /// Answers 404 where a route parameter cannot be an id. It is a middleware and not a filter, because a filter runs after the
    /// body has been read and hashed.
    /// </summary>
    internal static void UseRouteIds(this WebApplication app) => app.Use(static (context, next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Checked>() is null || context.Request.RouteValues.All(IsId)
            ? next(context)
            : ProblemTypes.NotFound.ToResult().ExecuteAsync(context));

    /// <summary>Answers for an id in a query that cannot be one.</summary>
    internal static Task<IResult> Malformed(string parameter) =>
        Task.FromResult<IResult>(ProblemTypes.Invalid.ToResult($"{parameter} has not the form of an id."));

    private static bool IsId(KeyValuePair<string, object?> value) => value.Key switch
    {
        "columnId" or "labelId" or "memberId" => Ids.IsShort(value.Value as string),
        "seq" or "version" => long.TryParse(
            value.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000_000_000,
        _ => Ids.IsGlobal(value.Value as string),
    };

    private sealed record Checked;
}
