using System.Net;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;

namespace KanbanAspire.Tests.Cards;

public sealed class CardsApiTests : IAsyncLifetime
{
    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private BoardsClient _ben = null!;
    private string _board = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        (_ann, _ben) = (new BoardsClient(_api.ClientOf("ann")), new BoardsClient(_api.ClientOf("ben")));
        _board = await _ann.CreateBoardAsync("To do", "Doing", "Done");
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Cards_CreateWithEverything_IsReadBack()
    {
        await _ann.PostAsync($"{_board}/labels", new { name = "Bug", colour = "red" });
        var created = await _ann.PostAsync($"{_board}/cards", new
        {
            columnId = "2",
            title = "제목 🚀",
            description = "# Hi",
            labels = new[] { "5" },
            assignees = new[] { "1" },
            start = "2026-12-01",
            due = "2026-12-24",
            priority = "high",
            estimate = 2.5,
            cover = "teal",
        });
        Assert.Equal(HttpStatusCode.Created, created.Status);
        var card = (await _ann.GetAsync(created.Location!)).Body!;
        Assert.Equal("# Hi", card["description"]!["text"]!.GetValue<string>());
        var rest = card["card"]!.AsObject();
        foreach (var name in new[] { "id", "rank" })
        {
            rest.Remove(name);
        }

        Assert.Equal(
            """{"columnId":"2","title":"제목 🚀","titleVersion":3,"version":3,"number":1,"labels":["5"],"assignees":["1"],"start":"2026-12-01","due":"2026-12-24","priority":"high","estimate":2.5,"cover":"teal","description":4}""",
            rest.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
                .Replace("\\uD83D\\uDE80", "🚀", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(" \t")]
    [InlineData("\u200B\u200B")]
    [InlineData("\u202E \u3164")]
    public async Task Cards_TitleThatShowsNothing_IsMissing(string title)
    {
        var created = await _ann.PostAsync($"{_board}/cards", new { columnId = "2", title });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "The title is missing."), (created.Status, (string?)created.Body!["detail"]));
    }

    [Fact]
    public async Task Cards_PlacedBetweenNeighbours_AreOrderedSo()
    {
        var b = await _ann.CreateCardAsync(_board, "2", "b");
        var d = await _ann.CreateCardAsync(_board, "2", "d");
        await _ann.CreateCardAsync(_board, "2", "a", before: b);
        await _ann.CreateCardAsync(_board, "2", "c", after: b, before: d);
        await _ann.CreateCardAsync(_board, "2", "e");
        Assert.Equal("abcde", await OrderAsync("2"));

        await _ann.PostAsync($"{_board}/cards/{d}/move", new { columnId = "2", before = b });
        var order = await OrderAsync("2");
        Assert.True(order is "adbce" or "dabce", order);
        await _ann.PostAsync($"{_board}/cards/{d}/move", new { columnId = "3" });
        Assert.Equal(("abce", "d"), (await OrderAsync("2"), await OrderAsync("3")));
    }

    [Fact]
    public async Task Cards_NeighbourHasGone_GoesBesideTheOther()
    {
        var a = await _ann.CreateCardAsync(_board, "2", "a");
        var b = await _ann.CreateCardAsync(_board, "2", "b");
        var c = await _ann.CreateCardAsync(_board, "2", "c");
        await _ann.PostAsync($"{_board}/cards/{b}/archive");
        await _ann.CreateCardAsync(_board, "2", "x", after: a, before: b);
        Assert.Equal("axc", await OrderAsync("2"));
        await _ann.CreateCardAsync(_board, "2", "y", after: b, before: c);
        Assert.Equal("axyc", await OrderAsync("2"));
        await _ann.CreateCardAsync(_board, "2", "z", after: c, before: a);
        Assert.Equal("axycz", await OrderAsync("2"));
    }

    [Fact]
    public async Task Title_WrittenByTwo_TellsTheSecondBothTexts()
    {
        var card = $"{_board}/cards/{await _ann.CreateCardAsync(_board, "2", "old")}";
        Assert.Equal("if-match-required", (await _ann.SendAsync("PUT", $"{card}/title", new { title = "x" })).Problem);
        var tag = (await _ann.GetAsync($"{card}/title")).ETag;
        var answers = await Task.WhenAll(
            _ann.SendAsync("PUT", $"{card}/title", new { title = "mine" }, ifMatch: tag),
            _ann.SendAsync("PUT", $"{card}/title", new { title = "yours" }, ifMatch: tag));
        var lost = Assert.Single(answers, a => a.Status == HttpStatusCode.PreconditionFailed);
        var won = Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(won.Card!["title"]!.GetValue<string>(), lost.Body!["current"]!.GetValue<string>());
        Assert.Equal("stale-text", lost.Problem);
        Assert.Equal(won.Seq, lost.Body["currentVersion"]!.GetValue<long>());
    }

