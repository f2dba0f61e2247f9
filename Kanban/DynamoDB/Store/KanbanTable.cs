using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Tables;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// The calls to the table of the boards. Reads are strongly consistent and are repeated where that may help. Each class that uses
/// it declares the actions of what it calls, see <see cref="TableActions"/>.
/// </summary>
/// <param name="client">Client of the table.</param>
/// <param name="names">Name of the table.</param>
internal sealed class KanbanTable(IAmazonDynamoDB client, TableNames names)
{
    private const int MaxBatchKeys = 100;

    /// <summary>Name of the table.</summary>
    internal string Name => names.Kanban;

    /// <summary>Reads an item.</summary>
    /// <returns>The item; null when there is none.</returns>
    internal async Task<Item?> GetAsync(Key key, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = Name, Key = key.ToAttributes(), ConsistentRead = true };
        var response = await Retry.ReadAsync(token => client.GetItemAsync(request, token), cancellationToken);
        return response.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>Reads items by their keys, each of a moment of its own.</summary>
    /// <returns>Those that are there.</returns>
    internal async Task<Dictionary<Key, Item>> BatchGetAsync(IReadOnlyList<Key> keys, CancellationToken cancellationToken)
    {
        var result = new Dictionary<Key, Item>();
        foreach (var chunk in keys.Chunk(MaxBatchKeys))
        {
            var left = chunk.Select(key => key.ToAttributes()).ToList();
            for (var attempt = 0; left is not []; attempt++)
            {
                var request = new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes>(StringComparer.Ordinal)
                {
                    [Name] = new KeysAndAttributes { Keys = left, ConsistentRead = true },
                });
                var response = await Retry.ReadAsync(token => client.BatchGetItemAsync(request, token), cancellationToken);
                foreach (var item in response.Responses?.GetValueOrDefault(Name) ?? [])
                {
                    result[new Key(item["pk"].S, item["sk"].S)] = item;
                }

                left = response.UnprocessedKeys?.GetValueOrDefault(Name)?.Keys ?? [];
                if (left is not [])
                {
                    await Retry.WaitAsync(attempt, cancellationToken);
                }
            }
        }

        return result;
    }

    /// <summary>Reads items as they were at one moment. Once: the caller's loop repeats it.</summary>
    /// <returns>The items in the order of their keys; null for one that is not there.</returns>
    internal async Task<IEnumerable<Item?>> TransactGetAsync(IEnumerable<Key> keys, CancellationToken cancellationToken)
    {
        var gets = keys.Select(key => new TransactGetItem { Get = new Get { TableName = Name, Key = key.ToAttributes() } });
        var response = await client.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = [.. gets] }, cancellationToken);
        return response.Responses.Select(read => read.Item is { Count: > 0 } item ? item : null);
    }

    /// <summary>Writes all or nothing. Once: the caller's loop repeats it.</summary>
    internal Task TransactWriteAsync(List<TransactWriteItem> writes, CancellationToken cancellationToken) =>
        client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = writes }, cancellationToken);

    /// <summary>Reads the items of a partition that are of one kind.</summary>
    internal IAsyncEnumerable<Item> QueryAsync(string pk, StoredKind kind, CancellationToken cancellationToken) =>
        QueryAsync(pk, kind.From, kind.To, cancellationToken);

    /// <summary>
    /// Reads sort key, version and document of the items of a partition whose sort keys lie in a range. What is left out of an item
    /// costs the same to read, but not to send and to parse.
    /// </summary>
    internal IAsyncEnumerable<Item> QueryDocumentsAsync(string pk, (string From, string To) range, CancellationToken cancellationToken) =>
        QueryAsync(pk, range.From, range.To, static request =>
        {
            request.ProjectionExpression = "sk, #version, doc";
            request.ExpressionAttributeNames = new(1, StringComparer.Ordinal) { ["#version"] = "version" };
        }, cancellationToken);

    /// <summary>Reads the items of a partition whose sort keys lie in a range.</summary>
    internal IAsyncEnumerable<Item> QueryAsync(string pk, string from, string to, CancellationToken cancellationToken) =>
        QueryAsync(pk, from, to, static _ => { }, cancellationToken);

    /// <summary>Reads all things of one kind in a partition.</summary>
    internal async Task<List<T>> ListAsync<T>(string pk, StoredPart<T> kind, CancellationToken cancellationToken)
        where T : class
    {
        var result = new List<T>();
        await foreach (var item in QueryAsync(pk, kind, cancellationToken))
        {
            result.Add(kind.Read(item));
        }

        return result;
    }

    /// <summary>Reads the first or last items of a range.</summary>
    internal async Task<IReadOnlyList<Item>> PageAsync(
        string pk, string from, string to, int limit, bool forward, CancellationToken cancellationToken)
    {
        var request = RangeRequest(pk, from, to, null);
        request.Limit = limit;
        request.ScanIndexForward = forward;
        var response = await Retry.ReadAsync(token => client.QueryAsync(request, token), cancellationToken);
        return response.Items ?? [];
    }

    /// <summary>Reads the first items of a kind after one of them.</summary>
    /// <param name="pk">Partition key.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="after">Id of the last item of the page before; null for the first page.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    internal Task<IReadOnlyList<Item>> PageAsync(string pk, StoredKind kind, string? after, int limit, CancellationToken cancellationToken) =>
        PageAsync(pk, after is null ? kind.From : $"{kind.From}{after} ", kind.To, limit, forward: true, cancellationToken);

    private async IAsyncEnumerable<Item> QueryAsync(
        string pk, string from, string to, Action<QueryRequest> prepare, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Item? start = null;
        do
        {
            var request = RangeRequest(pk, from, to, start);
            prepare(request);
            var response = await Retry.ReadAsync(token => client.QueryAsync(request, token), cancellationToken);
            foreach (var item in response.Items ?? [])
            {
                yield return item;
            }

            start = response.LastEvaluatedKey is { Count: > 0 } key ? key : null;
        }
        while (start is not null);
    }

    private QueryRequest RangeRequest(string pk, string from, string to, Item? start) => new()
    {
        TableName = Name,
        ConsistentRead = true,
        KeyConditionExpression = "pk = :pk AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues = new(StringComparer.Ordinal)
        {
            [":pk"] = new AttributeValue { S = pk },
            [":from"] = new AttributeValue { S = from },
            [":to"] = new AttributeValue { S = to },
        },
        ExclusiveStartKey = start,
    };
}
