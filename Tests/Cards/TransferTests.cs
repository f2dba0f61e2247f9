using System.Net;
using KanbanAspire.Kanban;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;

namespace KanbanAspire.Tests.Cards;

/// <summary>Moves cards between boards whose members and events have the same short ids and numbers.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private BoardsClient _ben = null!;
    private string _from = null!;
    private string _to = null!;

    // Ann is member 1 of the first board, Ben of the second, where Ann may edit, too.
    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        (_ann, _ben) = (new BoardsClient(_api.ClientOf("ann")), new BoardsClient(_api.ClientOf("ben")));
        _from = await _ann.CreateBoardAsync("A");
        _to = await _ben.CreateBoardAsync("A");
        await _ben.JoinAsync(_to, _ann, "editor");
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Comments_OfAnotherBoard_AreOfWhoIsAMemberOfBothAndOfNobodyElse()
    {
        await _ann.JoinAsync(_from, _ben, "editor");
        var (cho, dan) = (new BoardsClient(_api.ClientOf("cho")), new BoardsClient(_api.ClientOf("dan")));
        await _ben.JoinAsync(_to, cho, "commenter");
        await _ann.JoinAsync(_from, dan, "editor");
        var card = $"{_from}/cards/{await _ann.CreateCardAsync(_from, "2")}";
        await _ann.PostAsync($"{card}/comments", new { text = "Ann's", mentions = new[] { "1", "3", "4" } });
        await _ben.PostAsync($"{card}/comments", new { text = "Ben's" });
        await dan.PostAsync($"{card}/comments", new { text = "Dan's" });
        card = await TransferAsync(card);

        var comments = (await _ben.GetAsync(card)).Body!["comments"]!.AsArray();
        var members = (await _ben.GetAsync(_to)).Body!["members"]!.AsArray().ToDictionary(m => (string)m!["sub"]!, m => (string)m!["id"]!);
        Assert.Equal(["Ann's", "Ben's", "Dan's"], comments.Select(comment => (string)comment!["text"]!));
        Assert.Equal([members["ann"], members["ben"]], comments[0]!["mentions"]!.AsArray().Select(id => (string)id!));
        Assert.Null(comments[1]!["mentions"]);
        Assert.Equal([members["ann"], members["ben"], ""], comments.Select(comment => (string)comment!["by"]!));
        Assert.Equal("forbidden", (await _ben.SendAsync("PUT", $"{card}/comments/{comments[0]!["id"]}", new { text = "forged" })).Problem);
        Assert.Equal("forbidden", (await cho.SendAsync("PUT", $"{card}/comments/{comments[1]!["id"]}", new { text = "forged" })).Problem);
        Assert.Equal("forbidden", (await _ann.SendAsync("DELETE", $"{card}/comments/{comments[2]!["id"]}")).Problem);
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("PUT", $"{card}/comments/{comments[0]!["id"]}", new { text = "changed" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await _ben.SendAsync("DELETE", $"{card}/comments/{comments[2]!["id"]}")).Status);
        var now = (await _ben.GetAsync(card)).Body!["comments"]!.AsArray();
        Assert.Equal([("changed", members["ann"]), ("Ben's", members["ben"])], now.Select(comment => ((string)comment!["text"]!, (string)comment["by"]!)));
    }

    [Fact]
    public async Task Comments_ManyInARow_ComeOldestFirst()
    {
        var card = $"{_from}/cards/{await _ann.CreateCardAsync(_from, "2")}";
        for (var i = 0; i < 60; i++)
        {
            await _ann.PostAsync($"{card}/comments", new { text = $"{i}" });
        }

        var first = (await _ann.GetAsync($"{card}/comments")).Body!;
        var second = (await _ann.GetAsync($"{card}/comments?after={first["more"]}")).Body!;
        Assert.Equal(
            Enumerable.Range(0, 60).Select(i => $"{i}"),
            first["comments"]!.AsArray().Concat(second["comments"]!.AsArray()).Select(comment => (string)comment!["text"]!));
    }

    [Fact]
    public async Task Transfer_OfACardWithLabelsAndPeople_TellsWhatItLeavesBehindAndUndoBringsItBackOnce()
    {
        await _ann.JoinAsync(_from, new BoardsClient(_api.ClientOf("dan")), "editor");
        foreach (var name in new[] { "Bug", "Idea", "" })
        {
            await _ann.PostAsync($"{_from}/labels", new { name, colour = "red" });
        }

        await _ben.PostAsync($"{_to}/labels", new { name = "Bug", colour = "blue" });
        var board = (await _ann.GetAsync(_from)).Body!;
        var labels = board["labels"]!.AsArray().Select(label => (string)label!["id"]!).ToList();
        var id = await _ann.CreateCardAsync(_from, "2", "first");
        await _ann.CreateCardAsync(_from, "2", "second");
        foreach (var label in labels)
        {
            await _ann.SendAsync("PUT", $"{_from}/cards/{id}/labels/{label}");
        }

        foreach (var member in new[] { "1", "3" })
        {
            await _ann.SendAsync("PUT", $"{_from}/cards/{id}/assignees/{member}");
        }

        var before = (await _ann.GetAsync($"{_from}/cards/{id}")).Body!["card"]!;
        var sent = await _ann.PostAsync($"{_from}/cards/{id}/transfer", new { boardId = _to.Split('/')[^1], columnId = "2" });

        Assert.Equal(["Idea", "red"], sent.Body!["leftBehind"]!["labels"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(["3"], sent.Body["leftBehind"]!["assignees"]!.AsArray().Select(member => (string)member!));
        await _ben.SendAsync("PATCH", $"{_to}/cards/{id}", new { estimate = 5 });
        Assert.Equal("forbidden", (await _ben.PostAsync($"{_to}/events/{sent.Body["counterpart"]!["seq"]}/undo")).Problem);

        var undone = await _ann.PostAsync($"{_from}/events/{sent.Seq}/undo");

        Assert.True(undone.Status == HttpStatusCode.OK, undone.Body?.ToJsonString());
        var after = (await _ann.GetAsync($"{_from}/cards/{id}")).Body!["card"]!;
        Assert.Equal(5, (int)after["estimate"]!);
        foreach (var field in new[] { "columnId", "rank", "title", "labels", "assignees" })
        {
            Assert.Equal(before[field]?.ToJsonString(), after[field]?.ToJsonString());
        }

        Assert.Equal("not-found", (await _ben.GetAsync($"{_to}/cards/{id}")).Problem);
        Assert.Equal("undo-conflict", (await _ann.PostAsync($"{_from}/events/{sent.Seq}/undo")).Problem);
        Assert.Empty((await _ben.GetAsync(_to)).Body!["cards"]!.AsArray());
    }

    [Fact]
    public async Task Transfer_WithTheLabelsThatTheOtherBoardLacks_MakesThemThereInTheSameChange()
    {
        foreach (var (name, colour) in new[] { ("Bug", "red"), ("Idea", "green"), ("", "blue"), ("", "red"), ("Idea", "red") })
        {
            await _ann.PostAsync($"{_from}/labels", new { name, colour });
        }

        await _ben.PostAsync($"{_to}/labels", new { name = "Bug", colour = "blue" });
        await _ben.PostAsync($"{_to}/labels", new { name = "", colour = "red" });
        var card = await _ann.CreateCardAsync(_from, "2");
        foreach (var label in (await _ann.GetAsync(_from)).Body!["labels"]!.AsArray())
        {
            await _ann.SendAsync("PUT", $"{_from}/cards/{card}/labels/{label!["id"]}");
        }

        var seq = (long)(await _ben.GetAsync(_to)).Body!["board"]!["seq"]!;
        var sent = await _ann.PostAsync(
            $"{_from}/cards/{card}/transfer", new { boardId = _to.Split('/')[^1], columnId = "2", createLabels = true });

        Assert.True(sent.Status == HttpStatusCode.OK, sent.Body?.ToJsonString());
        Assert.Null(sent.Body!["leftBehind"]);
        var board = (await _ben.GetAsync(_to)).Body!;
        Assert.Equal(seq + 1, (long)board["board"]!["seq"]!);
        Assert.Equal(
            [("Bug", "blue"), ("", "red"), ("Idea", "green"), ("", "blue")],
            board["labels"]!.AsArray().Select(label => ((string)label!["name"]!, (string)label["colour"]!)));
        Assert.Equal(
            board["labels"]!.AsArray().Select(label => (string)label!["id"]!),
            board["cards"]![0]!["labels"]!.AsArray().Select(id => (string)id!));

        // Another thing made afterwards takes none of their ids, and the undo leaves them.
        await _ben.PostAsync($"{_to}/labels", new { name = "Next", colour = "red" });
        await _ann.PostAsync($"{_from}/events/{sent.Seq}/undo");
        board = (await _ben.GetAsync(_to)).Body!;
        Assert.Equal(5, board["labels"]!.AsArray().Select(label => (string)label!["id"]!).Distinct().Count());
        Assert.Equal(5, (await _ann.GetAsync($"{_from}/cards/{card}")).Body!["card"]!["labels"]!.AsArray().Count);
    }

    [Fact]
    public async Task Transfer_WithMoreLabelsThanTheOtherBoardMayHave_IsRejectedAndLeavesTheCard()
    {
        for (var i = 0; i < Limits.Labels; i++)
        {
            await _ben.PostAsync($"{_to}/labels", new { name = $"{i}", colour = "red" });
        }

        await _ann.PostAsync($"{_from}/labels", new { name = "One more", colour = "red" });
        var card = await _ann.CreateCardAsync(_from, "2");
        var label = (await _ann.GetAsync(_from)).Body!["labels"]![0]!["id"];
        await _ann.SendAsync("PUT", $"{_from}/cards/{card}/labels/{label}");

        var sent = await _ann.PostAsync(
            $"{_from}/cards/{card}/transfer", new { boardId = _to.Split('/')[^1], columnId = "2", createLabels = true });

        Assert.Equal("limit-reached", sent.Problem);
        Assert.Equal(HttpStatusCode.OK, (await _ann.GetAsync($"{_from}/cards/{card}")).Status);
    }

    [Fact]
    public async Task Transfer_WithLabels_ToABoardWhereOneMayNotEdit_IsForbidden()
    {
        await _ben.SendAsync("PATCH", $"{_to}/members/3", new { role = "commenter" });
        var card = await _ann.CreateCardAsync(_from, "2");

        var sent = await _ann.PostAsync(
            $"{_from}/cards/{card}/transfer", new { boardId = _to.Split('/')[^1], columnId = "2", createLabels = true });

        Assert.Equal("forbidden", sent.Problem);
    }

    [Fact]
    public async Task Transfer_UndoneOnTheOtherBoard_BringsTheCardBack()
    {
        var id = await _ann.CreateCardAsync(_from, "2");
        var sent = await _ann.PostAsync($"{_from}/cards/{id}/transfer", new { boardId = _to.Split('/')[^1], columnId = "2" });

        var undone = await _ann.PostAsync($"{_to}/events/{sent.Body!["counterpart"]!["seq"]}/undo");

        Assert.Equal((HttpStatusCode.OK, "cardSent"), (undone.Status, (string)undone.Body!["kind"]!));
        Assert.Equal(HttpStatusCode.OK, (await _ann.GetAsync($"{_from}/cards/{id}")).Status);
    }

    [Fact]
    public async Task Comments_BackOnTheirBoard_AreTheirAuthorsAgain()
    {
        var card = $"{_from}/cards/{await _ann.CreateCardAsync(_from, "2")}";
        var comment = await _ann.PostAsync($"{card}/comments", new { text = "Ann's" });
        await TransferAsync(await TransferAsync(card), _from);
        Assert.Equal("1", (await _ann.GetAsync(card)).Body!["comments"]![0]!["by"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("PUT", comment.Location!, new { text = "changed" })).Status);
    }

    [Fact]
    public async Task Checklists_OfAnotherBoard_ComeWithoutAssignees()
    {
        var card = $"{_from}/cards/{await _ann.CreateCardAsync(_from, "2")}";
        var list = (await _ann.PostAsync($"{card}/checklists", new { title = "Steps" })).Location!;
        await _ann.PostAsync($"{list}/entries", new { text = "one", assignee = "1" });
        await _ann.PostAsync($"{list}/entries", new { text = "two" });
        card = await TransferAsync(card);
        Assert.Equal([null, null], await AssigneesAsync());

        var two = (await _ben.GetAsync(card)).Body!["checklists"]![0]!["entries"]![1]!["id"];
        await _ben.SendAsync("PATCH", $"{card}/checklists/{list.Split('/')[^1]}/entries/{two}", new { assignee = "1" });
        Assert.Equal([null, "1"], await AssigneesAsync());

        async Task<IEnumerable<string?>> AssigneesAsync() =>
            (await _ben.GetAsync(card)).Body!["checklists"]![0]!["entries"]!.AsArray().Select(e => e!["assignee"]?.GetValue<string>());
    }

    // The texts of the card count on: a number used twice would stop further changes, and let a stale If-Match through.
    [Fact]
    public async Task Description_OnABoardWithFewerEvents_NeverHasAVersionTwice()
    {
        var card = $"{_from}/cards/{await _ann.CreateCardAsync(_from, "2")}";
        var tags = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            await WriteAsync(_ann, i);
        }

        card = await TransferAsync(card);
        for (var i = 6; i < 14; i++)
        {
            await WriteAsync(_ben, i);
        }

        Assert.Equal(tags.Count, tags.Distinct().Count());
        var read = (await _ben.GetAsync($"{card}/description")).Body!;
        Assert.Equal(13, read["revisions"]!.AsArray().Select(version => version!.GetValue<long>()).Distinct().Count());
        foreach (var (version, i) in read["revisions"]!.AsArray().Select((version, i) => (version, i)))
        {
            Assert.Equal($"text {i}", (await _ben.GetAsync($"{card}/description/revisions/{version}")).Body!["text"]!.GetValue<string>());
        }

        async Task WriteAsync(BoardsClient who, int i)
        {
            var tag = (await who.GetAsync($"{card}/description")).ETag!;
            tags.Add(tag);
            var written = await who.SendAsync("PUT", $"{card}/description", new { text = $"text {i}" }, ifMatch: tag);
            Assert.True(written.Status == HttpStatusCode.OK, $"{i}: {written.Body?.ToJsonString()}");
        }
    }

    private async Task<string> TransferAsync(string card, string? to = null)
    {
        to ??= _to;
        var sent = await _ann.PostAsync($"{card}/transfer", new { boardId = to.Split('/')[^1], columnId = "2" });
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Body?.ToJsonString());
        return $"{to}/cards/{card.Split('/')[^1]}";
    }
}
