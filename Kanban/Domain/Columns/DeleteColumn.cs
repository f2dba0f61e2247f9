using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Columns;

// Deleting a column is a row of commands: close it, empty it 90 cards at a time, remove it. Each leaves the board
// whole, and the next process (a retry, another caller, the Scheduler) continues from there.

/// <summary>Closes a column to new cards and says what becomes of those in it.</summary>
/// <param name="ColumnId">The column.</param>
/// <param name="MoveTo">Column that its cards move to; null archives them.</param>
public sealed record CloseColumn(string ColumnId, string? MoveTo) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Columns = [ColumnId, MoveTo] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var before) || MoveTo == ColumnId)
        {
            return Rejection.NotFound;
        }

        if (MoveTo is not null && ColumnChecks.Admit(state.Columns.GetValueOrDefault(MoveTo), before.Count) is { } rejection)
        {
            return rejection;
        }

        var after = before with { Closing = new ColumnClosing(MoveTo, context.By) };
        return before.Closing is { } closing && closing.MoveTo == MoveTo
            ? new Unchanged(before.Version)
            : context.Event(EventKind.ColumnClosed) with
            {
                Columns = [new Change<Column>(ColumnId, before, after with { Version = context.Seq })],
            };
    }
}

/// <summary>Moves or archives some cards of a column that is being deleted; removes the column once it is empty.</summary>
/// <param name="ColumnId">The column.</param>
/// <param name="MoveTo">Where its cards go, as the column says; null archives them.</param>
/// <param name="CardIds">At most <see cref="Limits.StepItems"/> of its cards, in order.</param>
public sealed record EmptyColumn(string ColumnId, string? MoveTo, IReadOnlyList<string> CardIds) : Command
{
    /// <inheritdoc/>
    public override bool WorksOnArchivedBoard => true;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Columns = [ColumnId, MoveTo], Cards = CardIds };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var column) || column.Closing is null)
        {
            return Rejection.NotFound;
        }

        var by = column.Closing.By;
        if (column.Count == 0)
        {
            return context.Event(EventKind.ColumnRemoved) with { By = by, Columns = [new Change<Column>(ColumnId, column, null)] };
        }

        var cards = CardIds.Select(id => state.Cards.GetValueOrDefault(id)).OfType<Card>()
            .Where(card => card.ColumnId == ColumnId).ToList();
        var target = column.Closing.MoveTo is { } to ? state.Columns.GetValueOrDefault(to) : null;
        if (cards is [] || column.Closing.MoveTo != MoveTo)
        {
            return new Unchanged(column.Version);
        }

        return MoveTo is null || target?.Closing is not null || target is null
            ? context.Event(EventKind.CardsArchived) with
            {
                By = by,
                // Leaving one key for another takes two writes a card.
                Cards = [.. cards.Take(Limits.StepItems / 2).Select(card =>
                    Change(card, card with { Archived = true, Version = context.Seq }))],
            }
            : Move(cards, target, context, by);
    }

    private static Decision Move(List<Card> cards, Column target, CommandContext context, string? by)
    {
        if (ColumnChecks.Admit(target, cards.Count) is { } rejection)
        {
            return rejection;
        }

        var rank = target.LastRank;
        var changes = cards.ConvertAll(card =>
        {
            rank = Rank.Between(rank, null, context.Jitter());
            return Change(card, card with
            {
                ColumnId = target.Id,
                Rank = rank,
                EnteredAt = context.At,
                Version = context.Seq,
            });
        });
        return context.Event(EventKind.CardsMoved) with { By = by, Cards = changes };
    }

    private static Change<Card> Change(Card before, Card after) => new(before.Id, before, after);
}
