using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Cards;

/// <summary>
/// Notes when cards are completed: a card that comes into a column that is marked as done gets the time, one that leaves such a column
/// loses it. All commands, undo and the Scheduler's steps included, meet this one rule.
/// </summary>
internal static class Completion
{
    /// <summary>Sets the time of each card of an event that comes into a column.</summary>
    internal static BoardEvent Settle(State state, BoardEvent e)
    {
        if (e.Cards?.Any(static change => Comes(change)) is not true)
        {
            return e;
        }

        var columns = (e.Columns ?? []).Aggregate(state.Columns, static (all, change) =>
            change.After is { } column ? all.SetItem(change.Id, column) : all.Remove(change.Id));
        return e with
        {
            Cards = [.. e.Cards.Select(change => Comes(change) && change.After is { } card
                ? change with { After = card with { CompletedAt = columns.GetValueOrDefault(card.ColumnId)?.Done is true ? card.CompletedAt ?? e.At : null } }
                : change)],
        };
    }

    private static bool Comes(Change<Card> change) => change.After is { Archived: false } after
        && (change.Before is not { Archived: false } before || before.ColumnId != after.ColumnId);
}
