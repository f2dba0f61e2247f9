using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Telemetry;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Kanban.Store;

/// <summary>The decision of a command on a board, with the state that was read.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="State">What was read of it.</param>
/// <param name="Decision">What the command comes to.</param>
internal sealed record Decided(string BoardId, State State, Decision Decision)
{
    /// <summary>The decision where it is to do the command; null for any other.</summary>
    internal Accepted? Accepted => Decision as Accepted;

    /// <summary>The outcome of a rejection; null when the board has to be read again.</summary>
    internal Outcome? Rejection => Decision is Rejection rejection ? new Outcome(null, rejection) : null;

    /// <summary>The same with the event extended.</summary>
    internal Decided With(Func<BoardEvent, BoardEvent> change) =>
        this with { Decision = Accepted! with { Event = change(Accepted.Event) } };
}

/// <summary>
/// One command under way: its deadline and tries, what it reads, what it commits. Its id is written with the event: after a
/// time-out the next try finds it and knows that the one before took effect. A client's own id is an item besides, so that it is
/// found after any time, up to 24 hours.
/// </summary>
internal sealed partial class Execution
{
    private const string ConditionFailed = "ConditionalCheckFailed";
    private static readonly TimeSpan CommandAge = TimeSpan.FromHours(24);

    private readonly KanbanTable _table;
    private readonly WriteRate _rate;
    private readonly BoardReader _boards;
    private readonly TimeProvider _time;
    private readonly CommandOptions _options;
    private readonly ILogger _logger;
    private readonly ICommitObserver? _observer;
    private readonly Actor? _actor;
    private readonly CommandId? _id;
    private readonly string _hash;
    private readonly HashSet<(string BoardId, ExtendReadSet More)> _extensions = [];
    private readonly List<Key> _uncertain = [];

    private int _conflicts;
    private bool _isCounted;
    private Key? _attempted;

    internal Execution(
        KanbanTable table,
        WriteRate rate,
        BoardReader boards,
        TimeProvider time,
        CommandOptions options,
        ILogger logger,
        ICommitObserver? observer,
        Actor? actor,
        CommandId? id)
    {
        (_table, _rate, _boards, _time, _options, _logger, _observer, _actor, _id) = (table, rate, boards, time, options, logger, observer, actor, id);
        _hash = id is null ? Ids.New(Now) : Ids.Hash($"{actor?.Sub} {id.Id}");
    }

    // Milliseconds are enough for people, and shorter.
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Tries until there is an outcome or time is over.</summary>
    /// <param name="tryOnce">One try; null when it has to be repeated.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The outcome.</returns>
    internal async Task<Outcome> RunAsync(
        Func<Execution, CancellationToken, Task<Outcome?>> tryOnce, CancellationToken cancellationToken)
    {
        var outcome = await TryAsync(tryOnce, cancellationToken);
        var kind = outcome.Rejection is { } rejection ? JsonNamingPolicy.CamelCase.ConvertName(rejection.Kind.ToString()) : "done";
        KanbanMetrics.CommandEnded(kind, outcome.State is null ? null : outcome.Event?.Kind, _conflicts);
        return outcome;
    }

    /// <summary>Reads what a command readSet, as often as it asks for more, and lets it decide.</summary>
    internal async Task<Decided> DecideAsync(string boardId, Command command, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ReadAsync(boardId, command.ReadSet, cancellationToken) is not { } state)
            {
                return new Decided(boardId, State.Empty, Rejection.TooMany("things named in one request", TransactionalRead.MaxItems));
            }

            var actor = _actor is { } a ? a with { Member = state.Members.GetValueOrDefault(a.Sub) } : null;
            var context = new CommandContext(Now, (state.Board?.Seq ?? 0) + 1, actor, _options.RankJitter) { Channel = _options.Channel };
            var decision = command.DecideFor(state, context);

