using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Moves a card within its column or to another one. Writes this card, never its neighbours.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Place">Where it goes.</param>
public sealed record MoveCard(string CardId, Placement Place) : Command
{
    /// <summary>Column that the mover sees the card in; null when unknown, which can cost one more read.</summary>
    public string? From { get; init; }

    /// <inheritdoc/>
    public override Needs Needs => new()
    {
        Columns = [Place.ColumnId, From],
        Cards = [CardId, Place.After, Place.Before],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Refusal.NotFound;
        }

        if (Place.After == CardId || Place.Before == CardId)
        {
            return Refusal.Invalid("A card is no neighbour of itself.");
        }

        var stays = card.ColumnId == Place.ColumnId;
        if (!state.Columns.ContainsKey(card.ColumnId))
        {
            return new NeedsMore(card.ColumnId);
        }

        if (!state.Columns.ContainsKey(Place.ColumnId))
        {
            return Refusal.NotFound;
        }

        if (Place.Find(state, moment.Suffix()) is not { } rank)
        {
            return new NeedsMore(Place.ColumnId, WithCards: true);
        }

        var after = card with
        {
            ColumnId = Place.ColumnId,
            Rank = rank,
            EnteredAt = stays ? card.EnteredAt : moment.At,
        };
        return CardChecks.Changed(moment, EventKind.CardMoved, card, after);
    }
}
