using System.Net;
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
    public async Task Comments_OfAnotherBoard_BelongToNobodyHere()
    {
        await _ann.JoinAsync(_from, _ben, "editor");
        await _ben.JoinAsync(_to, new BoardsClient(_api.ClientOf("cho")), "commenter");
        var card = $"{_from}/cards/{await _ann.CreateCardAsync(_from, "2")}";
        await _ann.PostAsync($"{card}/comments", new { text = "Ann's", mentions = new[] { "1" } });
        await _ben.PostAsync($"{card}/comments", new { text = "Ben's" });
        card = await TransferAsync(card);

        var comments = (await _ben.GetAsync(card)).Body!["comments"]!.AsArray();
        Assert.All(comments, comment => Assert.Equal(("", null), (comment!["by"]!.GetValue<string>(), comment["mentions"])));
        foreach (var id in comments.Select(comment => comment!["id"]))
        {
            Assert.Equal("forbidden", (await _ben.SendAsync("PUT", $"{card}/comments/{id}", new { text = "forged" })).Problem);
            Assert.Equal("forbidden", (await _ann.SendAsync("DELETE", $"{card}/comments/{id}")).Problem);
        }

        Assert.Equal(HttpStatusCode.OK, (await _ben.SendAsync("DELETE", $"{card}/comments/{comments[0]!["id"]}")).Status);
        var own = await _ben.PostAsync($"{card}/comments", new { text = "own" });
        Assert.Equal(HttpStatusCode.OK, (await _ben.SendAsync("PUT", own.Location!, new { text = "changed" })).Status);
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
