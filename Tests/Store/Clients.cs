using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Tests.Store;

// Stand between the store and the table. The local emulator is serialisable and answers always; AWS is and does neither.

/// <summary>Lets the first readers decide on one and the same state: none gets an answer before all have asked.</summary>
public sealed class OneStateClient(BoardTable table, int readers)
    : AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint))
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    public override async Task<TransactGetItemsResponse> TransactGetItemsAsync(
        TransactGetItemsRequest request, CancellationToken cancellationToken = default)
    {
        var response = await base.TransactGetItemsAsync(request, cancellationToken);
        if (Interlocked.Increment(ref _waiting) >= readers)
        {
            _all.TrySetResult();
        }

        await _all.Task;
        return response;
    }
}

/// <summary>
/// Serves each item of the last transaction at random from before or after it, as a reader sees it that comes while the
/// transaction is under way; and can leave conditions out of the writes.
/// </summary>
public class TornReadsClient(BoardTable table, int seed)
    : AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint))
{
    private readonly Dictionary<string, (long Seq, Item? Item)> _current = new(StringComparer.Ordinal);
    private readonly Random _random = new(seed);
    private volatile Dictionary<string, Item?> _before = [];
    private long _lastSeq;

    /// <summary>Chance that a read sees anything of the past at all; else nothing would ever get done.</summary>
    public double TornShare { get; init; } = 0.5;

    /// <summary>Changes writes before they are sent: the place for mutants.</summary>
    public Action<TransactWriteItem> Mutate { get; init; } = static _ => { };

    public override async Task<TransactGetItemsResponse> TransactGetItemsAsync(
        TransactGetItemsRequest request, CancellationToken cancellationToken = default)
    {
        var response = await base.TransactGetItemsAsync(request, cancellationToken);
        var before = _before;
        if (Chance() < TornShare)
        {
            for (var i = 0; i < response.Responses.Count; i++)
            {
                if (before.TryGetValue(KeyOf(request.TransactItems[i].Get.Key), out var old) && Chance() < 0.5)
                {
                    response.Responses[i].Item = old ?? [];
                }
            }
        }

        return response;
    }

    public override async Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
    {
        var response = await base.QueryAsync(request, cancellationToken);
        var before = _before;
        response.Items = [.. response.Items.Select(item =>
            before.TryGetValue($"{Pk(item)} {item["sk"].S}", out var old) && old is not null && Chance() < 0.5 ? old : item)];
        return response;

        // A query can leave the partition key out of its items.
        string Pk(Item item) => (request.ExpressionAttributeValues.GetValueOrDefault(":pk") ?? item["pk"]).S;
    }

    public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
    {
        request.TransactItems.ForEach(Mutate);
        await Task.Delay((int)(Chance() * 4), cancellationToken);
        var response = await base.TransactWriteItemsAsync(request, cancellationToken);
        Remember(request.TransactItems);
        return response;
    }

    // Answers of racing transactions come in any order; their seq tells which was first.
    private void Remember(List<TransactWriteItem> writes)
    {
        var seq = long.Parse(writes.First(w => w.Put?.Item["sk"].S == "A" && w.Put.Item.ContainsKey("version")).Put.Item["version"].N);
        lock (_current)
        {
            var before = new Dictionary<string, Item?>(StringComparer.Ordinal);
            foreach (var (key, item) in writes.Where(w => w.Put is not null || w.Delete is not null)
                .Select(w => (KeyOf(w.Put?.Item ?? w.Delete.Key), w.Put?.Item)))
            {
                if (!_current.TryGetValue(key, out var now) || now.Seq < seq)
                {
                    before[key] = now.Item;
                    _current[key] = (seq, item);
                }
            }

            if (seq > _lastSeq)
            {
                (_before, _lastSeq) = (before, seq);
            }
        }
    }

    /// <summary>Leaves the conditions on the version of things away.</summary>
    public static void WithoutVersions(TransactWriteItem write)
    {
        var key = write.Put?.Item ?? write.Delete?.Key;
        if (key is not null && key["pk"].S.StartsWith("BOARD#", StringComparison.Ordinal) && key["sk"].S != "A")
        {
            Uncondition(write);
        }
    }

    /// <summary>Leaves the conditions on the board's seq away.</summary>
    public static void WithoutSeq(TransactWriteItem write)
    {
        if (write.Put is { } put && (put.Item["sk"].S == "A" || put.Item["pk"].S.StartsWith("LOG#", StringComparison.Ordinal)))
        {
            Uncondition(write);
        }
    }

    private static void Uncondition(TransactWriteItem write)
    {
        if (write.Put is { } put)
        {
            (put.ConditionExpression, put.ExpressionAttributeNames, put.ExpressionAttributeValues) = (null, null, null);
        }

        if (write.Delete is { } delete)
        {
            (delete.ConditionExpression, delete.ExpressionAttributeNames, delete.ExpressionAttributeValues) = (null, null, null);
        }
    }

    private double Chance()
    {
        lock (_random)
        {
            return _random.NextDouble();
        }
    }

    private static string KeyOf(Item item) => $"{item["pk"].S} {item["sk"].S}";
}

/// <summary>Fails a share of all calls, before or after they took effect.</summary>
public sealed class FaultyClient(BoardTable table, double share, int seed)
    : AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint))
{
    private readonly Random _random = new(seed);

    public override Task<TransactGetItemsResponse> TransactGetItemsAsync(
        TransactGetItemsRequest request, CancellationToken cancellationToken = default) =>
        FailAsync(() => base.TransactGetItemsAsync(request, cancellationToken));

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        FailAsync(() => base.GetItemAsync(request, cancellationToken));

    public override Task<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        FailAsync(() => base.BatchGetItemAsync(request, cancellationToken));

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        FailAsync(() => base.QueryAsync(request, cancellationToken));

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        FailAsync(() => base.TransactWriteItemsAsync(request, cancellationToken));

    private async Task<T> FailAsync<T>(Func<Task<T>> call)
    {
        double fails, how;
        lock (_random)
        {
            (fails, how) = (_random.NextDouble(), _random.NextDouble());
        }

        if (fails >= share)
        {
            return await call();
        }

        if (how < 0.3)
        {
            await call();
            throw how < 0.15 ? new TaskCanceledException("timed out after it took effect") : Server("InternalServerError");
        }

        throw how switch
        {
            < 0.45 => new TaskCanceledException("timed out before it took effect"),
            < 0.6 => new ProvisionedThroughputExceededException("slow down"),
            < 0.75 => new TransactionCanceledException("conflict")
            {
                CancellationReasons = [new CancellationReason { Code = "TransactionConflict" }],
            },
            < 0.9 => Server("InternalServerError"),
            _ => new AmazonDynamoDBException("throttled", ErrorType.Sender, "ThrottlingException", "1", HttpStatusCode.BadRequest),
        };
    }

    private static AmazonDynamoDBException Server(string code) =>
        new("secret detail", ErrorType.Receiver, code, "1", HttpStatusCode.InternalServerError);
}
