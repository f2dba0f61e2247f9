using System.Globalization;
using KanbanAspire.Api.Problems;
using KanbanAspire.Kanban;

namespace KanbanAspire.Api.Boards;

/// <summary>Checks the ids of a request before they become keys: what has not the form of an id is the id of nothing.</summary>
internal static class RouteIds
{
    /// <summary>Answers 404 where a route parameter cannot be an id.</summary>
    internal static RouteGroupBuilder CheckIds(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(static (context, next) => context.HttpContext.Request.RouteValues.All(IsId)
            ? next(context)
            : ValueTask.FromResult<object?>(ProblemTypes.NotFound.ToResult()));
        return group;
    }

    /// <summary>Says whether ids in a body have the form of ids.</summary>
    internal static bool AreGlobal(params IEnumerable<string?> ids) => ids.All(id => id is null || Ids.IsGlobal(id));

    /// <summary>Says whether ids in a body have the form of ids that are local to a board.</summary>
    internal static bool AreShort(params IEnumerable<string?> ids) => ids.All(id => id is null || Ids.IsShort(id));

    /// <summary>Says whether a list in a body holds ids that are local to a board, and nothing else; null is no list.</summary>
    internal static bool IsListOfShort(IReadOnlyList<string?>? ids) => ids?.All(Ids.IsShort) is not false;

    /// <summary>Answers for an id in a body that cannot be one.</summary>
    internal static Task<IResult> Malformed() =>
        Task.FromResult<IResult>(ProblemTypes.Invalid.ToResult("An id in the body has not the form of an id."));

    private static bool IsId(KeyValuePair<string, object?> value) => value.Key switch
    {
        "columnId" or "labelId" or "memberId" => Ids.IsShort(value.Value as string),
        "seq" or "version" => long.TryParse(
            value.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000_000_000,
        _ => Ids.IsGlobal(value.Value as string),
    };
}
