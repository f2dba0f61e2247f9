using System.Text.Json;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Api.Problems;

internal static class Refusals
{
    /// <summary>Answers a rejection as its problem type.</summary>
    internal static JsonText ToProblem(this Refusal refusal) =>
        TypeOf(refusal.Kind).ToResult(refusal.Detail, json => Extend(json, refusal)) with
        {
            RetryAfterSeconds = refusal.Kind switch
            {
                RefusalKind.RateLimited => 60,
                RefusalKind.Busy => 1,
                _ => null,
            },
        };

    internal static ProblemType TypeOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => ProblemTypes.NotFound,
        RefusalKind.Forbidden => ProblemTypes.RoleMissing,
        RefusalKind.Invalid => ProblemTypes.Invalid,
        RefusalKind.LimitReached => ProblemTypes.LimitReached,
        RefusalKind.WipLimit => ProblemTypes.WipLimit,
        RefusalKind.ColumnClosing => ProblemTypes.ColumnClosing,
        RefusalKind.ColumnGone => ProblemTypes.ColumnGone,
        RefusalKind.BoardArchived => ProblemTypes.BoardArchived,
        RefusalKind.Stale => ProblemTypes.StaleText,
        RefusalKind.UndoConflict => ProblemTypes.UndoConflict,
        RefusalKind.NotUndoable => ProblemTypes.NotUndoable,
        RefusalKind.LastOwner => ProblemTypes.LastOwner,
        RefusalKind.Gone => ProblemTypes.Gone,
        RefusalKind.CommandIdReused => ProblemTypes.CommandIdReused,
        RefusalKind.RateLimited => ProblemTypes.TooManyWrites,
        RefusalKind.Busy => ProblemTypes.Busy,
        _ => ProblemTypes.Unexpected,
    };

    private static void Extend(Utf8JsonWriter json, Refusal refusal)
    {
        if (refusal.Limit is { } limit)
        {
            json.WriteNumber("limit", limit);
        }

        if (refusal.Current is not null)
        {
            json.WriteString("current", refusal.Current);
            json.WriteNumber("currentVersion", refusal.CurrentVersion ?? 0);
        }

        if (refusal.Changed is not null)
        {
            json.WriteStartArray("changed");
            foreach (var name in refusal.Changed)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }
    }
}
