using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;
using KanbanAspire.Kanban.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// The one way to write a board: read what the command needs as one snapshot, decide, and commit the event with all
/// it changes in one conditional transaction. Who loses a race reads and decides again.
/// </summary>
/// <param name="client">Client of the table.</param>
/// <param name="names">Name of the table.</param>
/// <param name="time">The clock.</param>
/// <param name="options">What differs between installations.</param>
public sealed partial class BoardStore(IAmazonDynamoDB client, TableNames names, TimeProvider time, BoardStoreOptions options)
{
    private readonly string _table = names.Kanban;
    private readonly WriteRate _rate = new(client, names.Kanban, time, options.WritesPerMinute);

    /// <summary>Does something to a board.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="actor">Who asks; null for the Scheduler.</param>
    /// <param name="command">What to do.</param>
    /// <param name="id">The client's id of the command; null when it gave none.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event that did it, or why not.</returns>
    /// <exception cref="AmazonDynamoDBException">The table refused what no retry can mend.</exception>
    public Task<Outcome> ExecuteAsync(
        string boardId, Actor? actor, Command command, CommandId? id, CancellationToken cancellationToken) =>
        new Execution(this, actor, id).RunAsync(
            (execution, cancelled) => ExecuteOnceAsync(execution, boardId, command, cancelled), cancellationToken);

    /// <summary>Moves a card to another board: one transaction over both logs.</summary>
    /// <param name="boardId">The board that the card leaves.</param>
    /// <param name="cardId">The card.</param>
    /// <param name="toBoardId">The board that it goes to.</param>
    /// <param name="toColumnId">Column there.</param>
    /// <param name="actor">Who asks, a member of both.</param>
    /// <param name="id">The client's id of the command; null when it gave none.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event of the board that the card left, or why not.</returns>
    public Task<Outcome> TransferAsync(
        string boardId, string cardId, string toBoardId, string toColumnId, Actor actor, CommandId? id, CancellationToken cancellationToken) =>
        new Execution(this, actor, id).RunAsync(
            (execution, cancelled) => TransferOnceAsync(execution, (boardId, cardId), (toBoardId, toColumnId), cancelled),
            cancellationToken);

    /// <summary>Takes back an event of one's own, whatever it takes: a card moved to another board comes back, a deleted column with its cards.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="e">The event.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The client's id of the command; null when it gave none.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event that did it, or why not.</returns>
    public async Task<Outcome> UndoAsync(string boardId, BoardEvent e, Actor actor, CommandId? id, CancellationToken cancellationToken)
    {
        if (e.Counterpart is { } counterpart && e.Is(EventKind.CardSent, EventKind.CardReceived))
        {
            var isHome = e.Is(EventKind.CardSent);
            var sent = isHome ? e : await GetEventAsync(counterpart.BoardId, counterpart.Seq, cancellationToken);
            return sent is null
                ? new Outcome(null, new Refusal(RefusalKind.UndoConflict, "The board that the card came from has gone.") { Changed = ["board"] })
                : await new Execution(this, actor, id).RunAsync(
                    (execution, cancelled) => UndoTransferOnceAsync(
                        execution, boardId, e, isHome ? (boardId, sent, counterpart.BoardId) : (counterpart.BoardId, sent, boardId), cancelled),
                    cancellationToken);
        }

        var outcome = await ExecuteAsync(boardId, actor, new Undo(e), id, cancellationToken);
        if (e.Is(EventKind.ColumnRemoved) && outcome.Refusal is null)
        {
            await StepsAsync(token => BringBackCardsAsync(boardId, e, actor, token), cancellationToken);
        }

        return outcome;
    }

    private async Task<Outcome?> ExecuteOnceAsync(
        Execution execution, string boardId, Command command, CancellationToken cancellationToken)
    {
        var (state, decision) = await DecideAsync(execution, boardId, command, cancellationToken);
        switch (decision)
        {
            case Unchanged unchanged:
                return await FindOutcomeAsync(boardId, unchanged.Seq, cancellationToken) ?? new Outcome(null, Refusal.NotFound);
            case Accepted accepted:
                var next = accepted.Next!;
                var writes = new Changes(_table, boardId, state, next, accepted.Event).ToWrites();
                return await execution.CommitAsync(writes, boardId, accepted.Event.Seq, cancellationToken) is { } limited
                    ? new Outcome(null, limited)
                    : Outcome.Done(accepted.Event, next);
            case Refusal refusal:
                return new Outcome(null, refusal);
            default:
                return null;
        }
    }

