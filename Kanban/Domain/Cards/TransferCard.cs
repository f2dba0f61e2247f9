using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Cards;

// A move to another board is one transaction over two logs: the card leaves one and arrives in the other. Its texts
// stay where they are; they are reached only through the board that has the card.

/// <summary>Takes a card off a board, for another one.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Undoes">Event of this board that is taken back by it; null for a move of its own.</param>
public sealed record SendCard(string CardId, BoardEvent? Undoes = null) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Labels = true };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (Undoes is not null && Undo.RejectionFor(Undoes, context) is { } rejection)
        {
            return rejection;
        }

        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Rejection.NotFound;
        }

        return state.Columns.ContainsKey(card.ColumnId)
            ? context.Event(EventKind.CardSent) with { Undoes = Undoes?.Seq, Cards = [new Change<Card>(CardId, card, null)] }
            : new ExtendReadSet(card.ColumnId);
    }
}

/// <summary>
/// Puts a card from another board at the end of a column. Labels that this board has as well stay on it, and so do assignees who are
/// members here, too.
/// </summary>
/// <param name="Card">The card as it left.</param>
/// <param name="CardLabels">Its labels there.</param>
/// <param name="MemberIds">Ids here of the members of both boards, by their ids there.</param>
/// <param name="ColumnId">The column.</param>
public sealed record ReceiveCard(
    Card Card,
    IReadOnlyList<Label> CardLabels,
    IReadOnlyDictionary<string, string> MemberIds,
    string ColumnId) : Command
{
    /// <summary>Whether the board gets the labels that it lacks.</summary>
    public bool CreateLabels { get; init; }

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Columns = [ColumnId], Labels = true };

    /// <summary>Makes the command from what was read of the board that the card leaves.</summary>
    /// <param name="card">The card as it left.</param>
    /// <param name="there">The board that it left, with its labels.</param>
    /// <param name="memberIds">Ids here of the members of both boards, by their ids there.</param>
    /// <param name="columnId">The column.</param>
    /// <returns>The command.</returns>
    public static ReceiveCard Of(Card card, State there, IReadOnlyDictionary<string, string> memberIds, string columnId) =>
        new(card, [.. (card.Labels ?? []).Select(there.Labels.GetValueOrDefault).OfType<Label>()], memberIds, columnId);

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var column))
        {
            return Rejection.NotFound;
        }

        var labels = state.Labels.Values.Where(label => CardLabels.Any(label.IsLike)).ToList();
        var created = CreateLabels ? Lacking(state, context.Seq) : [];
        var card = Card with
        {
            ColumnId = ColumnId,
            Number = null,
            Rank = Rank.Between(column.LastRank, null, context.Jitter()),
            Labels = CardChecks.Distinct([.. labels.Concat(created).Select(label => label.Id).Order(StringComparer.Ordinal)]),
            Assignees = CardChecks.Distinct([.. (Card.Assignees ?? []).Select(MemberIds.GetValueOrDefault).OfType<string>()]),
            EnteredAt = context.At,
            TitleVersion = context.Seq,
            Version = context.Seq,
        };
        return context.Event(EventKind.CardReceived) with
        {
            Cards = [new Change<Card>(card.Id, null, card)],
            Labels = created is [] ? null : [.. created.Select(label => new Change<Label>(label.Id, null, label))],
        };
    }

    private List<Label> Lacking(State state, long seq) =>
    [
        .. CardLabels.Where(label => !state.Labels.Values.Any(label.IsLike))
            .DistinctBy(label => label.Likeness)
            .Select((label, i) => label with { Id = Ids.Short(state.Board!.NextId + i), Version = seq }),
    ];
}

/// <summary>
/// Takes a card back that went to another board: to its place, with the labels and assignees that it had and that the board still
/// has. What was changed on it meanwhile stays changed.
/// </summary>
/// <param name="Card">The card as it leaves the other board.</param>
/// <param name="Sent">The event of this board by which it had left.</param>
/// <param name="Undoes">Whether it is this board's event that is taken back, not the other's.</param>
public sealed record TakeBackCard(Card Card, BoardEvent Sent, bool Undoes) : Command
{
    private Card Former => Sent.Cards![0].Before!;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Columns = [Former.ColumnId], Labels = true, Members = Former.Assignees ?? [] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (Undoes && Undo.RejectionFor(Sent, context) is { } rejection)
        {
            return rejection;
        }

        if (!state.Columns.TryGetValue(Former.ColumnId, out var column))
        {
            return new Rejection(RejectionKind.UndoConflict, "The column has gone.") { Changed = ["column"] };
        }

        var card = Card with
        {
            ColumnId = Former.ColumnId,
            Number = Former.Number,
            Rank = Sent.Seq > column.RebalancedAt ? Former.Rank : Rank.Between(column.LastRank, null, context.Jitter()),
            Labels = CardChecks.Distinct([.. (Former.Labels ?? []).Where(state.Labels.ContainsKey)]),
            Assignees = CardChecks.Distinct([.. (Former.Assignees ?? []).Where(id => MemberChecks.Has(state, id))]),
            EnteredAt = Former.EnteredAt,
            CompletedAt = Former.CompletedAt,
            TitleVersion = context.Seq,
            Version = context.Seq,
        };
        return context.Event(EventKind.CardReceived) with { Undoes = Undoes ? Sent.Seq : null, Cards = [new Change<Card>(card.Id, null, card)] };
    }
}
