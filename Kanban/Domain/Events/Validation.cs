using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Events;

/// <summary>
/// The one check of what a board may be. It looks at the state that an event leads to, whatever led there: a command, an undo, a
/// redo, a card from another board, a recurring rule. What was over a limit before may stay as it is or become less.
/// </summary>
internal static class Validation
{
    /// <summary>Applies the event of an accepted decision and checks what changed.</summary>
    /// <param name="before">The state that was decided on.</param>
    /// <param name="accepted">The decision.</param>
    /// <returns>The decision with its <see cref="Accepted.Next"/>, or why the resulting state is rejected.</returns>
    internal static Decision Check(State before, Accepted accepted)
    {
        var e = accepted.Event;
        var next = before.Apply(e, accepted.Texts);
        return Check(e.Board?.Before, e.Board?.After)
            ?? Check(before.Board?.Counts ?? new BoardCounts(), next.Board!.Counts)
            ?? First(e.Labels, LabelChecks.Check)
            ?? First(e.Cards, CardChecks.Check)
            ?? First(e.Members, static (member, _) => MemberChecks.Check(member))
            ?? First(e.Checklists, ChecklistChecks.Check)
            ?? next.Columns.Values.Select(column => ColumnChecks.Check(column, before.Columns.GetValueOrDefault(column.Id)))
                .FirstOrDefault(static rejection => rejection is not null)
            ?? (Decision)(accepted with { Next = next });
    }

    private static Rejection? Check(BoardInfo? before, BoardInfo? after) =>
        after is null || after == before ? null : BoardChecks.Check(after);

    private static Rejection? Check(BoardCounts before, BoardCounts after) =>
        Limits.Check("columns on a board", before.Columns, after.Columns, Limits.Columns)
        ?? Limits.Check("open cards on a board", before.Cards, after.Cards, Limits.OpenCards)
        ?? Limits.Check("members on a board", before.Members, after.Members, Limits.Members)
        ?? Limits.Check("recurring rules on a board", before.Rules, after.Rules, Limits.Rules)
        ?? Limits.Check("labels on a board", before.Labels, after.Labels, Limits.Labels)
        ?? (after.Owners == 0 ? MemberChecks.LastOwner : null);

    private static Rejection? First<T>(IReadOnlyList<Change<T>>? changes, Func<T, T?, Rejection?> check)
        where T : class =>
        changes?.Select(change => change.After is { } after && after != change.Before ? check(after, change.Before) : null)
            .FirstOrDefault(static rejection => rejection is not null);
}
