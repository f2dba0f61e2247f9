using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Columns;

// Deleting a column is a row of commands: close it, empty it 90 cards at a time, remove it. Each leaves the board
// whole, and whoever comes next (a retry, another caller, the Scheduler) goes on where the row stopped.

/// <summary>Closes a column to new cards and says what becomes of those in it.</summary>
/// <param name="ColumnId">The column.</param>
/// <param name="MoveTo">Column that its cards move to; null archives them.</param>
public sealed record CloseColumn(string ColumnId, string? MoveTo) : Command
{
    /// <inheritdoc/>
    public override Needs Needs => new() { Columns = [ColumnId, MoveTo] };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var before) || MoveTo == ColumnId)
        {
            return Refusal.NotFound;
        }

        if (MoveTo is not null && ColumnChecks.Admit(state.Columns.GetValueOrDefault(MoveTo), before.Count) is { } refusal)
        {
            return refusal;
        }

        var after = before with { Closing = new ColumnClosing(MoveTo, moment.By) };
        return before.Closing is { } closing && closing.MoveTo == MoveTo
            ? new Unchanged(before.Version)
            : moment.Event(EventKind.ColumnClosed) with
            {
                Columns = [new Change<Column>(ColumnId, before, after with { Version = moment.Seq })],
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
    public override Needs Needs => new() { Columns = [ColumnId, MoveTo], Cards = CardIds };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var column) || column.Closing is null)
        {
            return Refusal.NotFound;
        }

        var by = column.Closing.By;
        if (column.Count == 0)
        {
            return moment.Event(EventKind.ColumnRemoved) with { By = by, Columns = [new Change<Column>(ColumnId, column, null)] };
        }

        var cards = CardIds.Select(id => state.Cards.GetValueOrDefault(id)).OfType<Card>()
            .Where(card => card.ColumnId == ColumnId).ToList();
        var target = column.Closing.MoveTo is { } to ? state.Columns.GetValueOrDefault(to) : null;
        if (cards is [] || column.Closing.MoveTo != MoveTo)
        {
            return new Unchanged(column.Version);
        }

        return MoveTo is null || target?.Closing is not null || target is null
            ? moment.Event(EventKind.CardsArchived) with
            {
                By = by,
                // Leaving one key for another takes two writes a card.
                Cards = [.. cards.Take(Limits.StepItems / 2).Select(card =>
                    Change(card, card with { Archived = true, Version = moment.Seq }))],
            }
            : Move(cards, target, moment, by);
    }

    private static Decision Move(List<Card> cards, Column target, Moment moment, string? by)
    {
        if (ColumnChecks.Admit(target, cards.Count) is { } refusal)
        {
            return refusal;
        }

        var rank = target.LastRank;
        var changes = cards.ConvertAll(card =>
        {
            rank = Rank.Between(rank, null, moment.Suffix());
            return Change(card, card with
            {
                ColumnId = target.Id,
                Rank = rank,
                EnteredAt = moment.At,
                Version = moment.Seq,
            });
        });
        return moment.Event(EventKind.CardsMoved) with { By = by, Cards = changes };
    }

    private static Change<Card> Change(Card before, Card after) => new(before.Id, before, after);
}
