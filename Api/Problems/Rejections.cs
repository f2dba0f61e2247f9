using System.Text.Json;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Api.Problems;

internal static class Rejections
{
    /// <summary>Answers a rejection as its problem type.</summary>
    internal static JsonText ToProblem(this Rejection rejection) =>
        TypeOf(rejection.Kind).ToResult(rejection.Detail, json => Extend(json, rejection)) with
        {
            RetryAfterSeconds = rejection.Kind switch
            {
                RejectionKind.RateLimited => 60,
                RejectionKind.Busy => 1,
                _ => null,
            },
        };

    internal static ProblemType TypeOf(RejectionKind kind) => kind switch
    {
        RejectionKind.NotFound => ProblemTypes.NotFound,
        RejectionKind.Forbidden => ProblemTypes.RoleMissing,
        RejectionKind.Invalid => ProblemTypes.Invalid,
        RejectionKind.LimitReached => ProblemTypes.LimitReached,
        RejectionKind.WipLimit => ProblemTypes.WipLimit,
        RejectionKind.ColumnClosing => ProblemTypes.ColumnClosing,
        RejectionKind.ColumnGone => ProblemTypes.ColumnGone,
        RejectionKind.BoardArchived => ProblemTypes.BoardArchived,
        RejectionKind.Stale => ProblemTypes.StaleText,
        RejectionKind.UndoConflict => ProblemTypes.UndoConflict,
        RejectionKind.NotUndoable => ProblemTypes.NotUndoable,
        RejectionKind.LastOwner => ProblemTypes.LastOwner,
        RejectionKind.Gone => ProblemTypes.Gone,
        RejectionKind.CommandIdReused => ProblemTypes.CommandIdReused,
        RejectionKind.RateLimited => ProblemTypes.TooManyWrites,
        RejectionKind.Busy => ProblemTypes.Busy,
        _ => ProblemTypes.Unexpected,
    };

    private static void Extend(Utf8JsonWriter json, Rejection rejection)
    {
        if (rejection.Limit is { } limit)
        {
            json.WriteNumber("limit", limit);
        }

        if (rejection.Current is not null)
        {
            json.WriteString("current", rejection.Current);
            json.WriteNumber("currentVersion", rejection.CurrentVersion ?? 0);
        }

        if (rejection.Changed is not null)
        {
            json.WriteStartArray("changed");
            foreach (var name in rejection.Changed)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }
    }
}
