using System.Net;
using System.Text.Json.Nodes;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;

namespace KanbanAspire.Tests.Events;

public sealed class EventsApiTests : IAsyncLifetime
{
    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private BoardsClient _ben = null!;
    private string _board = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        (_ann, _ben) = (new BoardsClient(_api.ClientOf("ann")), new BoardsClient(_api.ClientOf("ben")));
        _board = await _ann.CreateBoardAsync("A", "B");
        await _ann.JoinAsync(_board, _ben, "editor");
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Events_AfterCursor_AreAllInOrder()
    {
        for (var i = 0; i < 5; i++)
        {
            await _ann.CreateCardAsync(_board, "2");
        }

        var page = (await _ann.GetAsync($"{_board}/events?after=3")).Body!;
        Assert.Equal([4L, 5, 6, 7, 8], page["events"]!.AsArray().Select(e => e!["seq"]!.GetValue<long>()));
        Assert.Equal((8, false), (page["seq"]!.GetValue<long>(), page["more"]!.GetValue<bool>()));
        Assert.Empty((await _ann.GetAsync($"{_board}/events?after=8")).Body!["events"]!.AsArray());
    }

    [Theory]
    [InlineData("events?after=x")]
    [InlineData("events?after=99999999999999999999")]
    [InlineData("events?after=1&after=2")]
    [InlineData("activity?before=x")]
    public async Task Events_CursorThatIsNone_IsToldAsAProblem(string query) =>
        Assert.Equal("bad-request", (await _ann.GetAsync($"{_board}/{query}")).Problem);