    [Fact]
    public async Task Description_Changed_KeepsTwentyRevisions()
    {
        var card = $"{_board}/cards/{await _ann.CreateCardAsync(_board, "2")}";
        long version = 0;
        var versions = new List<long>();
        for (var i = 0; i < 23; i++)
        {
            var changed = await _ann.SendAsync("PUT", $"{card}/description", new { text = $"text {i}" }, ifMatch: $"\"{version}\"");
            Assert.Equal(HttpStatusCode.OK, changed.Status);
            versions.Add(version = changed.Seq);
        }

        var stale = await _ann.SendAsync("PUT", $"{card}/description", new { text = "x" }, ifMatch: "\"0\"");
        Assert.Equal(("stale-text", "text 22"), (stale.Problem, stale.Body!["current"]!.GetValue<string>()));
        var now = (await _ann.GetAsync($"{card}/description")).Body!;
        Assert.Equal(versions[2..^1], now["revisions"]!.AsArray().Select(v => v!.GetValue<long>()));
        var old = await _ann.GetAsync($"{card}/description/revisions/{versions[2]}");
        Assert.Equal("text 2", old.Body!["text"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await _ann.GetAsync($"{card}/description/revisions/{versions[1]}")).Status);
    }

    [Fact]
    public async Task Fields_ChangedByTwoAtOnce_AreBothKept()
    {
        var card = $"{_board}/cards/{await _ann.CreateCardAsync(_board, "2")}";
        await Task.WhenAll(
            _ann.SendAsync("PATCH", card, new { due = "2027-01-01" }),
            _ann.SendAsync("PATCH", card, new { priority = "urgent" }),
            _ann.SendAsync("PUT", $"{card}/assignees/1"),
            _ann.SendAsync("PUT", $"{card}/title", new { title = "new" }, ifMatch: "\"2\""));
        var now = (await _ann.GetAsync(card)).Body!["card"]!;
        Assert.Equal(
            ("2027-01-01", "urgent", "[\"1\"]", "new"),
            (now["due"]!.GetValue<string>(), now["priority"]!.GetValue<string>(), now["assignees"]!.ToJsonString(), now["title"]!.GetValue<string>()));
        await _ann.SendAsync("PATCH", card, new { clear = new[] { "due" } });
        Assert.Null((await _ann.GetAsync(card)).Body!["card"]!["due"]);
    }

