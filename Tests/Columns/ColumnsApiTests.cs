using System.Net;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;

namespace KanbanAspire.Tests.Columns;

public sealed class ColumnsApiTests : IAsyncLifetime
{
    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private string _board = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        _ann = new BoardsClient(_api.ClientOf("ann"));
        _board = await _ann.CreateBoardAsync("A", "B", "C");
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Columns_AddRenameMove_AreOrderedByRank()
    {
        await _ann.PostAsync($"{_board}/columns", new { name = "D" });
        await _ann.PostAsync($"{_board}/columns", new { name = "E", after = "2", before = "3" });
        await _ann.PostAsync($"{_board}/columns/4/move", new { before = "2" });
        await _ann.SendAsync("PATCH", $"{_board}/columns/3", new { name = "b", colour = "red", wipLimit = 5, wipPolicy = "block" });
        Assert.Equal("CAEbD", await NamesAsync());
        var b = (await _ann.GetAsync(_board)).Body!["columns"]!.AsArray().Single(c => c!["id"]!.GetValue<string>() == "3")!;
        Assert.Equal((5, "block", "red"), (b["wipLimit"]!.GetValue<int>(), b["wipPolicy"]!.GetValue<string>(), b["colour"]!.GetValue<string>()));
        await _ann.SendAsync("PATCH", $"{_board}/columns/3", new { wipLimit = 0 });
        var free = (await _ann.GetAsync(_board)).Body!["columns"]!.AsArray().Single(c => c!["id"]!.GetValue<string>() == "3")!;
        Assert.Null(free["wipLimit"]);
    }

    [Fact]
    public async Task Columns_Deleted_MoveOrArchiveTheirCards()
    {
        var a = await _ann.CreateCardAsync(_board, "2", "a");
        await _ann.CreateCardAsync(_board, "2", "b");
        var moved = await _ann.SendAsync("DELETE", $"{_board}/columns/2?moveTo=3");
        Assert.Equal((HttpStatusCode.OK, "columnRemoved"), (moved.Status, moved.Body!["kind"]!.GetValue<string>()));
        var now = (await _ann.GetAsync(_board)).Body!;
        Assert.All(now["cards"]!.AsArray(), card => Assert.Equal("3", card!["columnId"]!.GetValue<string>()));
        Assert.Equal("BC", await NamesAsync());

        await _ann.SendAsync("DELETE", $"{_board}/columns/3");
        Assert.Equal(2, (await _ann.GetAsync($"{_board}/archive")).Body!["cards"]!.AsArray().Count);
        Assert.Equal("column-gone", (await _ann.PostAsync($"{_board}/cards/{a}/restore")).Problem);
        Assert.Equal("column-gone", (await _ann.PostAsync($"{_board}/cards/{a}/restore", new { columnId = "3" })).Problem);
        Assert.Equal(HttpStatusCode.OK, (await _ann.PostAsync($"{_board}/cards/{a}/restore", new { columnId = "4" })).Status);
        Assert.Equal("not-found", (await _ann.SendAsync("DELETE", $"{_board}/columns/4?moveTo=4")).Problem);
    }

    /// <summary>More cards than one step takes; one of them was changed since and stays where it is.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("?moveTo=3")]
    public async Task Columns_DeletedAndUndone_AreBackWithTheirCards(string moveTo)
    {
        var ids = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            ids.Add(await _ann.CreateCardAsync(_board, "2", $"{i}"));
        }

        var before = (await _ann.GetAsync(_board)).Body!["cards"]!.AsArray().OrderBy(card => (string)card!["rank"]!, StringComparer.Ordinal)
            .Select(card => (string)card!["id"]!).ToList();
        Assert.Equal(ids, before);
        var deleted = await _ann.SendAsync("DELETE", $"{_board}/columns/2{moveTo}");
        Assert.Equal("columnRemoved", deleted.Body!["kind"]!.GetValue<string>());
        await (moveTo.Length == 0
            ? _ann.PostAsync($"{_board}/cards/{ids[50]}/restore", new { columnId = "4" })
            : _ann.PostAsync($"{_board}/cards/{ids[50]}/move", new { columnId = "4" }));

        var undone = await _ann.PostAsync($"{_board}/events/{deleted.Seq}/undo");

        Assert.True(undone.Status == HttpStatusCode.OK, undone.Body?.ToJsonString());
        var now = (await _ann.GetAsync(_board)).Body!;
        var column = now["columns"]!.AsArray().Single(c => (string)c!["id"]! == "2")!;
        Assert.Equal(("A", null, 99), ((string?)column["name"], column["closing"], (int)column["count"]!));
        var back = now["cards"]!.AsArray().Where(card => (string)card!["columnId"]! == "2")
            .OrderBy(card => (string)card!["rank"]!, StringComparer.Ordinal).Select(card => (string)card!["id"]!);
        Assert.Equal(ids.Except([ids[50]]), back);
        Assert.Equal("4", (string)now["cards"]!.AsArray().Single(card => (string)card!["id"]! == ids[50])!["columnId"]!);
        Assert.Equal("undo-conflict", (await _ann.PostAsync($"{_board}/events/{deleted.Seq}/undo")).Problem);
    }

    [Fact]
    public async Task Columns_WipLimitBlock_HoldsForTwentyMovesAtOnce()
    {
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await _ann.CreateCardAsync(_board, "2", $"{i}"));
        }

        await _ann.SendAsync("PATCH", $"{_board}/columns/3", new { wipLimit = 3, wipPolicy = "block" });
        var answers = await Task.WhenAll(ids.Select(id => _ann.PostAsync($"{_board}/cards/{id}/move", new { columnId = "3", from = "2" })));
        Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Equal(17, answers.Count(a => a is { Problem: "wip-limit", Status: HttpStatusCode.Conflict } && a.Body!["limit"]!.GetValue<int>() == 3));
        var column = (await _ann.GetAsync(_board)).Body!["columns"]!.AsArray().Single(c => c!["id"]!.GetValue<string>() == "3")!;
        Assert.Equal(3, column["count"]!.GetValue<int>());
        Assert.Equal("wip-limit", (await _ann.PostAsync($"{_board}/cards", new { columnId = "3", title = "x" })).Problem);

        await _ann.SendAsync("PATCH", $"{_board}/columns/3", new { wipPolicy = "warn" });
        Assert.Equal(HttpStatusCode.Created, (await _ann.PostAsync($"{_board}/cards", new { columnId = "3", title = "x" })).Status);
    }

    [Fact]
    public async Task Columns_TooMany_TellTheLimit()
    {
        var board = await _ann.CreateBoardAsync([.. Enumerable.Range(0, 50).Select(i => $"{i}")]);
        var rejected = await _ann.PostAsync($"{board}/columns", new { name = "x" });
        Assert.Equal(("limit-reached", 50), (rejected.Problem, rejected.Body!["limit"]!.GetValue<int>()));
    }

    private async Task<string> NamesAsync() => string.Concat((await _ann.GetAsync(_board)).Body!["columns"]!.AsArray()
        .OrderBy(column => column!["rank"]!.GetValue<string>(), StringComparer.Ordinal)
        .Select(column => column!["name"]!.GetValue<string>()));
}
