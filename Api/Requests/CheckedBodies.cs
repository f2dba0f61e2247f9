using KanbanAspire.Api.Problems;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Api.Requests;

/// <summary>
/// A body with ids or lists. It is checked once, as soon as it has been read and before any table is: what has not the form of an
/// id becomes no key, and a list beyond its limit makes no transaction of more than 100 items.
/// </summary>
internal interface ICheckedBody
{
    /// <summary>Checks the form of the ids and the length of the lists.</summary>
    /// <returns>The rejection, 422; null when the body will do.</returns>
    Rejection? Check();
}

internal static class CheckedBodies
{
    private static readonly Rejection Malformed = Rejection.Invalid("An id in the body is not a valid id.");

    /// <summary>Rejects bodies that fail their own check before the handler runs.</summary>
    internal static RouteGroupBuilder CheckBodies(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(static (context, next) =>
        {
            foreach (var argument in context.Arguments)
            {
                if (argument is ICheckedBody body && body.Check() is { } rejection)
                {
                    return ValueTask.FromResult<object?>(rejection.ToProblem());
                }
            }

            return next(context);
        });
        return group;
    }

    /// <summary>Checks ids that are unique everywhere; null is no id.</summary>
    internal static Rejection? Global(params ReadOnlySpan<string?> ids)
    {
        foreach (var id in ids)
        {
            if (id is not null && !Ids.IsGlobal(id))
            {
                return Malformed;
            }
        }

        return null;
    }

    /// <summary>Checks ids that are local to a board; null is no id.</summary>
    internal static Rejection? Short(params ReadOnlySpan<string?> ids)
    {
        foreach (var id in ids)
        {
            if (id is not null && !Ids.IsShort(id))
            {
                return Malformed;
            }
        }

        return null;
    }

    /// <summary>Checks an id that must be there.</summary>
    internal static Rejection? Required(string? id) => id is null ? Malformed : null;

    /// <summary>Checks a list of ids that are local to a board; null is no list.</summary>
    internal static Rejection? ShortList(string what, IReadOnlyList<string?>? ids, int limit) =>
        List(what, ids, limit) ?? (ids?.All(Ids.IsShort) is false ? Malformed : null);

    /// <summary>Checks the length of a list; null is no list.</summary>
    internal static Rejection? List<T>(string what, IReadOnlyList<T>? list, int limit) =>
        list?.Count > limit ? Rejection.TooMany(what, limit) : null;
}