    [Fact]
    public async Task Cards_ArchiveRestoreDelete_MoveBetweenBoardAndArchive()
    {
        var id = await _ann.CreateCardAsync(_board, "2");
        Assert.Equal(HttpStatusCode.OK, (await _ann.PostAsync($"{_board}/cards/{id}/archive")).Status);
        Assert.Empty((await _ann.GetAsync(_board)).Body!["cards"]!.AsArray());
        Assert.Equal(id, (await _ann.GetAsync($"{_board}/archive")).Body!["cards"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await _ann.GetAsync($"{_board}/cards/{id}")).Status);
        Assert.Equal("3", (await _ann.PostAsync($"{_board}/cards/{id}/restore", new { columnId = "3" })).Card!["columnId"]!.GetValue<string>());
        var deleted = await _ann.SendAsync("DELETE", $"{_board}/cards/{id}");
        Assert.Equal(id, deleted.Body!["trash"]![0]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await _ann.GetAsync($"{_board}/cards/{id}")).Status);
        var counts = (await _ann.GetAsync(_board)).Body!["board"]!["counts"]!;
        Assert.Equal((0, 0), (counts["cards"]!.GetValue<int>(), counts["archivedCards"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Cards_Copied_HaveTextAndUntickedChecklists()
    {
        var card = (await _ann.PostAsync($"{_board}/cards", new { columnId = "2", title = "a", description = "text" })).Location!;
        var list = await _ann.PostAsync($"{card}/checklists", new { title = "Steps", entries = new[] { "one", "two" } });
        var entry = list.Body!["checklists"]![0]!["after"]!["entries"]![0]!["id"]!.GetValue<string>();
        await _ann.SendAsync("PATCH", $"{list.Location}/entries/{entry}", new { done = true });
        var copy = await _ann.PostAsync($"{card}/copy", new { columnId = "3", title = "b" });
        var read = (await _ann.GetAsync(copy.Location!)).Body!;
        Assert.Equal("text", read["description"]!["text"]!.GetValue<string>());
        Assert.Equal(["one", "two"], read["checklists"]![0]!["entries"]!.AsArray().Select(e => e!["text"]!.GetValue<string>()));
        Assert.Equal((2, null), (read["card"]!["entries"]!.GetValue<int>(), read["card"]!["entriesDone"]?.GetValue<int>()));
    }

    [Fact]
    public async Task Cards_TransferredToAnotherBoard_BringTextAndLabelsOfTheSameName()
    {
        var other = await _ann.CreateBoardAsync("Inbox");
        await _ann.PostAsync($"{_board}/labels", new { name = "Bug", colour = "red" });
        await _ann.PostAsync($"{other}/labels", new { name = "x", colour = "red" });
        await _ann.PostAsync($"{other}/labels", new { name = "Bug", colour = "blue" });
        var created = await _ann.PostAsync($"{_board}/cards", new { columnId = "2", title = "a", description = "text", labels = new[] { "5" } });
        var id = created.Location!.Split('/')[^1];
        await _ann.PostAsync($"{created.Location}/comments", new { text = "hello" });
        var sent = await _ann.PostAsync($"{created.Location}/transfer", new { boardId = other.Split('/')[^1], columnId = "2" });
        Assert.Equal((HttpStatusCode.OK, "cardSent"), (sent.Status, sent.Body!["kind"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NotFound, (await _ann.GetAsync(created.Location)).Status);
        var there = (await _ann.GetAsync($"{other}/cards/{id}")).Body!;
        Assert.Equal("text", there["description"]!["text"]!.GetValue<string>());
        Assert.Equal("hello", there["comments"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("[\"4\"]", there["card"]!["labels"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, (await _ben.PostAsync($"{other}/cards/{id}/transfer", new { boardId = _board.Split('/')[^1], columnId = "2" })).Status);
    }

    [Fact]
    public async Task Cards_TransferredToAnotherBoard_KeepThePeopleWhoAreThereToo()
    {
        var cid = new BoardsClient(_api.ClientOf("cid"));
        var other = await _ann.CreateBoardAsync("Inbox");
        await _ann.JoinAsync(_board, cid, "editor");
        await _ann.JoinAsync(_board, _ben, "editor");
        await _ann.JoinAsync(other, _ben, "editor");
        var card = (await _ann.PostAsync($"{_board}/cards", new { columnId = "2", title = "a", assignees = new[] { "1", "5", "6" } })).Location!;

        Assert.Equal(HttpStatusCode.OK, (await _ann.PostAsync($"{card}/transfer", new { boardId = other.Split('/')[^1], columnId = "2" })).Status);

        var moved = $"{other}/cards/{card.Split('/')[^1]}";
        var there = (await _ann.GetAsync(moved)).Body!;
        Assert.Equal("[\"1\",\"3\"]", there["card"]!["assignees"]!.ToJsonString());
    }

    [Fact]
    public async Task Checklists_EntriesAddTickMoveRemove_AreCountedOnTheCard()
    {
        var card = $"{_board}/cards/{await _ann.CreateCardAsync(_board, "2")}";
        var list = (await _ann.PostAsync($"{card}/checklists", new { title = "Steps" })).Location!;
        var one = (await _ann.PostAsync($"{list}/entries", new { text = "one" })).Location!;
        var two = (await _ann.PostAsync($"{list}/entries", new { text = "two", assignee = "1" })).Location!;
        await _ann.PostAsync($"{list}/entries", new { text = "between", after = one.Split('/')[^1] });
        await _ann.SendAsync("PATCH", two, new { done = true, position = 0 });
        var read = (await _ann.GetAsync(card)).Body!;
        Assert.Equal(["two", "one", "between"], read["checklists"]![0]!["entries"]!.AsArray().Select(e => e!["text"]!.GetValue<string>()));
        Assert.Equal((3, 1), (read["card"]!["entries"]!.GetValue<int>(), read["card"]!["entriesDone"]!.GetValue<int>()));
        await _ann.SendAsync("DELETE", two);
        await _ann.SendAsync("PATCH", list, new { title = "All" });
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("DELETE", list)).Status);
        Assert.Null((await _ann.GetAsync(card)).Body!["card"]!["entries"]);
    }

    [Fact]
    public async Task Comments_OwnOnly_AreEditedAndDeleted()
    {
        var card = $"{_board}/cards/{await _ann.CreateCardAsync(_board, "2")}";
        await _ann.JoinAsync(_board, _ben, "commenter");
        var comment = (await _ben.PostAsync($"{card}/comments", new { text = "@[ann] look", mentions = new[] { "1" } })).Location!;
        Assert.Equal("forbidden", (await _ann.SendAsync("PUT", comment, new { text = "x" })).Problem);
        Assert.Equal(HttpStatusCode.OK, (await _ben.SendAsync("PUT", comment, new { text = "changed" })).Status);
        var read = (await _ann.GetAsync($"{card}/comments")).Body!["comments"]![0]!;
        Assert.Equal(("changed", true), (read["text"]!.GetValue<string>(), read["editedAt"] is not null));
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("DELETE", comment)).Status);
        Assert.Empty((await _ann.GetAsync($"{card}/comments")).Body!["comments"]!.AsArray());
        Assert.Null((await _ann.GetAsync(card)).Body!["card"]!["comments"]);
    }

    [Theory]
    [InlineData("""{"columnId":"2","title":""}""", "invalid")]
    [InlineData("""{"columnId":"2","title":"a\u0000b"}""", "invalid")]
    [InlineData("""{"columnId":"2","title":"\ud800"}""", "bad-request")]
    [InlineData("""{"columnId":"2"}""", "invalid")]
    [InlineData("""{"columnId":"zz","title":"a"}""", "not-found")]
    [InlineData("""{"columnId":"<>","title":"a"}""", "invalid")]
    [InlineData("""{"columnId":"2","title":"a","priority":"huge"}""", "bad-request")]
    [InlineData("""{"columnId":"2","title":"a","start":"2026-02-02","due":"2026-02-01"}""", "invalid")]
    [InlineData("""{"columnId":"2","title":"a","assignees":["9"]}""", "invalid")]
    [InlineData("""{"columnId":"2","title":"a","labels":[null]}""", "invalid")]
    [InlineData("""{"columnId":"2","title":"a","assignees":[null]}""", "invalid")]
    [InlineData("""[]""", "bad-request")]
    [InlineData("""nonsense""", "bad-request")]
    public async Task Cards_BadBody_IsToldWhy(string body, string problem) =>
        Assert.Equal(problem, (await _ann.SendAsync("POST", $"{_board}/cards", body)).Problem);

    [Fact]
    public async Task Commands_RepeatedKey_HasOneEffectAndTheFirstResult()
    {
        var body = new { columnId = "2", title = "once" };
        const string key = "0123456789abcdef0";
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _ann.SendAsync("POST", $"{_board}/cards", body, key)));
        Assert.Single(answers.Select(a => a.Body!.ToJsonString()).Distinct());
        Assert.Single((await _ann.GetAsync(_board)).Body!["cards"]!.AsArray());
        Assert.Equal("command-id-reused", (await _ann.SendAsync("POST", $"{_board}/cards", new { columnId = "2", title = "other" }, key)).Problem);

        var undo = $"{_board}/events/{answers[0].Seq}/undo";
        var first = await _ann.SendAsync("POST", undo, null, "undo-undo-undo-undo");
        var second = await _ann.SendAsync("POST", undo, null, "undo-undo-undo-undo");
        Assert.Equal((HttpStatusCode.OK, first.Seq), (second.Status, second.Seq));
    }

    [Fact]
    public async Task CardEvents_NewestFirst_FollowTheCardAlone()
    {
        var a = await _ann.CreateCardAsync(_board, "2", "a");
        var b = await _ann.CreateCardAsync(_board, "2", "b");
        await _ann.PostAsync($"{_board}/cards/{a}/move", new { columnId = "3" });
        await _ann.PostAsync($"{_board}/cards/{b}/move", new { columnId = "3" });
        await _ann.PostAsync($"{_board}/cards/{a}/comments", new { text = "x" });
        var events = (await _ann.GetAsync($"{_board}/cards/{a}/events")).Body!["events"]!.AsArray();
        Assert.Equal(["commentAdded", "cardMoved", "cardCreated"], events.Select(e => e!["kind"]!.GetValue<string>()));
        var activity = (await _ann.GetAsync($"{_board}/activity?before=4")).Body!["events"]!.AsArray();
        Assert.Equal([3L, 2, 1], activity.Select(e => e!["seq"]!.GetValue<long>()));
    }

    private async Task<string> OrderAsync(string columnId) => string.Concat((await _ann.GetAsync(_board)).Body!["cards"]!.AsArray()
        .Where(card => card!["columnId"]!.GetValue<string>() == columnId)
        .OrderBy(card => card!["rank"]!.GetValue<string>(), StringComparer.Ordinal)
        .Select(card => card!["title"]!.GetValue<string>()));
}
