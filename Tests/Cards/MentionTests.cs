using System.Net;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;

namespace KanbanAspire.Tests.Cards;

public sealed class MentionTests : IAsyncLifetime
{
    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private BoardsClient _ben = null!;
    private string _board = null!;
    private string _comments = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        (_ann, _ben) = (new BoardsClient(_api.ClientOf("ann")), new BoardsClient(_api.ClientOf("ben")));
        _board = await _ann.CreateBoardAsync("A");
        await _ann.JoinAsync(_board, _ben, "commenter");
        _comments = $"{_board}/cards/{await _ann.CreateCardAsync(_board, "2")}/comments";
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Comment_MentionsWhoIsNoMember_LeavesThemOut()
    {
        var ben = await IdOfBenAsync();

        var comment = await _ann.PostAsync(_comments, new { text = "hi", mentions = new[] { "999", ben, "1", ben } });

        Assert.Equal(HttpStatusCode.Created, comment.Status);
        Assert.Equal([ben, "1"], await MentionsAsync());
        await _ann.SendAsync("PUT", comment.Location!, new { text = "hi", mentions = new[] { "998", "999" } });
        Assert.Empty(await MentionsAsync());
    }

    [Fact]
    public async Task Comment_EditedAfterItsMemberLeft_NamesThemNoMore()
    {
        var ben = await IdOfBenAsync();
        var comment = (await _ann.PostAsync(_comments, new { text = $"@[ben](member:{ben})", mentions = new[] { ben, "1" } })).Location!;
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("DELETE", $"{_board}/members/{ben}")).Status);
        Assert.Equal([ben, "1"], await MentionsAsync());

        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("PUT", comment, new { text = "hi", mentions = new[] { ben, "1" } })).Status);

        Assert.Equal(["1"], await MentionsAsync());
    }

    [Fact]
    public async Task Comment_EditedWithoutMentions_NamesNobody()
    {
        var comment = (await _ann.PostAsync(_comments, new { text = "hi", mentions = new[] { "1" } })).Location!;

        await _ann.SendAsync("PUT", comment, new { text = "hi again" });

        Assert.Empty(await MentionsAsync());
    }

    private async Task<string> IdOfBenAsync() =>
        (await _ann.GetAsync(_board)).Body!["members"]!.AsArray().Select(member => (string)member!["id"]!).Single(id => id != "1");

    private async Task<string[]> MentionsAsync() =>
        [.. (await _ann.GetAsync(_comments)).Body!["comments"]![0]!["mentions"]?.AsArray().Select(id => (string)id!) ?? []];
}
