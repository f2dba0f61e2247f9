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
    public override ReadSet ReadSet => new() { Cards = [CardId], Archived = [CardId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Rejection.NotFound;
        }

        return card.Archived ? new Unchanged(card.Version)
            : !state.Columns.ContainsKey(card.ColumnId) ? new ExtendReadSet(card.ColumnId)
            : CardChecks.Changed(context, EventKind.CardArchived, card, card with { Archived = true });
    }
}

/// <summary>Brings a card back from the archive, to the end of a column.</summary>
/// <param name="CardId">The card.</param>
/// <param name="ColumnId">The column; null for the one it was in.</param>
public sealed record RestoreCard(string CardId, string? ColumnId) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Archived = [CardId], Columns = [ColumnId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Rejection.NotFound;
        }

        if (!card.Archived)
        {
            return new Unchanged(card.Version);
        }

        var columnId = ColumnId ?? card.ColumnId;
        if (ColumnId is null && !state.Columns.ContainsKey(columnId) && !state.Missing.Contains(columnId))
        {
            return new ExtendReadSet(columnId);
        }

        return !state.Columns.TryGetValue(columnId, out var column) ? ColumnChecks.Gone : CardChecks.Changed(
            context,
            EventKind.CardRestored,
            card,
            card with
            {
                Archived = false,
                ColumnId = columnId,
                Rank = Rank.Between(column.LastRank, null, context.Jitter()),
                EnteredAt = context.At,
            });
    }
}

/// <summary>Permanently deletes a card: it is gone at once, its texts are removed in the background.</summary>
/// <param name="CardId">The card.</param>
public sealed record DeleteCard(string CardId) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Archived = [CardId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Rejection.NotFound;
        }

        return !card.Archived && !state.Columns.ContainsKey(card.ColumnId)
            ? new ExtendReadSet(card.ColumnId)
            : context.Event(EventKind.CardDeleted) with { Cards = [new Change<Card>(CardId, card, null)], Trash = [CardId] };
    }
}
