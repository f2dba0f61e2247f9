using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Counts the changes of each person in a minute. A process counts in memory and adds to the table by tens, outside of the
/// transactions: a change costs a tenth of a write, and two changes of one person do not meet in the counter. So the limit is
/// exceeded by at most nine changes for each process that serves the person.
/// </summary>
internal sealed class WriteRate(IAmazonDynamoDB client, string table, TimeProvider time, int limit)
{
    private const int MostAtOnce = 10;
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    // A small limit is counted to the letter.
    private readonly int _batch = Math.Clamp(limit / 20, 1, MostAtOnce);
    private readonly ConcurrentDictionary<string, Count> _counts = new(StringComparer.Ordinal);
    private long _minute;

    /// <summary>IAM actions of the calls that this class makes.</summary>
    internal static IReadOnlyList<string> Actions => [TableActions.UpdateItem];

    /// <summary>Counts one change.</summary>
    /// <param name="sub">The person.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Whether it may be written. A table that does not answer is no reason to reject.</returns>
    internal async Task<bool> CountAsync(string sub, CancellationToken cancellationToken)
    {
        if (limit == 0)
        {
            return true;
        }

        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (Interlocked.Exchange(ref _minute, minute) != minute)
        {
            _counts.Clear();
        }

        var count = _counts.GetOrAdd(sub, static _ => new Count());
        if (count.IsOver)
        {
            return false;
        }

        if (Interlocked.Increment(ref count.Here) % _batch != 0)
        {
            return true;
        }

        count.IsOver = await AddAsync(sub, minute, cancellationToken) > limit;
        return !count.IsOver;
    }

    private async Task<long> AddAsync(string sub, long minute, CancellationToken cancellationToken)
    {
        try
        {
            var response = await client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table,
                    Key = Key.Rate(sub, minute).ToAttributes(),
                    UpdateExpression = "ADD #writes :writes SET #expiresAt = :expiresAt",
                    ExpressionAttributeNames = new(StringComparer.Ordinal) { ["#writes"] = "writes", ["#expiresAt"] = "expiresAt" },
                    ExpressionAttributeValues = new(StringComparer.Ordinal)
                    {
                        [":writes"] = ItemMapper.NumberOf(_batch),
                        [":expiresAt"] = ItemMapper.NumberOf((time.GetUtcNow() + Age).ToUnixTimeSeconds()),
                    },
                    ReturnValues = ReturnValue.UPDATED_NEW,
                },
                cancellationToken);
            return response.Attributes["writes"].Number();
        }
        catch (Exception e) when (Retry.IsTransient(e, cancellationToken))
        {
            return 0;
        }
    }

    private sealed class Count
    {
        internal int Here;

        internal volatile bool IsOver;
    }
}
