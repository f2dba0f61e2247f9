using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Telemetry;

namespace KanbanAspire.Kanban.Store;

public sealed partial class BoardStore
{
    private static readonly TimeSpan CommandAge = TimeSpan.FromHours(24);

    /// <summary>
    /// One command under way. Its id is written with the event: after a time-out the next try finds it and knows that the one
    /// before took effect. A client's own id is an item besides, so that it is found after any time, up to 24 hours.
    /// </summary>
    private sealed class Execution(BoardStore store, Actor? actor, CommandId? id)
    {
        private const string ConditionFailed = "ConditionalCheckFailed";

        private readonly HashSet<(string BoardId, string ColumnId)> _extraColumns = [];
        private readonly HashSet<(string BoardId, string ColumnId)> _columnsInFull = [];
        private readonly List<Key> _uncertain = [];
        private readonly string _hash = id is null ? Ids.New(store.Now()) : Ids.Hash($"{actor?.Sub} {id.Id}");

        private int _conflicts;
        private bool _isCounted;
        private Key? _attempted;

        internal Actor? Actor => actor;

        internal IEnumerable<string> ExtraColumns(string boardId) =>
            _extraColumns.Where(x => x.BoardId == boardId).Select(x => x.ColumnId);

        internal IEnumerable<string> ColumnsInFull(string boardId) =>
            _columnsInFull.Where(x => x.BoardId == boardId).Select(x => x.ColumnId);

        /// <summary>Widens what is read; false when it was read already, so that reading again is no help.</summary>
        internal bool Extend(string boardId, NeedsMore more) =>
            (more.WithCards ? _columnsInFull : _extraColumns).Add((boardId, more.ColumnId));

        internal async Task<Outcome> RunAsync(
            Func<Execution, CancellationToken, Task<Outcome?>> tryOnce, CancellationToken cancellationToken)
        {
            var outcome = await TryAsync(tryOnce, cancellationToken);
            var kind = outcome.Refusal is { } refusal ? JsonNamingPolicy.CamelCase.ConvertName(refusal.Kind.ToString()) : "done";
            KanbanMetrics.CommandEnded(kind, outcome.State is null ? null : outcome.Event?.Kind, _conflicts);
            return outcome;
        }

        private async Task<Outcome> TryAsync(
            Func<Execution, CancellationToken, Task<Outcome?>> tryOnce, CancellationToken cancellationToken)
        {
            // One deadline for everything: reads try again by themselves.
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(TimeBudget.Command);
            Exception? last = null;
            for (var attempt = 0; attempt < store.MaxAttempts && !deadline.IsCancellationRequested; attempt++)
            {
                _attempted = null;
                try
                {
                    if (_uncertain is not [] && await FindEarlierAsync(deadline.Token) is { } done)
                    {
                        return done;
                    }

                    var outcome = await tryOnce(this, deadline.Token);

                    // Refused, or so already: that may be the effect of this very command, sent before.
                    if (outcome is { State: null } && id is not null)
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

            StoreLog.GaveUp(store.Logger, last, _conflicts, _attempted?.Pk);
            return new Outcome(null, new Refusal(RefusalKind.Busy, "Too much is going on here. Try again."));
        }

        /// <summary>Writes the event with all it changes.</summary>
        /// <returns>Null when it is written; a refusal when the person writes too much.</returns>
        internal async Task<Refusal?> CommitAsync(
            List<TransactWriteItem> writes, string boardId, long seq, CancellationToken cancellationToken)
        {
            if (actor is not null && !_isCounted && !await store._rate.CountAsync(actor.Sub, cancellationToken))
            {
                return new Refusal(RefusalKind.RateLimited, "Too many changes in a minute. Wait a little.");
            }

            _isCounted = true;
            _attempted = Key.Event(boardId, seq);
            foreach (var log in writes.Where(static write => write.Put?.Item["pk"].S.StartsWith(Key.LogPrefix, StringComparison.Ordinal) is true))
            {
                log.Put.Item["command"] = new AttributeValue { S = _hash };
            }

            if (id is not null)
            {
                writes.Insert(0, CommandItem(id, boardId, seq));
            }

            await store.WriteAsync(writes, cancellationToken);
            return null;
        }

        private bool IsRepeated(TransactionCanceledException e) =>
            e.CancellationReasons is null || (id is not null && e.CancellationReasons is [{ Code: ConditionFailed }, ..]);

        private async Task<Outcome?> FindEarlierAsync(CancellationToken cancellationToken)
        {
            foreach (var key in _uncertain)
            {
                if (await store.GetAsync(key, cancellationToken) is { } e && e.GetValueOrDefault("command")?.S == _hash)
                {
                    return Outcome.Of(e);
                }
            }

            if (id is null || await store.GetAsync(Key.Command(_hash), cancellationToken) is not { } item
                || item["expiresAt"].Number() <= store.Now().ToUnixTimeSeconds())
            {
                return null;
            }

            if (item["fingerprint"].S != id.Fingerprint)
            {
                return new Outcome(null, new Refusal(RefusalKind.CommandIdReused, "This id was used for another command."));
            }

            return await store.FindOutcomeAsync(item["board"].S, item["seq"].Number(), cancellationToken)
                ?? new Outcome(null, new Refusal(RefusalKind.Gone, "This was done before. The board has been deleted since."));
        }

        private TransactWriteItem CommandItem(CommandId id, string boardId, long seq)
        {
            var item = Key.Command(_hash).ToAttributes();
            item["board"] = new AttributeValue { S = boardId };
            item["seq"] = Doc.NumberOf(seq);
            item["fingerprint"] = new AttributeValue { S = id.Fingerprint };
            item["expiresAt"] = Doc.NumberOf((store.Now() + CommandAge).ToUnixTimeSeconds());
            return new TransactWriteItem
            {
                Put = new Put
                {
                    TableName = store._table,
                    Item = item,

                    // DynamoDB removes what has expired some time later; until then it counts as gone.
                    ConditionExpression = "attribute_not_exists(pk) OR expiresAt <= :now",
                    ExpressionAttributeValues = new(StringComparer.Ordinal) { [":now"] = Doc.NumberOf(store.Now().ToUnixTimeSeconds()) },
                },
            };
        }
    }
}
