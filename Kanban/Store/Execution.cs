using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Telemetry;

namespace KanbanAspire.Kanban.Store;

public sealed partial class BoardStore
{
    private static readonly TimeSpan CommandAge = TimeSpan.FromHours(24);
    private static readonly TimeSpan RateAge = TimeSpan.FromMinutes(5);

    /// <summary>
    /// One command under way. The command id is written with the event: after a time-out the next try finds it and knows that
    /// the one before took effect.
    /// </summary>
    private sealed class Execution(BoardStore store, Actor? actor, CommandId id)
    {
        private const string ConditionFailed = "ConditionalCheckFailed";

        private readonly HashSet<(string BoardId, string ColumnId)> _extraColumns = [];
        private readonly HashSet<(string BoardId, string ColumnId)> _columnsInFull = [];
        private readonly Key _commandKey = Key.Command(Ids.Hash($"{actor?.Sub} {id.Id}"));

        private int _conflicts;

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
            deadline.CancelAfter(Retry.Deadline);
            var mayHaveCommitted = false;
            for (var attempt = 0; attempt < store.MaxAttempts && !deadline.IsCancellationRequested; attempt++)
            {
                try
                {
                    if (mayHaveCommitted && await FindEarlierAsync(deadline.Token) is { } done)
                    {
                        return done;
                    }

                    var outcome = await tryOnce(this, deadline.Token);

                    // Refused, or so already: that may be the effect of this very command, sent before.
                    if (outcome is { State: null } && (id.IsClients || mayHaveCommitted))
                    {
                        return await FindEarlierAsync(deadline.Token) ?? outcome;
                    }

                    if (outcome is not null)
                    {
                        return outcome;
                    }
                }
                catch (TransactionCanceledException e) when (IsRateLimit(e))
                {
                    return await FindEarlierAsync(deadline.Token) ?? RateLimited();
                }
                catch (Exception e) when (Retry.IsTransient(e, cancellationToken))
                {
                    // Also after a plain lost race: its winner can be this very command, sent twice.
                    mayHaveCommitted |= e is not TransactionCanceledException cancelled || IsRepeated(cancelled);
                }

                _conflicts++;
                await Retry.WaitAsync(attempt, cancellationToken);
            }

            return new Outcome(null, new Refusal(RefusalKind.Busy, "Too much is going on here. Try again."));
        }

        internal Task CommitAsync(
            List<TransactWriteItem> writes, string boardId, long seq, CancellationToken cancellationToken)
        {
            if (actor is not null)
            {
                writes.Insert(0, CommandItem(boardId, seq));
                if (store.WritesPerMinute > 0)
                {
                    writes.Insert(1, RateItem());
                }
            }

            return store.WriteAsync(writes, cancellationToken);
        }

        private bool IsRateLimit(TransactionCanceledException e) =>
            actor is not null && store.WritesPerMinute > 0
            && e.CancellationReasons is [{ Code: not ConditionFailed }, { Code: ConditionFailed }, _, ..];

        private static bool IsRepeated(TransactionCanceledException e) =>
            e.CancellationReasons is null or [{ Code: ConditionFailed }, ..];

        private static Outcome RateLimited() =>
            new(null, new Refusal(RefusalKind.RateLimited, "Too many changes in a minute. Wait a little."));

        private async Task<Outcome?> FindEarlierAsync(CancellationToken cancellationToken)
        {
            if (actor is null || await store.GetAsync(_commandKey, cancellationToken) is not { } item)
            {
                return null;
            }

            return item["fingerprint"].S == id.Fingerprint
                ? await store.ReadOutcomeAsync(item["board"].S, item["seq"].Number(), cancellationToken)
                : new Outcome(null, new Refusal(RefusalKind.CommandIdReused, "This id was used for another command."));
        }

        private TransactWriteItem CommandItem(string boardId, long seq)
        {
            var item = _commandKey.ToAttributes();
            item["board"] = new AttributeValue { S = boardId };
            item["seq"] = Doc.NumberOf(seq);
            item["fingerprint"] = new AttributeValue { S = id.Fingerprint };
            item["expiresAt"] = Doc.NumberOf((store.Now() + CommandAge).ToUnixTimeSeconds());
            return new TransactWriteItem
            {
                Put = new Put { TableName = store._table, Item = item, ConditionExpression = "attribute_not_exists(pk)" },
            };
        }

        // In the table, because a function's memory is its own and short: counted with the write or not at all.
        private TransactWriteItem RateItem() => new()
        {
            Update = new Update
            {
                TableName = store._table,
                Key = Key.Rate(actor!.Sub, store.Now().ToUnixTimeSeconds() / 60).ToAttributes(),
                UpdateExpression = "ADD #writes :one SET #expiresAt = :expiresAt",
                ConditionExpression = "attribute_not_exists(#writes) OR #writes < :limit",
                ExpressionAttributeNames = new(StringComparer.Ordinal) { ["#writes"] = "writes", ["#expiresAt"] = "expiresAt" },
                ExpressionAttributeValues = new(StringComparer.Ordinal)
                {
                    [":one"] = Doc.NumberOf(1),
                    [":limit"] = Doc.NumberOf(store.WritesPerMinute),
                    [":expiresAt"] = Doc.NumberOf((store.Now() + RateAge).ToUnixTimeSeconds()),
                },
            },
        };
    }
}