            // What was read already is no help when it is read again.
            if (decision is not ExtendReadSet more || !_extensions.Add((boardId, more)))
            {
                return new Decided(boardId, state, decision);
            }
        }
    }

    /// <summary>Commits the events of accepted decisions, one a board, with all that they change.</summary>
    /// <param name="decided">The boards; the event of the first is the answer.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The first event, or a rejection when the person writes too much.</returns>
    internal async Task<Outcome> CommitAsync(IReadOnlyList<Decided> decided, CancellationToken cancellationToken)
    {
        if (_actor is not null && !_isCounted && !await _rate.CountAsync(_actor.Sub, cancellationToken))
        {
            return new Outcome(null, new Rejection(RejectionKind.RateLimited, "Too many changes in a minute. Try again in a minute."));
        }

        _isCounted = true;
        var (e, next) = (decided[0].Accepted!.Event, decided[0].Accepted!.Next!);
        _attempted = Key.Event(decided[0].BoardId, e.Seq);
        var writes = decided.SelectMany(one => WriteSet.Of(_table.Name, one.BoardId, one.State, one.Accepted!.Next!, one.Accepted.Event)).ToList();
        foreach (var log in writes.Where(static write => write.Put?.Item["pk"].S.StartsWith(Key.LogPrefix, StringComparison.Ordinal) is true))
        {
            log.Put.Item["command"] = new AttributeValue { S = _hash };
        }

        if (_id is not null)
        {
            writes.Insert(0, CommandItem(_id, decided[0].BoardId, e.Seq));
        }

        await _table.TransactWriteAsync(writes, cancellationToken);
        foreach (var one in decided)
        {
            _observer?.Committed(one.State.Board, one.Accepted!.Event);
        }

        return Outcome.Done(e, next);
    }

    /// <summary>Reads the outcome of a command from its event.</summary>
    internal async Task<Outcome?> FindOutcomeAsync(string boardId, long seq, CancellationToken cancellationToken) =>
        await _table.GetAsync(Key.Event(boardId, seq), cancellationToken) is { } item ? Outcome.Of(item) : null;

    private async Task<Outcome> TryAsync(
        Func<Execution, CancellationToken, Task<Outcome?>> tryOnce, CancellationToken cancellationToken)
    {
        // One deadline for everything: reads try again by themselves.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeBudget.Command);
        Exception? last = null;
        for (var attempt = 0; attempt < _options.MaxAttempts && !deadline.IsCancellationRequested; attempt++)
        {
            _attempted = null;
            try
            {
                if (_uncertain is not [] && await FindEarlierAsync(deadline.Token) is { } done)
                {
                    return done;
                }

                var outcome = await tryOnce(this, deadline.Token);

                // Rejected, or so already: that may be the effect of this very command, sent before.
                if (outcome is { State: null } && _id is not null)
                {
                    return await FindEarlierAsync(deadline.Token) ?? outcome;
                }

                if (outcome is not null)
                {
                    return outcome;
                }
            }
            catch (Exception e) when (Retry.IsTransient(e, cancellationToken))
            {
                last = e;
                // Also after a plain lost race: its winner can be this very command, sent twice.
                if (_attempted is { } attempted && (e is not TransactionCanceledException cancelled || IsRepeated(cancelled)))
                {
                    _uncertain.Add(attempted);
                }
            }

            _conflicts++;
            await Retry.WaitAsync(attempt, cancellationToken);
        }

        LogGaveUp(last, _conflicts, _attempted?.Pk);
        return new Outcome(null, new Rejection(RejectionKind.Busy, "The board is busy. Try again in a second, with the same Idempotency-Key."));
    }

    /// <returns>What the command readSet; null when it is more than one transaction can read.</returns>
    private async Task<State?> ReadAsync(string boardId, ReadSet readSet, CancellationToken cancellationToken)
    {
        var read = new TransactionalRead(boardId, _actor?.Sub);
        read.Add(readSet);
        var hasEveryColumn = false;
        var extensions = _extensions.Where(extension => extension.BoardId == boardId).Select(extension => extension.More).ToList();
        foreach (var columnId in extensions.Where(more => !more.WithCards).Select(more => more.ColumnId))
        {
            if (columnId != ExtendReadSet.EveryColumn)
            {
                read.AddColumn(columnId);
                continue;
            }

            hasEveryColumn = true;
            await foreach (var item in _table.QueryAsync(Key.Board(boardId).Pk, StoredKind.Column, cancellationToken))
            {
                read.AddColumn(StoredKind.Column.Id(item["sk"].S));
            }
        }

        if (readSet.Members.OfType<string>().ToList() is { Count: > 0 } memberIds)
        {
            foreach (var member in (await _boards.GetMembersAsync(boardId, cancellationToken)).Where(m => memberIds.Contains(m.Id)))
            {
                read.AddMember(member.Sub);
            }
        }

        if (read.IsTooLarge)
        {
            return null;
        }

        // Before the transaction: what it shows of the neighbours is newer than the list of the column, never older.
        var columnCards = new Dictionary<string, IReadOnlyList<Card>>(StringComparer.Ordinal);
        foreach (var more in extensions.Where(more => more.WithCards))
        {
            columnCards[more.ColumnId] = await _boards.GetColumnCardsAsync(boardId, more.ColumnId, cursor: 0, cancellationToken);
        }

        var state = await read.ReadAsync(_table, cancellationToken) with { HasEveryColumn = hasEveryColumn };
        return columnCards.Count == 0 ? state : state with { ColumnCards = state.ColumnCards.AddRange(columnCards) };
    }

    private bool IsRepeated(TransactionCanceledException e) =>
        e.CancellationReasons is null || (_id is not null && e.CancellationReasons is [{ Code: ConditionFailed }, ..]);

    private async Task<Outcome?> FindEarlierAsync(CancellationToken cancellationToken)
    {
        foreach (var key in _uncertain)
        {
            if (await _table.GetAsync(key, cancellationToken) is { } e && e.GetValueOrDefault("command")?.S == _hash)
            {
                return Outcome.Of(e);
            }
        }

        if (_id is null || await _table.GetAsync(Key.Command(_hash), cancellationToken) is not { } item
            || item["expiresAt"].Number() <= Now.ToUnixTimeSeconds())
        {
            return null;
        }

        if (item["fingerprint"].S != _id.Fingerprint)
        {
            return new Outcome(null, new Rejection(RejectionKind.CommandIdReused, "This id was used for another command."));
        }

        return await FindOutcomeAsync(item["board"].S, item["seq"].Number(), cancellationToken)
            ?? new Outcome(null, new Rejection(RejectionKind.Gone, "This was done before. The board has been deleted since."));
    }

    private TransactWriteItem CommandItem(CommandId id, string boardId, long seq)
    {
        var item = Key.Command(_hash).ToAttributes();
        item["board"] = new AttributeValue { S = boardId };
        item["seq"] = ItemMapper.NumberOf(seq);
        item["fingerprint"] = new AttributeValue { S = id.Fingerprint };
        item["expiresAt"] = ItemMapper.NumberOf((Now + CommandAge).ToUnixTimeSeconds());
        return new TransactWriteItem
        {
            Put = new Put
            {
                TableName = _table.Name,
                Item = item,

                // DynamoDB removes what has expired some time later; until then it counts as gone.
                ConditionExpression = "attribute_not_exists(pk) OR expiresAt <= :now",
                ExpressionAttributeValues = new(StringComparer.Ordinal) { [":now"] = ItemMapper.NumberOf(Now.ToUnixTimeSeconds()) },
            },
        };
    }

    // Most often a lost race, but also a board that no write fits any more. Neither texts nor names of people are in it.
    [LoggerMessage(1, LogLevel.Warning, "A command gave up after {Attempts} attempts, the last one on {Partition}")]
    private partial void LogGaveUp(Exception? exception, int attempts, string? partition);
}
