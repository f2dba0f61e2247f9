using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Members;
using Microsoft.Extensions.Logging;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

public sealed partial class BoardStore
{
    private int MaxAttempts => options.MaxAttempts;

    private ILogger Logger => options.Logger;

    /// <summary>Reads an item, strongly consistent.</summary>
    internal async Task<Item?> GetAsync(Key key, CancellationToken cancellationToken)
    {
        var response = await Retry.ReadAsync(
            token => client.GetItemAsync(new GetItemRequest { TableName = _table, Key = key.ToAttributes(), ConsistentRead = true }, token),
            cancellationToken);
        return response.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>Reads the items of a partition whose sort keys lie in a range, strongly consistent.</summary>
    internal async IAsyncEnumerable<Item> QueryAsync(
        string pk, string from, string to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Item? start = null;
        do
        {
            var request = RangeRequest(pk, from, to, start);
            var response = await Retry.ReadAsync(token => client.QueryAsync(request, token), cancellationToken);
            foreach (var item in response.Items ?? [])
            {
                yield return item;
            }

            start = response.LastEvaluatedKey is { Count: > 0 } key ? key : null;
        }
        while (start is not null);
    }

    /// <summary>Reads one page of such a range.</summary>
    internal async Task<IReadOnlyList<Item>> QueryPageAsync(
        string pk, string from, string to, int limit, bool forward, CancellationToken cancellationToken)
    {
        var request = RangeRequest(pk, from, to, null);
        request.Limit = limit;
        request.ScanIndexForward = forward;
        var response = await Retry.ReadAsync(token => client.QueryAsync(request, token), cancellationToken);
        return response.Items ?? [];
    }

    internal Task<TransactWriteItemsResponse> WriteAsync(List<TransactWriteItem> writes, CancellationToken cancellationToken) =>
        client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = writes }, cancellationToken);

    internal async Task<List<Member>> MembersAsync(string boardId, CancellationToken cancellationToken)
    {
        var result = new List<Member>();
        await foreach (var item in QueryAsync(Key.Board(boardId).Pk, "C#", "C#~", cancellationToken))
        {
            result.Add(item.Read(KanbanJson.Compact.Member));
        }

        return result;
    }

    /// <summary>Reads the open cards of a column in order, none older than the cursor.</summary>
    internal async Task<List<Card>> ColumnCardsAsync(string boardId, string columnId, long cursor, CancellationToken cancellationToken)
    {
        var contents = await ContentsAsync(boardId, "D#", "D#~", cursor, cancellationToken);
        var cards = contents.Cards.Select(json => JsonSerializer.Deserialize(json, KanbanJson.Compact.Card)!)
            .Where(card => card.ColumnId == columnId).ToList();
        cards.Sort(CardOrder.Compare);
        return cards;
    }

    private async Task<Outcome?> FindOutcomeAsync(string boardId, long seq, CancellationToken cancellationToken) =>
        await GetAsync(Key.Event(boardId, seq), cancellationToken) is { } item ? Outcome.Of(item) : null;

    private QueryRequest RangeRequest(string pk, string from, string to, Item? start) => new()
    {
        TableName = _table,
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
