using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Bench.Background;

/// <summary>Makes the boards to be measured, past the slow client.</summary>
internal sealed class Boards(AmazonDynamoDBClient client, string table, BoardServices services)
{
    private const int AtOnce = 16;

    // Far above the numbers that the board itself has used.
    private const int FirstEvent = 1_000_000;
    private static readonly Actor Ann = new("ann", "Ann");

    /// <summary>Makes boards with rules of one schedule each.</summary>
    public Task AddWithRulesAsync(int boards, int rulesOfEach, Func<int, Schedule> schedule, DateTimeOffset now) =>
        Parallel.ForEachAsync(Enumerable.Range(0, boards), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var boardId = await AddAsync(now);
            for (var rule = 0; rule < rulesOfEach; rule++)
            {
                await DoAsync(boardId, new AddRule(new Rule(Ids.New(now), schedule(i), new CardTemplate("2", "Water the plants"), 0)));
            }
        });

    /// <summary>Makes a board with archived cards, every tenth of them with five comments, and a log, and deletes it.</summary>
    public async Task<string> AddDeletedAsync(int cards, int events, DateTimeOffset now)
    {
        var boardId = await AddAsync(now);
        var ids = Enumerable.Range(0, cards).Select(card => Ids.Derive($"card {card}", now)).ToList();
        await PutAsync(ids.Select(id => Item($"BOARD#{boardId}", $"X#{id}")));
        await PutAsync(ids.Where((_, card) => card % 10 == 0).SelectMany(id => Enumerable.Range(0, 5)
            .Select(comment => Item($"CARD#{id}", string.Create(CultureInfo.InvariantCulture, $"COMMENT#{comment}")))));
        await PutAsync(Enumerable.Range(FirstEvent, events).Select(seq => Item($"LOG#{boardId}", seq.ToString("D12", CultureInfo.InvariantCulture))));
        await DoAsync(boardId, new DeleteBoard());
        return boardId;
    }

    /// <summary>Tells whether the board is still there, and how many events: they are deleted in their order.</summary>
    public async Task<(bool Board, int Events)> LeftAsync(string boardId, int events)
    {
        var board = await FirstAsync($"BOARD#{boardId}");
        var log = await FirstAsync($"LOG#{boardId}");
        var deleted = log is null ? events : Math.Max(0, int.Parse(log, CultureInfo.InvariantCulture) - FirstEvent);
        return (board is not null, events - deleted);
    }

    private async Task<string?> FirstAsync(string pk)
    {
        var page = await client.QueryAsync(new QueryRequest
        {
            TableName = table,
            Limit = 1,
            ConsistentRead = true,
            KeyConditionExpression = "pk = :pk",
            ExpressionAttributeValues = new(StringComparer.Ordinal) { [":pk"] = new AttributeValue(pk) },
        });
        return page.Items is [var first, ..] ? first["sk"].S : null;
    }

    private async Task<string> AddAsync(DateTimeOffset now)
    {
        var boardId = Ids.New(now);
        await DoAsync(boardId, new CreateBoard(boardId, new BoardInfo("Bench"), ["To do"]));
        return boardId;
    }

    private async Task DoAsync(string boardId, Command command)
    {
        var outcome = await services.Commands.ExecuteAsync(boardId, Ann, command, null, default);
        if (outcome.Event is null)
        {
            throw new InvalidOperationException(outcome.Rejection?.Detail);
        }
    }

    private Task PutAsync(IEnumerable<Dictionary<string, AttributeValue>> items) => Parallel.ForEachAsync(
        items.Chunk(25), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (chunk, cancellationToken) =>
        {
            var writes = chunk.Select(item => new WriteRequest(new PutRequest(item))).ToList();
            await client.BatchWriteItemAsync(new BatchWriteItemRequest(new() { [table] = writes }), cancellationToken);
        });

    private static Dictionary<string, AttributeValue> Item(string pk, string sk) => new(StringComparer.Ordinal)
    {
        ["pk"] = new AttributeValue(pk),
        ["sk"] = new AttributeValue(sk),
        ["version"] = new AttributeValue { N = "1" },
        ["doc"] = new AttributeValue(new string('x', 600)),
    };
}
