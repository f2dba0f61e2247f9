using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Puts a card into the archive, outside of what opening the board reads.</summary>
/// <param name="CardId">The card.</param>
public sealed record ArchiveCard(string CardId) : Command
{
    /// <inheritdoc/>
    public override Needs Needs => new() { Cards = [CardId], Archived = [CardId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Refusal.NotFound;
        }

        return card.Archived ? new Unchanged(card.Version)
            : !state.Columns.ContainsKey(card.ColumnId) ? new NeedsMore(card.ColumnId)
            : CardChecks.Changed(moment, EventKind.CardArchived, card, card with { Archived = true });
    }
}

/// <summary>Brings a card back from the archive, to the end of a column.</summary>
/// <param name="CardId">The card.</param>
/// <param name="ColumnId">The column; null for the one it was in.</param>
public sealed record RestoreCard(string CardId, string? ColumnId) : Command
{
    /// <inheritdoc/>
    public override Needs Needs => new() { Cards = [CardId], Archived = [CardId], Columns = [ColumnId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Refusal.NotFound;
        }

        if (!card.Archived)
        {
            return new Unchanged(card.Version);
        }

        var columnId = ColumnId ?? card.ColumnId;
        if (ColumnId is null && !state.Columns.ContainsKey(columnId) && !state.Missing.Contains(columnId))
        {
            return new NeedsMore(columnId);
        }

        return !state.Columns.TryGetValue(columnId, out var column) ? ColumnChecks.Gone : CardChecks.Changed(
            moment,
            EventKind.CardRestored,
            card,
            card with
            {
                Archived = false,
                ColumnId = columnId,
                Rank = Rank.Between(column.LastRank, null, moment.Suffix()),
                EnteredAt = moment.At,
            });
    }
}

/// <summary>Deletes a card for good: it is gone at once, its texts are removed in the background.</summary>
/// <param name="CardId">The card.</param>
public sealed record DeleteCard(string CardId) : Command
{
    /// <inheritdoc/>
    public override Needs Needs => new() { Cards = [CardId], Archived = [CardId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Refusal.NotFound;
        }

        return !card.Archived && !state.Columns.ContainsKey(card.ColumnId)
            ? new NeedsMore(card.ColumnId)
            : moment.Event(EventKind.CardDeleted) with { Cards = [new Change<Card>(CardId, card, null)], Trash = [CardId] };
    }
}
