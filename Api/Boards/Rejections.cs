using System.Text.Json;
using KanbanAspire.Api.Problems;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Api.Boards;

internal static class Rejections
{
    /// <summary>Answers a rejection as its problem type.</summary>
    internal static IResult ToProblem(this Rejection rejection)
    {
        var problem = TypeOf(rejection.Kind).ToResult(rejection.Detail, json => Extend(json, rejection));
        return rejection.Kind switch
        {
            RejectionKind.RateLimited => new WithRetryAfter(problem, "60"),
            RejectionKind.Busy => new WithRetryAfter(problem, "1"),
            _ => problem,
        };
    }

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

    private sealed class WithRetryAfter(ProblemResult problem, string seconds) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => problem.StatusCode;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = seconds;
            return problem.ExecuteAsync(httpContext);
        }
    }
}
