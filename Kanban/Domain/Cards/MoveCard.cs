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

    /// <summary>The swimlane that it goes to as well; null to stay in its own.</summary>
    public LaneMove? Lane { get; init; }

    /// <inheritdoc/>
    public override ReadSet ReadSet => new()
    {
        Columns = [Place.ColumnId, From],
        Cards = [CardId, Place.After, Place.Before],
        Labels = Lane?.ReadsLabels is true,
        Members = [Lane?.Member],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Rejection.NotFound;
        }

        if (Place.After == CardId || Place.Before == CardId)
        {
            return Rejection.Invalid("`after` and `before` must not name the moved card itself.");
        }

        var stays = card.ColumnId == Place.ColumnId;
        if (!state.Columns.ContainsKey(card.ColumnId))
        {
            return new ExtendReadSet(card.ColumnId);
        }

        if (!state.Columns.ContainsKey(Place.ColumnId))
        {
            return Rejection.NotFound;
        }

        if (Lane?.Check(state) is { } rejection)
        {
            return rejection;
        }

        if (Place.Find(state, context.Jitter()) is not { } rank)
        {
            return new ExtendReadSet(Place.ColumnId, WithCards: true);
        }

        var after = card with
        {
            ColumnId = Place.ColumnId,
            Rank = rank,
            EnteredAt = stays ? card.EnteredAt : context.At,
        };
        return CardChecks.Changed(context, EventKind.CardMoved, card, Lane?.Apply(after) ?? after);
    }
}
