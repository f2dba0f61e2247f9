using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Ranks;
using KanbanAspire.Kanban.Tables;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// What concerns more items than a transaction takes is done in batches. Each leaves the board whole, and an item says what is
/// still to do, so anybody can go on: this request, a later one, or the Scheduler.
/// </summary>
/// <param name="client">Client of the table.</param>
/// <param name="names">Name of the table.</param>
/// <param name="commands">Executes commands.</param>
/// <param name="transfers">Takes back transfers.</param>
/// <param name="boards">Reads boards.</param>
/// <param name="options">Options of command execution.</param>
/// <param name="logger">Receives what a request has left to the Scheduler.</param>
public sealed partial class BatchedCommands(
    IAmazonDynamoDB client,
    TableNames names,
    CommandExecutor commands,
    CardTransfers transfers,
    BoardReader boards,
    CommandOptions options,
    ILogger<BatchedCommands> logger)
{
    private const int LostRacesMax = 20;
    private const int ActivityPage = 20;

    private readonly KanbanTable _table = new(client, names);

    /// <summary>Gets what ends assignments of former members and brings them back.</summary>
    internal Assignments Assignments { get; } = new(new KanbanTable(client, names), commands, boards);

    /// <summary>IAM actions of the calls that this class makes.</summary>
    public static IReadOnlyList<string> Actions => [TableActions.GetItem, TableActions.Query];

    /// <summary>
    /// Takes back an event of one's own, whatever it takes: a card moved to another board comes back, a deleted column with its
    /// cards, a removed member with the assignments.
    /// </summary>
    /// <param name="boardId">The board.</param>
    /// <param name="e">The event.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="id">The client's id of the command; null when it gave none.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event, or the rejection.</returns>
    public async Task<Outcome> UndoAsync(string boardId, BoardEvent e, Actor actor, CommandId? id, CancellationToken cancellationToken)
    {
        if (e.Counterpart is not null && e.Is(EventKind.CardSent, EventKind.CardReceived))
        {
            return await transfers.UndoAsync(boardId, e, actor, id, cancellationToken);
        }

        var outcome = await commands.ExecuteAsync(boardId, actor, new Undo(e), id, cancellationToken);
        if (e.Is(EventKind.ColumnRemoved) && outcome.Rejection is null)
        {
            await FollowUpAsync(token => BringBackCardsAsync(boardId, e, actor, token), cancellationToken);
        }

        if (outcome.Event?.Members is [var member])
        {
            await FollowUpAsync(
                token => member.After is null
                    ? Assignments.EndAsync(boardId, member.Id, token)
                    : Assignments.BringBackAsync(boardId, member.Id, token),
                cancellationToken);
        }

        return outcome;
    }

    /// <summary>Deletes a column with its cards moved or archived, as far as time allows.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="columnId">The column.</param>
    /// <param name="moveTo">Column that its cards move to; null archives them.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="id">The client's id of the command; null when it gave none.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The last event, and whether the column has gone; if not, the Scheduler goes on.</returns>
    public async Task<(Outcome Outcome, bool IsComplete)> DeleteColumnAsync(
        string boardId, string columnId, string? moveTo, Actor actor, CommandId? id, CancellationToken cancellationToken)
    {
        var outcome = await commands.ExecuteAsync(boardId, actor, new CloseColumn(columnId, moveTo), id, cancellationToken);
        if (outcome.Rejection is not null)
        {
            return (outcome, true);
        }

        // From here on the column is being deleted, whatever comes, and the caller is told so.
        var last = await FollowUpAsync(token => EmptyColumnAsync(boardId, columnId, token), cancellationToken);
        return last is { Rejection: null } ? (last, true) : (outcome, false);
    }

    /// <summary>Takes the steps that follow from a command, as far as time allows. The command is done, whatever becomes of them.</summary>
    /// <returns>What the steps came to; null when they are left.</returns>
    private async Task<T?> FollowUpAsync<T>(Func<CancellationToken, Task<T>> steps, CancellationToken cancellationToken)
        where T : class?
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(TimeBudget.Steps);
        try
        {
            return await steps(budget.Token);
        }
        catch (Exception e) when (Retry.IsTransient(e, cancellationToken))
        {
            LogLeft(e);
            return null;
        }
    }

    /// <summary>
    /// Takes back the steps by which a column was emptied, the last one first. Each is an event of its own that can be undone by
    /// itself, so what time does not allow, or others have changed since, is not lost.
    /// </summary>
    /// <returns>The event that had closed the column; null when the log has no such event.</returns>
    private async Task<BoardEvent?> BringBackCardsAsync(string boardId, BoardEvent removed, Actor actor, CancellationToken cancellationToken)
    {
        var columnId = removed.Columns![0].Id;
        var page = await boards.GetActivityAsync(boardId, removed.Seq, ActivityPage, cancellationToken);
        while (page is not [])
        {
            foreach (var e in page.Select(entry => entry.Event))
            {
                if (e.Is(EventKind.ColumnClosed) && e.Columns![0].Id == columnId)
                {
                    return e;
                }

                if (e.Is(EventKind.CardsMoved, EventKind.CardsArchived) && e.Cards!.Any(change => change.Before!.ColumnId == columnId))
                {
                    await commands.ExecuteAsync(boardId, actor, new Undo(e), null, cancellationToken);
                }
            }

            page = await boards.GetActivityAsync(boardId, page[^1].Seq, ActivityPage, cancellationToken);
        }

        return null;
    }

    /// <summary>Removes a member, or lets one leave, and ends what they were assigned to, as far as time allows.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="memberId">The member.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="id">The client's id of the command; null when it gave none.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event that removed the member, or the rejection.</returns>
    public async Task<Outcome> RemoveMemberAsync(
        string boardId, string memberId, Actor actor, CommandId? id, CancellationToken cancellationToken)
    {
        var outcome = await commands.ExecuteAsync(boardId, actor, new RemoveMember(memberId), id, cancellationToken);
        if (outcome.Rejection is null)
        {
            // The Scheduler ends what is left, and takes the note of it away.
            await FollowUpAsync(token => Assignments.EndAsync(boardId, memberId, token), cancellationToken);
        }

        return outcome;
    }

    /// <summary>Goes on emptying a column that is being deleted.</summary>
    /// <returns>The removal, or a rejection.</returns>
    /// <exception cref="OperationCanceledException">Time was over.</exception>
    internal async Task<Outcome> EmptyColumnAsync(string boardId, string columnId, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await boards.GetColumnAsync(boardId, columnId, cancellationToken) is not { Closing: { } closing } column)
            {
                return new Outcome(null, Rejection.NotFound);
            }

            var cards = column.Count == 0 ? [] : await boards.GetColumnCardsAsync(boardId, columnId, cursor: 0, cancellationToken);
            var stepCards = closing.MoveTo is null ? Limits.StepItems / 2 : Limits.StepItems;
            foreach (var step in cards.Count == 0 ? [[]] : cards.Chunk(stepCards))
            {
                var command = new EmptyColumn(columnId, closing.MoveTo, [.. step.Select(card => card.Id)]);
                var outcome = await commands.ExecuteAsync(boardId, null, command, null, cancellationToken);
                if (outcome.Rejection is not null || outcome.Event?.Is(EventKind.ColumnRemoved) is true)
                {
                    return outcome;
                }
            }
        }
    }

    /// <summary>Shortens the ranks of a column, unless others write faster.</summary>
    internal async Task RebalanceAsync(string boardId, string columnId, CancellationToken cancellationToken)
    {
        for (var lost = 0; lost < LostRacesMax;)
        {
            var seq = (await _table.GetAsync(Key.Board(boardId), cancellationToken))?["version"].Number() ?? 0;
            if (await boards.GetColumnAsync(boardId, columnId, cancellationToken) is not { Rebalancing: { } boundary })
            {
                return;
            }

            // The plan holds only while nothing else is written: step by step until another command is faster.
            var cards = await boards.GetColumnCardsAsync(boardId, columnId, seq, cancellationToken);
            var ranks = cards.ConvertAll(card => card.Rank);
            for (var done = false; !done;)
            {
                var (start, renewed) = RankRebalancing.Next(ranks, boundary, Limits.StepItems, options.RankJitter);
                var ids = cards.GetRange(start, renewed.Count).ConvertAll(card => card.Id);
                var command = new RebalanceColumn(columnId, seq, ids, renewed);
                var outcome = await commands.ExecuteAsync(boardId, null, command, null, cancellationToken);

                // Only what this very call wrote is a step of this plan. Another event can have the number that it would have had.
                if (outcome.State is null || outcome.Event?.Is(EventKind.ColumnRebalanced) is not true)
                {
                    lost++;
                    break;
                }

                done = renewed.Count == 0;
                for (var i = 0; i < renewed.Count; i++)
                {
                    ranks[start + i] = renewed[i];
                }

                (seq, boundary) = (outcome.Event.Seq, renewed is [var first, ..] ? first : boundary);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Steps that follow from a command are left")]
    private partial void LogLeft(Exception exception);
}
