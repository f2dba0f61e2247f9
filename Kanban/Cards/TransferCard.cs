using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Cards;

// A move to another board is one transaction over two logs: the card leaves one and arrives in the other. Its texts
// stay where they are; they are reached only through the board that has the card.

/// <summary>Takes a card off a board, for another one.</summary>
/// <param name="CardId">The card.</param>
public sealed record SendCard(string CardId) : Command
{
    /// <inheritdoc/>
    public override Needs Needs => new() { Cards = [CardId], Labels = true };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Refusal.NotFound;
        }

        return state.Columns.ContainsKey(card.ColumnId)
            ? moment.Event("cardSent") with { Cards = [new Change<Card>(CardId, card, null)] }
            : new NeedsMore(card.ColumnId);
    }
}

/// <summary>
/// Puts a card from another board at the end of a column. Labels of the same name stay on it, and so do assignees who are
/// members here, too.
/// </summary>
/// <param name="Card">The card as it left.</param>
/// <param name="LabelNames">Names of its labels there.</param>
/// <param name="MemberIds">Ids here of the members of both boards, by their ids there.</param>
/// <param name="ColumnId">The column.</param>
public sealed record ReceiveCard(
    Card Card,
    IReadOnlyList<string> LabelNames,
    IReadOnlyDictionary<string, string> MemberIds,
    string ColumnId) : Command
{
    /// <inheritdoc/>
    public override Needs Needs => new() { Columns = [ColumnId], Labels = true };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var column))
        {
            return Refusal.NotFound;
        }

        var labels = state.Labels.Values.Where(label => label.Name.Length > 0 && LabelNames.Contains(label.Name, StringComparer.Ordinal));
        var card = Card with
        {
            ColumnId = ColumnId,
            Rank = Rank.Between(column.LastRank, null, moment.Suffix()),
            Labels = CardChecks.Distinct([.. labels.Select(label => label.Id).Order(StringComparer.Ordinal)]),
            Assignees = CardChecks.Distinct([.. (Card.Assignees ?? []).Select(MemberIds.GetValueOrDefault).OfType<string>()]),
            EnteredAt = moment.At,
            TitleVersion = moment.Seq,
            Version = moment.Seq,
        };
        return moment.Event("cardReceived") with { Cards = [new Change<Card>(card.Id, null, card)] };
    }
}