    private async Task<Outcome?> TransferOnceAsync(
        Execution execution, (string BoardId, string CardId) from, (string BoardId, string ColumnId) to, CancellationToken cancellationToken)
    {
        var (state, sent) = await DecideAsync(execution, from.BoardId, new SendCard(from.CardId), cancellationToken);
        if (sent is not Accepted leaving)
        {
            return sent is Refusal refusal ? new Outcome(null, refusal) : null;
        }

        if (from.BoardId == to.BoardId)
        {
            return new Outcome(null, Refusal.Invalid("The card is on that board already."));
        }

        var card = leaving.Event.Cards![0].Before!;
        var labels = (card.Labels ?? []).Select(id => state.Labels.GetValueOrDefault(id)?.Name).OfType<string>().ToList();
        var memberIds = card.Assignees is null ? [] : await SharedMembersAsync(from.BoardId, to.BoardId, cancellationToken);
        var receive = new ReceiveCard(card, labels, memberIds, to.ColumnId);
        var (toState, received) = await DecideAsync(execution, to.BoardId, receive, cancellationToken);
        if (received is not Accepted arriving)
        {
            return received is Refusal refusal ? new Outcome(null, refusal) : null;
        }

        var taken = (arriving.Event.Cards![0].After!.Labels ?? []).Select(id => toState.Labels[id].Name).ToHashSet(StringComparer.Ordinal);
        var left = new LeftBehind(
            CardChecks.Distinct([.. (card.Labels ?? []).Select(state.Labels.GetValueOrDefault).OfType<Label>()
                .Where(label => !taken.Contains(label.Name)).Select(label => label.Name.Length > 0 ? label.Name : label.Colour)]),
            CardChecks.Distinct([.. (card.Assignees ?? []).Where(id => !memberIds.ContainsKey(id))]));
        leaving = leaving with { Event = leaving.Event with { LeftBehind = left is { Labels: null, Assignees: null } ? null : left } };
        return await CommitBothAsync(execution, (from.BoardId, state, leaving), (to.BoardId, toState, arriving), cancellationToken);
    }

    private async Task<Outcome?> UndoTransferOnceAsync(
        Execution execution, string boardId, BoardEvent e, (string HomeId, BoardEvent Sent, string AwayId) transfer, CancellationToken cancellationToken)
    {
        var isHome = boardId == transfer.HomeId;
        var (awayState, sent) = await DecideAsync(
            execution, transfer.AwayId, new SendCard(transfer.Sent.Cards![0].Id, isHome ? null : e), cancellationToken);
        if (sent is not Accepted leaving)
        {
            return sent is not Refusal refusal ? null
                : new Outcome(null, refusal.Kind is RefusalKind.NotFound
                    ? new Refusal(RefusalKind.UndoConflict, "The card is no longer where it was moved to.") { Changed = ["card"] }
                    : refusal);
        }

        var takeBack = new TakeBackCard(leaving.Event.Cards![0].Before!, transfer.Sent, isHome);
        var (homeState, received) = await DecideAsync(execution, transfer.HomeId, takeBack, cancellationToken);
        return received is not Accepted arriving
            ? received is Refusal refused ? new Outcome(null, refused) : null
            : isHome
                ? await CommitBothAsync(execution, (boardId, homeState, arriving), (transfer.AwayId, awayState, leaving), cancellationToken)
                : await CommitBothAsync(execution, (boardId, awayState, leaving), (transfer.HomeId, homeState, arriving), cancellationToken);
    }

