using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Ranks;
using KanbanAspire.Kanban.Store;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Store;

/// <summary>Long operations, killed half-way and finished by the Scheduler.</summary>
public sealed class StepTests
{
    private const int Cards = 1_000;

    [Theory]
    [InlineData("3")]
    [InlineData(null)]
    public async Task DeleteColumn_KilledHalfWay_EndsComplete(string? moveTo)
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        await FillAsync(table);
        using var client = new DyingClient(table, writes: 5);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.Store(client).Batches.DeleteColumnAsync(
            table.BoardId, "2", moveTo, BoardTable.Ann, null, client.Alive));
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));

        await LaterAsync(table);
        var log = await table.LogAsync();
        Assert.Equal("columnRemoved", log[^1].Kind);
        var closed = log.Single(e => e.Kind == "columnClosed");
        Assert.NotNull(closed.By);
        Assert.All(log.SkipWhile(e => e != closed), e => Assert.Equal(closed.By, e.By));
        var state = log.Aggregate(Kanban.Events.State.Empty, (s, e) => s.Apply(e));
        Assert.All(state.Cards.Values, card => Assert.Equal((moveTo ?? "2", moveTo is null), (card.ColumnId, card.Archived)));
        Assert.Equal(Cards, state.Cards.Count);
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
    }

    [Fact]
    public async Task Rebalance_KilledHalfWay_KeepsTheOrderAndEndsShort()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var first = await table.AddCardAsync();
        await FillAsync(table, Cards / 4);
        var order = await OrderAsync(table);
        var grown = table.Store(table.Client, BoardTable.Unlimited with { RankJitter = static () => new string('V', Rank.RebalanceLength) });
        await grown.Commands.ExecuteAsync(
            table.BoardId, BoardTable.Ann, new CreateCard("AAAAAAAAAAAAAAAAAAAAAA", new Placement("2", first, order[1]), "x"), null, default);
        Assert.DoesNotContain(await table.LogAsync(), e => e.Kind == "columnRekeyed");
        using var client = new DyingClient(table, writes: 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LaterAsync(table, client, client.Alive));
        order.Insert(1, "AAAAAAAAAAAAAAAAAAAAAA");
        Assert.Equal(order, await OrderAsync(table));
        Assert.Contains(await table.LogAsync(), e => e.Kind == "columnRekeyed");

        await LaterAsync(table);
        Assert.Equal(order, await OrderAsync(table));
        var state = (await table.LogAsync()).Aggregate(Kanban.Events.State.Empty, (s, e) => s.Apply(e));
        Assert.Null(state.Columns["2"].Rebalancing);
        Assert.All(state.Cards.Values, card => Assert.InRange(card.Rank.Length, 8, 12));
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
    }

    [Fact]
    public async Task DeleteCard_WithManyTexts_LeavesNothing()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var card = await table.AddCardAsync();
        for (var i = 0; i < 60; i++)
        {
            await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddComment(card, Ids.New(DateTimeOffset.UtcNow), "text", null), null, default);
        }

        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new SetTitle(card, "secret title", 2), null, default);
        await table.Plain.Commands.ExecuteAsync(
            table.BoardId, BoardTable.Ann, new AddChecklist(card, Ids.New(DateTimeOffset.UtcNow), "secret list", ["secret entry"]), null, default);
        var kinds = (await table.LogAsync()).ConvertAll(e => (e.Seq, e.Kind, e.At));
        Assert.Contains("secret", await LogTextAsync(), StringComparison.Ordinal);
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteCard(card), null, default);
        Assert.Equal(61, (await table.ItemsAsync($"CARD#{card}")).Count);
        await LaterAsync(table);
        Assert.Empty(await table.ItemsAsync($"CARD#{card}"));
        Assert.DoesNotContain(await table.ItemsAsync($"BOARD#{table.BoardId}"), item => item["sk"].S.StartsWith("Z#", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", await LogTextAsync(), StringComparison.Ordinal);
        Assert.Equal(kinds, (await table.LogAsync()).ConvertAll(e => (e.Seq, e.Kind, e.At))[..^1]);
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));

        async Task<string> LogTextAsync() => string.Concat((await table.ItemsAsync($"LOG#{table.BoardId}")).Select(item => item["doc"].S));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    public async Task DeleteBoard_KilledAtAnyPoint_LeavesNothing(int writes)
    {
        await using var table = await BoardTable.CreateAsync("A");
        await FillAsync(table, 100);
        var card = await table.AddCardAsync();
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new SetDescription(card, "secret", 0), null, default);
        await table.Plain.Commands.ExecuteAsync(
            table.BoardId, BoardTable.Ann, new Kanban.Members.AddInvite("BBBBBBBBBBBBBBBBBBBBBB", Kanban.Members.Role.Viewer, DateTimeOffset.UtcNow.AddDays(1), false), null, default);
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteBoard(), null, default);
        using var client = new DyingClient(table, writes);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Background.RunAsync(table, client, cancellationToken: client.Alive));
        await LaterAsync(table);
        var left = await table.Client.ScanAsync(new ScanRequest { TableName = table.Names.Kanban, ConsistentRead = true });
        Assert.All(left.Items, item => Assert.StartsWith("COMMAND#", item["pk"].S));
    }

    private static Task<DueReport> LaterAsync(BoardTable table, IAmazonDynamoDB? client = null, CancellationToken cancellationToken = default) =>
        Background.RunAsync(table, client, new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(5)), cancellationToken: cancellationToken);

    // By copies of one transaction's making, because a thousand commands take a while.
    private static async Task FillAsync(BoardTable table, int count = Cards)
    {
        for (var i = 0; i < count; i += 90)
        {
            var batch = Math.Min(90, count - i);
            await table.Plain.Commands.ExecuteAsync(table.BoardId, null, new FillColumn(i, batch), null, default);
        }
    }

    private static async Task<List<string>> OrderAsync(BoardTable table)
    {
        var cards = (await table.Plain.Boards.OpenAsync(table.BoardId, 0, default)).Cards
            .Select(json => System.Text.Json.JsonSerializer.Deserialize(json, KanbanJson.Compact.Card)!).ToList();
        cards.Sort(CardOrder.Compare);
        return cards.ConvertAll(card => card.Id);
    }

    /// <summary>Dies after some writes, as a function does whose time is over.</summary>
    private sealed class DyingClient(BoardTable table, int writes)
        : AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint))
    {
        private readonly CancellationTokenSource _life = new();
        private int _writes;

        public CancellationToken Alive => _life.Token;

        public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(
            TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
        {
            Count();
            return await base.TransactWriteItemsAsync(request, cancellationToken);
        }

        public override async Task<BatchWriteItemResponse> BatchWriteItemAsync(
            BatchWriteItemRequest request, CancellationToken cancellationToken = default)
        {
            Count();
            return await base.BatchWriteItemAsync(request, cancellationToken);
        }

        private void Count()
        {
            if (++_writes > writes)
            {
                _life.Cancel();
                _life.Token.ThrowIfCancellationRequested();
            }
        }
    }
}
