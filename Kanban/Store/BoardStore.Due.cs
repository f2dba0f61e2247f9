using Amazon.DynamoDBv2.Model;

namespace KanbanAspire.Kanban.Store;

public sealed partial class BoardStore
{
    private const int MaxBatchWrites = 25;
    private const string BoardPrefix = "BOARD#";

    /// <summary>
    /// Does what is due: makes recurring cards, goes on with what a request left unfinished, removes what was deleted. Repeating
    /// it, or doing it twice at once, is safe. One failure does not keep the rest from being done.
    /// </summary>
    /// <param name="cancellationToken">Ends the work; what is left is due again the next time.</param>
    /// <returns>What was done, and what failed.</returns>
    public async Task<DueReport> RunDueAsync(CancellationToken cancellationToken)
    {
        var report = new DueReport();
        Dictionary<string, AttributeValue>? start = null;
        do
        {
            var request = DueRequest(start);
            var page = await Retry.ReadAsync(token => client.QueryAsync(request, token), cancellationToken);
            foreach (var item in page.Items ?? [])
            {
                try
                {
                    await RunAsync(item["pk"].S[BoardPrefix.Length..], item["sk"].S, item["dueAt"], report, cancellationToken);
                }
                catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
                {
                    report.Failures.Add(e);
                }
            }

            start = page.LastEvaluatedKey is { Count: > 0 } key ? key : null;
        }
        while (start is not null);

        return report;
    }

    private QueryRequest DueRequest(Dictionary<string, AttributeValue>? start) => new()
    {
        TableName = _table,
        IndexName = "DUE",
        KeyConditionExpression = "due = :due AND dueAt <= :now",
        ExpressionAttributeValues = new(StringComparer.Ordinal)
        {
            [":due"] = new AttributeValue { S = Doc.DuePartition },
            [":now"] = new AttributeValue { S = Doc.TimeText(time.GetUtcNow()) },
        },
        ExclusiveStartKey = start,
    };

    private async Task RunAsync(
        string boardId, string sk, AttributeValue dueAt, DueReport report, CancellationToken cancellationToken)
    {
        switch (sk[0])
        {
            case 'A':
                await RemoveBoardAsync(boardId, cancellationToken);
                break;
            case 'B':
                await EmptyColumnAsync(boardId, sk[2..], cancellationToken);
                await RekeyAsync(boardId, sk[2..], cancellationToken);
                break;
            case 'E':
                await InsertAsync(boardId, sk[2..], dueAt, report, cancellationToken);
                break;
            default:
                await RedactAsync(boardId, sk[2..], cancellationToken);
                await RemovePartitionAsync(Key.Description(sk[2..]).Pk, cancellationToken);
                await DeleteAsync([new Key(BoardPrefix + boardId, sk)], cancellationToken);
                break;
        }
    }

    // Texts first, then what leads to them, the board last: killed half-way, the next run finds what is left.
    private async Task RemoveBoardAsync(string boardId, CancellationToken cancellationToken)
    {
        if (await GetAsync(Key.Board(boardId), cancellationToken) is not { } board
            || !board.Read(KanbanJson.Compact.Board).Info.Deleted)
        {
            return;
        }

        await foreach (var item in QueryAsync(BoardPrefix + boardId, "A#", "~", cancellationToken))
        {
            var sk = item["sk"].S;
            await RemoveWithAsync(boardId, sk, cancellationToken);
            await DeleteAsync([new Key(BoardPrefix + boardId, sk)], cancellationToken);
        }

        await RemovePartitionAsync(Key.Event(boardId, 0).Pk, cancellationToken);
        await DeleteAsync([Key.Board(boardId)], cancellationToken);
    }

    private Task RemoveWithAsync(string boardId, string sk, CancellationToken cancellationToken) => sk[0] switch
    {
        'C' => DeleteAsync([Key.MyBoard(sk[2..], boardId)], cancellationToken),
        'D' or 'X' or 'Z' => RemovePartitionAsync(Key.Description(sk[2..]).Pk, cancellationToken),
        'I' => DeleteAsync([Key.InviteLink(sk[2..])], cancellationToken),
        _ => Task.CompletedTask,
    };

    // The log of a board keeps that something was done to a card that is gone for good, and where it was; not what it said.
    // The order does not matter, and doing it twice is the same: the numbers that lead from event to event stay.
    private async Task RedactAsync(string boardId, string cardId, CancellationToken cancellationToken)
    {
        if (await GetAsync(Key.Trash(boardId, cardId), cancellationToken) is not { } trash)
        {
            return;
        }

        for (var seq = trash.Read(KanbanJson.Compact.Int64); await GetAsync(Key.Event(boardId, seq), cancellationToken) is { } item;)
        {
            var e = item.Event();
            if (e.Cards?.FirstOrDefault(change => change.Id == cardId) is not { } change)
            {
                return;
            }

            item["doc"] = Doc.OfEvent(boardId, e.Redact(cardId))["doc"];
            var put = new PutItemRequest(_table, item) { ConditionExpression = "attribute_exists(pk)" };
            await Retry.ReadAsync(token => client.PutItemAsync(put, token), cancellationToken);
            seq = change.Before?.Version ?? 0;
        }
    }

    private async Task RemovePartitionAsync(string pk, CancellationToken cancellationToken)
    {
        var keys = new List<Key>();
        await foreach (var item in QueryAsync(pk, " ", "~", cancellationToken))
        {
            keys.Add(new Key(pk, item["sk"].S));
        }

        await DeleteAsync(keys, cancellationToken);
    }

    private async Task DeleteAsync(IReadOnlyList<Key> keys, CancellationToken cancellationToken)
    {
        foreach (var chunk in keys.Chunk(MaxBatchWrites))
        {
            var left = chunk.Select(key => new WriteRequest(new DeleteRequest(key.ToAttributes()))).ToList();
            for (var attempt = 0; left is not []; attempt++)
            {
                var request = new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>>(StringComparer.Ordinal)
                {
                    [_table] = left,
                });
                var response = await Retry.ReadAsync(token => client.BatchWriteItemAsync(request, token), cancellationToken);
                left = response.UnprocessedItems?.GetValueOrDefault(_table) ?? [];
                if (left is not [])
                {
                    await Retry.WaitAsync(attempt, cancellationToken);
                }
            }
        }
    }
}

/// <summary>What a run of due work came to.</summary>
public sealed class DueReport
{
    /// <summary>Recurring cards made.</summary>
    public int Inserted { get; internal set; }

    /// <summary>Occurrences that made no card: the column is full or gone, or an outage swallowed them.</summary>
    public int Skipped { get; internal set; }

    /// <summary>How late the latest of them was.</summary>
    public TimeSpan MaxLag { get; internal set; }

    /// <summary>What failed; it is due again the next time.</summary>
    public List<Exception> Failures { get; } = [];
}
