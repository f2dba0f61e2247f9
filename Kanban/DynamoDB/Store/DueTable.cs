using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Tables;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>The calls to the table that only background work makes.</summary>
/// <param name="client">Client of the table.</param>
/// <param name="table">Name of the table.</param>
/// <param name="time">The clock.</param>
internal sealed class DueTable(IAmazonDynamoDB client, string table, TimeProvider time)
{
    private const int MaxBatchWrites = 25;

    // A partition takes 1,000 write units a second: more at once would only be throttled.
    private const int ParallelBatches = 4;

    private const int KeysPerPage = 500;

    /// <summary>IAM actions of the calls to the table.</summary>
    internal static IReadOnlyList<string> Actions =>
        [TableActions.Query, TableActions.UpdateItem, TableActions.DeleteItem, TableActions.BatchWriteItem];

    /// <summary>IAM actions of the calls to the index.</summary>
    internal static IReadOnlyList<string> IndexActions => [TableActions.Query];

    /// <summary>Reads what is due, of all shards at once, oldest first.</summary>
    internal async Task<List<DueItem>> ReadDueAsync(CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ItemMapper.DuePartitions.Select(partition => ReadDueAsync(partition, cancellationToken)));
        return [.. shards.SelectMany(items => items).OrderBy(item => item.DueAt.S, StringComparer.Ordinal)];
    }

    /// <summary>Reads a page of the keys of a partition, strongly consistent.</summary>
    /// <param name="pk">Partition key.</param>
    /// <param name="from">Least sort key.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The first keys, and whether there are no more.</returns>
    internal async Task<(List<Key> Keys, bool IsLast)> KeysAsync(string pk, string from, CancellationToken cancellationToken)
    {
        var request = new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            KeyConditionExpression = "pk = :pk AND sk BETWEEN :from AND :to",
            ProjectionExpression = "sk",
            ExpressionAttributeValues = new(StringComparer.Ordinal)
            {
                [":pk"] = new AttributeValue { S = pk },
                [":from"] = new AttributeValue { S = from },
                [":to"] = new AttributeValue { S = "~" },
            },
            Limit = KeysPerPage,
        };
        var page = await Retry.ReadAsync(token => client.QueryAsync(request, token), cancellationToken);
        return ([.. (page.Items ?? []).Select(item => new Key(pk, item["sk"].S))], page.LastEvaluatedKey is not { Count: > 0 });
    }

    /// <summary>Deletes items, whether they are there or not.</summary>
    internal Task DeleteAsync(IReadOnlyList<Key> keys, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        keys.Chunk(MaxBatchWrites),
        new ParallelOptions { MaxDegreeOfParallelism = ParallelBatches, CancellationToken = cancellationToken },
        async (chunk, cancelled) =>
        {
            var left = chunk.Select(key => new WriteRequest(new DeleteRequest(key.ToAttributes()))).ToList();
            for (var attempt = 0; left is not []; attempt++)
            {
                var request = new BatchWriteItemRequest(new(StringComparer.Ordinal) { [table] = left });
                var response = await Retry.ReadAsync(token => client.BatchWriteItemAsync(request, token), cancelled);
                left = response.UnprocessedItems?.GetValueOrDefault(table) ?? [];
                if (left is not [])
                {
                    await Retry.WaitAsync(attempt, cancelled);
                }
            }
        });

    /// <summary>Deletes an item if it was not written since it was read.</summary>
    internal Task<bool> DeleteAsync(Key key, AttributeValue version, CancellationToken cancellationToken)
    {
        var delete = new DeleteItemRequest
        {
            TableName = table,
            Key = key.ToAttributes(),
            ConditionExpression = "#version = :version",
            ExpressionAttributeNames = new(StringComparer.Ordinal) { ["#version"] = "version" },
            ExpressionAttributeValues = new(StringComparer.Ordinal) { [":version"] = version },
        };
        return TryAsync(token => client.DeleteItemAsync(delete, token), cancellationToken);
    }

    /// <summary>Replaces the document of an item if no other run has replaced it since it was read.</summary>
    /// <returns>False when another one was faster, or the item is gone.</returns>
    internal Task<bool> ReplaceDocAsync(Key key, Item read, string json, CancellationToken cancellationToken)
    {
        var revision = read.GetValueOrDefault("revision");
        var update = Update(key, "SET doc = :doc, revision = :next", new(StringComparer.Ordinal)
        {
            [":doc"] = new AttributeValue { S = json },
            [":next"] = ItemMapper.NumberOf((revision?.Number() ?? 0) + 1),
        });
        update.ConditionExpression = "attribute_exists(pk) AND attribute_not_exists(revision)";
        if (revision is not null)
        {
            update.ConditionExpression = "revision = :was";
            update.ExpressionAttributeValues[":was"] = revision;
        }

        return TryAsync(token => client.UpdateItemAsync(update, token), cancellationToken);
    }

    /// <summary>
    /// Makes an item due later. Its document and version stay; an item that was written meanwhile stays as it was written.
    /// </summary>
    /// <param name="item">The entry of the index.</param>
    /// <param name="read">The item; null to change only its time.</param>
    /// <param name="reason">Why it cannot go on now; null when it can.</param>
    /// <param name="dueAt">When it is to be tried again.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>False when somebody else has written the item.</returns>
    internal Task<bool> PostponeAsync(
        DueItem item, Item? read, string? reason, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        // The shard as well: items of before there were shards move to theirs.
        var update = Update(item.Key, "SET due = :due, dueAt = :later", new(StringComparer.Ordinal)
        {
            [":due"] = new AttributeValue { S = ItemMapper.DueShard(item.Key.Pk) },
            [":later"] = new AttributeValue { S = ItemMapper.TimeText(dueAt) },
            [":was"] = item.DueAt,
        });
        update.ConditionExpression = "dueAt = :was";
        if (reason is null)
        {
            update.UpdateExpression += " REMOVE stuck, tries";
        }
        else
        {
            update.UpdateExpression += ", stuck = :reason, tries = :tries";
            update.ExpressionAttributeValues[":reason"] = new AttributeValue { S = reason };
            update.ExpressionAttributeValues[":tries"] = ItemMapper.NumberOf(Tries(read) + 1);
        }

        return TryAsync(token => client.UpdateItemAsync(update, token), cancellationToken);
    }

    /// <summary>Gets the number of times an item was postponed since it was last written.</summary>
    internal static long Tries(Item? read) => read?.GetValueOrDefault("tries")?.Number() ?? 0;

    /// <summary>Gets the reason why an item was last postponed; null when it was not.</summary>
    internal static string? StuckReason(Item? read) => read?.GetValueOrDefault("stuck")?.S;

    private async Task<List<DueItem>> ReadDueAsync(string partition, CancellationToken cancellationToken)
    {
        var result = new List<DueItem>();
        var request = new QueryRequest
        {
            TableName = table,
            IndexName = "DUE",
            KeyConditionExpression = "due = :due AND dueAt <= :now",
            ExpressionAttributeValues = new(StringComparer.Ordinal)
            {
                [":due"] = new AttributeValue { S = partition },
                [":now"] = new AttributeValue { S = ItemMapper.TimeText(time.GetUtcNow()) },
            },
        };
        do
        {
            var page = await Retry.ReadAsync(token => client.QueryAsync(request, token), cancellationToken);
            result.AddRange((page.Items ?? []).Select(item => new DueItem(new Key(item["pk"].S, item["sk"].S), item["dueAt"])));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        return result;
    }

    private UpdateItemRequest Update(Key key, string expression, Item values) => new()
    {
        TableName = table,
        Key = key.ToAttributes(),
        UpdateExpression = expression,
        ExpressionAttributeValues = values,
    };

    private static async Task<bool> TryAsync<T>(Func<CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        try
        {
            await Retry.ReadAsync(write, cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            // Another run was faster, or the item has changed; after a lost answer also this very write.
            return false;
        }
    }
}