    [Fact]
    public async Task Events_LargerThanAPage_SayThereIsMore()
    {
        var text = new string('가', 200);
        for (var i = 0; i < 450; i++)
        {
            await _ann.PostAsync($"{_board}/cards", new { columnId = "2", title = text });
        }

        long after = 0;
        var pages = 0;
        for (var more = true; more; pages++)
        {
            var page = (await _ann.GetAsync($"{_board}/events?after={after}")).Body!;
            Assert.InRange(page["events"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Length, 1, 256 * 1024);
            Assert.Equal(after + 1, page["events"]![0]!["seq"]!.GetValue<long>());
            after = page["events"]!.AsArray()[^1]!["seq"]!.GetValue<long>();
            more = page["more"]!.GetValue<bool>();
        }

        Assert.Equal(453, after);
        Assert.InRange(pages, 2, 4);
    }

    [Fact]
    public async Task Undo_Move_GoesBackBetweenFormerNeighbours()
    {
        var a = await _ann.CreateCardAsync(_board, "2", "a");
        var b = await _ann.CreateCardAsync(_board, "2", "b");
        var c = await _ann.CreateCardAsync(_board, "2", "c");
        var moved = await _ann.PostAsync($"{_board}/cards/{b}/move", new { columnId = "3" });
        var undone = await _ann.PostAsync($"{_board}/events/{moved.Seq}/undo");
        Assert.Equal((HttpStatusCode.OK, moved.Seq), (undone.Status, undone.Body!["undoes"]!.GetValue<long>()));
        Assert.Equal([a, b, c], await OrderAsync("2"));
        var redone = await _ann.PostAsync($"{_board}/events/{undone.Seq}/undo");
        Assert.Equal(HttpStatusCode.OK, redone.Status);
        Assert.Equal([b], await OrderAsync("3"));
    }

    [Fact]
    public async Task Undo_OthersChangedTheSame_IsRefusedWithWhatChanged()
    {
        var card = $"{_board}/cards/{await _ann.CreateCardAsync(_board, "2", "a")}";
        var set = await _ann.SendAsync("PATCH", card, new { due = "2027-01-01", priority = "low" });
        await _ben.SendAsync("PATCH", card, new { priority = "high" });
        var rejected = await _ann.PostAsync($"{_board}/events/{set.Seq}/undo");
        Assert.Equal((HttpStatusCode.Conflict, "undo-conflict", "[\"priority\"]"), (rejected.Status, rejected.Problem, rejected.Body!["changed"]!.ToJsonString()));
        Assert.Equal("forbidden", (await _ben.PostAsync($"{_board}/events/{set.Seq}/undo")).Problem);

        var due = await _ann.SendAsync("PATCH", card, new { due = "2027-02-02" });
        await _ben.SendAsync("PATCH", card, new { estimate = 3 });
        Assert.Equal(HttpStatusCode.OK, (await _ann.PostAsync($"{_board}/events/{due.Seq}/undo")).Status);
        var now = (await _ann.GetAsync(card)).Body!["card"]!;
        Assert.Equal(("2027-01-01", 3), (now["due"]!.GetValue<string>(), now["estimate"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Undo_CreateAfterAMoveElsewhere_ArchivesFromThere()
    {
        var created = await _ann.PostAsync($"{_board}/cards", new { columnId = "2", title = "a" });
        await _ann.PostAsync($"{created.Location}/move", new { columnId = "3" });
        var undone = await _ann.PostAsync($"{_board}/events/{created.Seq}/undo");
        Assert.Equal(HttpStatusCode.OK, undone.Status);
        Assert.True(undone.Card!["archived"]!.GetValue<bool>());
        Assert.Empty(await OrderAsync("3"));
        Assert.Equal(HttpStatusCode.OK, (await _ann.PostAsync($"{_board}/events/{undone.Seq}/undo")).Status);
        Assert.Single(await OrderAsync("3"));
    }

    [Fact]
    public async Task Undo_CreateAndRedo_ArchivesAndBringsBack()
    {
        var created = await _ann.PostAsync($"{_board}/cards", new { columnId = "2", title = "a", description = "text" });
        var undone = await _ann.PostAsync($"{_board}/events/{created.Seq}/undo");
        Assert.True(undone.Card!["archived"]!.GetValue<bool>());
        Assert.Empty(await OrderAsync("2"));
        Assert.Equal(HttpStatusCode.OK, (await _ann.PostAsync($"{_board}/events/{undone.Seq}/undo")).Status);
        Assert.Equal("text", (await _ann.GetAsync(created.Location!)).Body!["description"]!["text"]!.GetValue<string>());
        Assert.Single(await OrderAsync("2"));
    }

    [Fact]
    public async Task Undo_EachKind_RestoresWhatWas()
    {
        var card = $"{_board}/cards/{await _ann.CreateCardAsync(_board, "2", "a")}";
        await _ann.PostAsync($"{_board}/labels", new { name = "L", colour = "red" });
        var label = "5";
        var list = (await _ann.PostAsync($"{card}/checklists", new { title = "S", entries = new[] { "x" } })).Location!;
        await _ann.SendAsync("PUT", $"{card}/description", new { text = "one" }, ifMatch: "\"0\"");
        var before = await SnapshotAsync(card);
        Func<Task<Answer>>[] actions =
        [
            () => _ann.SendAsync("PATCH", _board, new { name = "Other" }),
            () => _ann.PostAsync($"{_board}/labels", new { name = "M", colour = "blue" }),
            () => _ann.SendAsync("PATCH", $"{_board}/labels/{label}", new { name = "N" }),
            () => _ann.PostAsync($"{_board}/columns", new { name = "C" }),
            () => _ann.SendAsync("PATCH", $"{_board}/columns/2", new { name = "AA" }),
            () => _ann.PostAsync($"{_board}/columns/2/move"),
            () => _ann.PostAsync($"{card}/archive"),
            () => _ann.SendAsync("PUT", $"{card}/labels/{label}"),
            () => _ann.SendAsync("PUT", $"{card}/assignees/1"),
            () => _ann.PostAsync($"{card}/checklists", new { title = "T" }),
            () => _ann.PostAsync($"{list}/entries", new { text = "y" }),
            () => _ann.SendAsync("DELETE", list),
            async () => await _ann.SendAsync("PUT", $"{card}/title", new { title = "b" }, ifMatch: (await _ann.GetAsync($"{card}/title")).ETag),
            async () => await _ann.SendAsync("PUT", $"{card}/description", new { text = "two" }, ifMatch: (await _ann.GetAsync($"{card}/description")).ETag),
            () => _ann.SendAsync("DELETE", $"{_board}/labels/{label}"),
        ];
        foreach (var action in actions)
        {
            var done = await action();
            Assert.True((int)done.Status < 300, done.Body?.ToJsonString());
            Assert.NotEqual(before, await SnapshotAsync(card));
            var undone = await _ann.PostAsync($"{_board}/events/{done.Seq}/undo");
            Assert.True(undone.Status == HttpStatusCode.OK, $"{done.Body?["kind"]} {undone.Body?.ToJsonString()}");
            Assert.Equal(before, await SnapshotAsync(card));
        }
    }

    [Fact]
    public async Task Undo_OfAnOwnersAct_TakesAnOwner()
    {
        await _ann.SendAsync("PATCH", $"{_board}/members/4", new { role = "owner" });
        var renamed = await _ben.SendAsync("PATCH", _board, new { name = "Ben's" });
        await _ann.SendAsync("PATCH", $"{_board}/members/4", new { role = "editor" });
        Assert.Equal("forbidden", (await _ben.PostAsync($"{_board}/events/{renamed.Seq}/undo")).Problem);
        Assert.Equal("Ben's", (await _ann.GetAsync(_board)).Body!["board"]!["info"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Undo_OfARemoval_MeetsTheLimits()
    {
        var card = $"{_board}/cards/{await _ann.CreateCardAsync(_board, "2")}";
        var lists = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            lists.Add((await _ann.PostAsync($"{card}/checklists", new { title = "x" })).Location!);
        }

        var list = await _ann.SendAsync("DELETE", lists[0]);
        await _ann.PostAsync($"{card}/checklists", new { title = "one more" });
        Assert.Equal("limit-reached", (await _ann.PostAsync($"{_board}/events/{list.Seq}/undo")).Problem);

        for (var i = 0; i < 50; i++)
        {
            await _ann.PostAsync($"{_board}/labels", new { name = "x", colour = "red" });
        }

        var label = await _ann.SendAsync("DELETE", $"{_board}/labels/5");
        await _ann.PostAsync($"{_board}/labels", new { name = "one more", colour = "red" });
        Assert.Equal("limit-reached", (await _ann.PostAsync($"{_board}/events/{label.Seq}/undo")).Problem);
    }

    [Fact]
    public void Undo_OfArchivingOnAFullBoard_IsRefused()
    {
        var ann = new Member("1", "ann", "Ann", Role.Owner, 1);
        var archived = new Card("AAAAAAAAAAAAAAAAAAAAAA", "2", "a0", "x", 2, 3) { Archived = true };
        var state = State.Empty with
        {
            Board = new Board("b", new BoardInfo("Full"), 3, default, default, new BoardCounts(Cards: Limits.OpenCards)),
            Columns = State.Empty.Columns.Add("2", new Column("2", "A", "a0", 1)),
            Cards = State.Empty.Cards.Add(archived.Id, archived),
        };
        var e = new BoardEvent(3, default, "cardArchived") { By = "1", Cards = [new(archived.Id, archived with { Archived = false }, archived)] };
        var rejected = Assert.IsType<Rejection>(new Undo(e).DecideFor(state, new CommandContext(default, 4, new Actor("ann", "Ann", ann), () => "000000")));
        Assert.Equal(RejectionKind.LimitReached, rejected.Kind);
    }

    [Fact]
    public async Task Undo_ForGood_IsRefused()
    {
        var id = await _ann.CreateCardAsync(_board, "2", "a");
        var deleted = await _ann.SendAsync("DELETE", $"{_board}/cards/{id}");
        Assert.Equal("not-undoable", (await _ann.PostAsync($"{_board}/events/{deleted.Seq}/undo")).Problem);
        Assert.Equal("not-found", (await _ann.PostAsync($"{_board}/events/99/undo")).Problem);
    }

    // What people see, without versions and counts of events.
    private async Task<string> SnapshotAsync(string card)
    {
        var board = (await _ann.GetAsync(_board)).Body!;
        var opened = (await _ann.GetAsync(card)).Body!;
        JsonNode[] shown =
        [
            board["board"]!["info"]!.DeepClone(), board["board"]!["counts"]!.DeepClone(), board["labels"]!.DeepClone(),
            board["columns"]!.DeepClone(), opened.DeepClone(),
        ];
        return string.Join('\n', shown.Select(node => Strip(node).ToJsonString()));
    }

    private static JsonNode Strip(JsonNode node)
    {
        if (node is JsonObject thing)
        {
            foreach (var name in new[] { "version", "titleVersion", "lastRank", "enteredAt", "revisions" })
            {
                thing.Remove(name);
            }
        }

        foreach (var child in (node as JsonArray ?? []).Concat((node as JsonObject)?.Select(p => p.Value) ?? []).OfType<JsonNode>())
        {
            Strip(child);
        }

        return node;
    }

    private async Task<IEnumerable<string>> OrderAsync(string columnId) => (await _ann.GetAsync(_board)).Body!["cards"]!.AsArray()
        .Where(card => card!["columnId"]!.GetValue<string>() == columnId)
        .OrderBy(card => card!["rank"]!.GetValue<string>(), StringComparer.Ordinal)
        .Select(card => card!["id"]!.GetValue<string>());
}