    // Each event names the other; the first board's is the answer.
    private async Task<Outcome> CommitBothAsync(
        Execution execution,
        (string BoardId, State State, Accepted Accepted) first,
        (string BoardId, State State, Accepted Accepted) second,
        CancellationToken cancellationToken)
    {
        var e = first.Accepted.Event with { Counterpart = new EventRef(second.BoardId, second.Accepted.Event.Seq) };
        var other = second.Accepted.Event with { Counterpart = new EventRef(first.BoardId, e.Seq) };
        List<TransactWriteItem> writes =
        [
            .. new Changes(_table, first.BoardId, first.State, first.Accepted.Next!, e).ToWrites(),
            .. new Changes(_table, second.BoardId, second.State, second.Accepted.Next!, other).ToWrites(),
        ];
        return await execution.CommitAsync(writes, first.BoardId, e.Seq, cancellationToken) is { } limited
            ? new Outcome(null, limited)
            : Outcome.Done(e, first.Accepted.Next!);
    }

    private async Task<Dictionary<string, string>> SharedMembersAsync(
        string fromBoardId, string toBoardId, CancellationToken cancellationToken)
    {
        var there = (await MembersAsync(toBoardId, cancellationToken)).ToDictionary(m => m.Sub, m => m.Id, StringComparer.Ordinal);
        return (await MembersAsync(fromBoardId, cancellationToken)).Where(m => there.ContainsKey(m.Sub))
            .ToDictionary(m => m.Id, m => there[m.Sub], StringComparer.Ordinal);
    }

    private async Task<(State State, Decision Decision)> DecideAsync(
        Execution execution, string boardId, Command command, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ReadAsync(execution, boardId, command, cancellationToken) is not { } state)
            {
                return (State.Empty, Refusal.TooMany("things named in one request", Snapshot.MaxItems));
            }

            var actor = execution.Actor is { } a ? a with { Member = state.Members.GetValueOrDefault(a.Sub) } : null;
            var moment = new Moment(Now(), (state.Board?.Seq ?? 0) + 1, actor, options.RankSuffix);
            var decision = command.DecideFor(state, moment);
            if (decision is not NeedsMore more || !execution.Extend(boardId, more))
            {
                return (state, decision);
            }
        }
    }

    /// <returns>What the command needs; null when it is more than one transaction can read.</returns>
    private async Task<State?> ReadAsync(
        Execution execution, string boardId, Command command, CancellationToken cancellationToken)
    {
        var snapshot = new Snapshot(boardId);
        snapshot.AddBoard(execution.Actor?.Sub);
        snapshot.Add(command.Needs);
        var hasEveryColumn = false;
        foreach (var columnId in execution.ExtraColumns(boardId))
        {
            if (columnId != NeedsMore.EveryColumn)
            {
                snapshot.AddColumn(columnId);
                continue;
            }

            hasEveryColumn = true;
            await foreach (var item in QueryAsync(Key.Board(boardId).Pk, "B#", "B#~", cancellationToken))
            {
                snapshot.AddColumn(item["sk"].S["B#".Length..]);
            }
        }

        if (command.Needs.Members.OfType<string>().ToList() is { Count: > 0 } memberIds)
        {
            foreach (var member in (await MembersAsync(boardId, cancellationToken)).Where(m => memberIds.Contains(m.Id)))
            {
                snapshot.AddMember(member.Sub);
            }
        }

        if (snapshot.IsTooLarge)
        {
            return null;
        }

        // Before the snapshot: what it shows of the neighbours is newer than the list of the column, never older.
        var columnCards = new Dictionary<string, IReadOnlyList<Card>>(StringComparer.Ordinal);
        foreach (var columnId in execution.ColumnsInFull(boardId))
        {
            columnCards[columnId] = await ColumnCardsAsync(boardId, columnId, cursor: 0, cancellationToken);
        }

        var state = await snapshot.ReadAsync(client, _table, cancellationToken) with { HasEveryColumn = hasEveryColumn };
        return columnCards.Count == 0 ? state : state with { ColumnCards = state.ColumnCards.AddRange(columnCards) };
    }

    // Milliseconds are enough for people, and shorter.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}

/// <summary>What differs between installations of the store.</summary>
public sealed record BoardStoreOptions
{
    /// <summary>Receives what the store gives up on.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Most changes by one person in a minute, counted in the table; 0 for no limit.</summary>
    public int WritesPerMinute { get; init; } = 600;

    /// <summary>Most attempts of a command.</summary>
    public int MaxAttempts { get; init; } = Retry.MaxAttempts;

    /// <summary>Makes six random digits for a rank.</summary>
    public Func<string> RankSuffix { get; init; } = Rank.RandomSuffix;
}
