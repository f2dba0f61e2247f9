using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Tests.Store;

public sealed class RaceTests
{
    private const int Racers = 40;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Moves_FortyToOneSpotAtOnce_GetFortyRanks(bool onOneState)
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var ids = new List<string>();
        for (var i = 0; i < Racers; i++)
        {
            ids.Add(await table.AddCardAsync());
        }

        var (low, high) = (await table.AddCardAsync("3"), await table.AddCardAsync("3"));
        await AssertOneOrderAsync(table, onOneState, low, high, ids, id => new MoveCard(id, new Placement("3", low, high)) { From = "2" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Creates_FortyAtOneSpotAtOnce_GetFortyRanks(bool onOneState)
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var (low, high) = (await table.AddCardAsync("3"), await table.AddCardAsync("3"));
        var ids = Enumerable.Range(0, Racers).Select(_ => Ids.New(DateTimeOffset.UtcNow)).ToList();
        await AssertOneOrderAsync(table, onOneState, low, high, ids, id => new CreateCard(id, new Placement("3", low, high), "x"));
    }

    [Fact]
    public async Task Moves_TwentyIntoLimitOfThreeOnOneState_ThreeLand()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeColumn("3", null, null, 3, WipPolicy.Block), null, default);
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await table.AddCardAsync());
        }

        using var client = new OneStateClient(table, 20);
        var store = table.Store(client);
        var outcomes = await Task.WhenAll(ids.Select(id => store.Commands.ExecuteAsync(
            table.BoardId, BoardTable.Ann, new MoveCard(id, new Placement("3")) { From = "2" }, null, default)));
        Assert.Equal(3, outcomes.Count(o => o.Event is not null));
        Assert.Equal(17, outcomes.Count(o => o.Rejection?.Kind == RejectionKind.WipLimit));
        Assert.Empty(await Stored.FindAnomaliesAsync(table, outcomes));
    }

    private static async Task AssertOneOrderAsync(
        BoardTable table, bool onOneState, string low, string high, List<string> ids, Func<string, Command> command)
    {
        using var client = new OneStateClient(table, onOneState ? ids.Count : 1);
        var store = table.Store(client);
        var outcomes = await Task.WhenAll(ids.Select(id => store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, command(id), null, default)));
        Assert.All(outcomes, o => Assert.True(o.Event is not null, o.Rejection?.Detail));

        var cards = await ReadAsync(table);
        Assert.Equal(Racers + 2, cards.Count);
        Assert.Equal(Racers + 2, cards.Select(card => card.Rank).Distinct().Count());
        Assert.Equal((low, high), (cards[0].Id, cards[^1].Id));
        var readers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReadAsync(table)));
        Assert.All(readers, reader => Assert.Equal(cards.Select(c => c.Id), reader.Select(c => c.Id)));
        Assert.Empty(await Stored.FindAnomaliesAsync(table, outcomes));
    }

    private static async Task<List<Card>> ReadAsync(BoardTable table)
    {
        var contents = await table.Plain.Boards.OpenAsync(table.BoardId, 0, default);
        var cards = contents.Cards.Select(json => System.Text.Json.JsonSerializer.Deserialize(json, KanbanJson.Compact.Card)!)
            .Where(card => card.ColumnId == "3").ToList();
        cards.Sort(CardOrder.Compare);
        return cards;
    }
}
