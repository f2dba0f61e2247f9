using System.Collections.Immutable;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Store;

/// <summary>Moves cards between boards: one transaction over both logs, in which each event names the other.</summary>
/// <param name="commands">Executes commands.</param>
/// <param name="boards">Reads boards.</param>
public sealed class CardTransfers(CommandExecutor commands, BoardReader boards)
{
    /// <summary>Moves a card to another board.</summary>
    /// <param name="boardId">The board that the card leaves.</param>
    /// <param name="cardId">The card.</param>
    /// <param name="toBoardId">The board that it goes to.</param>
    /// <param name="toColumnId">Column there.</param>
    /// <param name="createLabels">Whether that board gets the labels of the card that it lacks.</param>
    /// <param name="actor">The caller, a member of both.</param>
    /// <param name="id">The client's id of the command; null when it gave none.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event of the board that the card left, or the rejection.</returns>
    public Task<Outcome> TransferAsync(
        string boardId,
        string cardId,
        string toBoardId,
        string toColumnId,
        bool createLabels,
        Actor actor,
        CommandId? id,
        CancellationToken cancellationToken) =>
        commands.Begin(actor, id).RunAsync(async (execution, cancelled) =>
        {
            var sent = await execution.DecideAsync(boardId, new SendCard(cardId), cancelled);
            if (sent.Accepted is null)
            {
                return sent.Rejection;
            }

            if (boardId == toBoardId)
            {
                return new Outcome(null, Rejection.Invalid("The card is on that board already."));
            }

            var card = sent.Accepted.Event.Cards![0].Before!;
            var memberIds = card.Assignees is null ? ImmutableDictionary<string, string>.Empty : await SharedMembersAsync(boardId, toBoardId, cancelled);
            var receive = ReceiveCard.Of(card, sent.State, memberIds, toColumnId) with { CreateLabels = createLabels };
            var received = await execution.DecideAsync(toBoardId, receive, cancelled);
            return received.Accepted is { } arriving
                ? await CommitAsync(execution, sent.With(e => e with { LeftBehind = LeftBehind.Of(card, sent.State, memberIds, arriving) }), received, cancelled)
                : received.Rejection;
        }, cancellationToken);

    /// <summary>Takes back that a card was moved to another board: it comes home, to its place.</summary>
    /// <param name="boardId">The board that is asked.</param>
    /// <param name="e">Its event, by which the card left or came.</param>
    /// <param name="actor">The caller, a member of both.</param>
    /// <param name="id">The client's id of the command; null when it gave none.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event of that board, or the rejection.</returns>
    internal async Task<Outcome> UndoAsync(string boardId, BoardEvent e, Actor actor, CommandId? id, CancellationToken cancellationToken)
    {
        var other = e.Counterpart!;
        var isHome = e.Is(EventKind.CardSent);
        var (homeId, awayId) = isHome ? (boardId, other.BoardId) : (other.BoardId, boardId);
        if ((isHome ? e : await boards.GetEventAsync(homeId, other.Seq, cancellationToken)) is not { } sent)
        {
            return Conflict("The board that the card came from has gone.", "board");
        }

        return await commands.Begin(actor, id).RunAsync(async (execution, cancelled) =>
        {
            var away = await execution.DecideAsync(awayId, new SendCard(sent.Cards![0].Id, isHome ? null : e), cancelled);
            if (away.Accepted is not { } leaving)
            {
                return away.Decision is Rejection { Kind: RejectionKind.NotFound }
                    ? Conflict("The card is no longer where it was moved to.", "card")
                    : away.Rejection;
            }

            var home = await execution.DecideAsync(homeId, new TakeBackCard(leaving.Event.Cards![0].Before!, sent, isHome), cancelled);
            return home.Accepted is null ? home.Rejection
                : isHome ? await CommitAsync(execution, home, away, cancelled)
                : await CommitAsync(execution, away, home, cancelled);
        }, cancellationToken);
    }

    private static Task<Outcome> CommitAsync(Execution execution, Decided first, Decided second, CancellationToken cancellationToken)
    {
        var (toSecond, toFirst) = (new EventRef(second.BoardId, second.Accepted!.Event.Seq), new EventRef(first.BoardId, first.Accepted!.Event.Seq));
        return execution.CommitAsync(
            [first.With(e => e with { Counterpart = toSecond }), second.With(e => e with { Counterpart = toFirst })], cancellationToken)!;
    }

    private static Outcome Conflict(string detail, string changed) =>
        new(null, new Rejection(RejectionKind.UndoConflict, detail) { Changed = [changed] });

    private async Task<IReadOnlyDictionary<string, string>> SharedMembersAsync(
        string fromBoardId, string toBoardId, CancellationToken cancellationToken) =>
        Member.SharedIds(await boards.GetMembersAsync(fromBoardId, cancellationToken), await boards.GetMembersAsync(toBoardId, cancellationToken));
}
