using System.Net;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Api;

namespace KanbanAspire.Tests.Boards;

public sealed class BoardsApiTests : IAsyncLifetime
{
    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private BoardsClient _ben = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        (_ann, _ben) = (new BoardsClient(_api.ClientOf("ann")), new BoardsClient(_api.ClientOf("ben")));
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("application/json; charset=euc-kr", 415)]
    [InlineData("application/json; charset=\"no such\"", 415)]
    [InlineData("application/json; charset=utf-8", 201)]
    [InlineData("application/json; charset=UTF8", 415)]
    [InlineData("application/json", 201)]
    public async Task Create_BodyInACharset_IsReadOrRefused(string mediaType, int status)
    {
        using var client = _api.ClientOf("ann");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/boards") { Content = new ByteArrayContent("""{"name":"Board"}"""u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        using var response = await client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Boards_CreateOpenRename_ShowsWhatWasDone()
    {
        var board = await _ann.CreateBoardAsync("할 일", "Doing", "Done");
        var opened = await _ann.GetAsync(board);
        Assert.Equal("\"1\"", opened.ETag);
        Assert.Equal("owner", opened.Body!["role"]!.GetValue<string>());
        Assert.Equal(["할 일", "Doing", "Done"], Names(opened.Body["columns"]!, "name", "rank"));

        var renamed = await _ann.SendAsync("PATCH", board, new { name = "Plan", description = "Ours" });
        Assert.Equal((HttpStatusCode.OK, "boardChanged", 2), (renamed.Status, renamed.Body!["kind"]!.GetValue<string>(), renamed.Seq));
        var list = await _ann.GetAsync("/api/boards");
        Assert.Equal("Plan", list.Body!["boards"]![0]!["board"]!["info"]!["name"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotModified, (await _ann.SendAsync("GET", board, ifNoneMatch: "\"2\"")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("GET", board, ifNoneMatch: "\"1\"")).Status);
    }

    [Fact]
    public async Task Boards_Star_IsOnesOwnAndSurvivesARoleChange()
    {
        var board = await _ann.CreateBoardAsync();
        await _ann.JoinAsync(board, _ben, "editor");
        Assert.Equal(HttpStatusCode.NoContent, (await _ben.SendAsync("PUT", $"{board}/star")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("PATCH", $"{board}/members/2", new { role = "viewer" })).Status);
        var mine = (await _ben.GetAsync("/api/boards")).Body!["boards"]![0]!;
        Assert.Equal((true, "viewer"), (mine["starred"]!.GetValue<bool>(), mine["role"]!.GetValue<string>()));
        Assert.False((await _ann.GetAsync("/api/boards")).Body!["boards"]![0]!["starred"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NoContent, (await _ben.SendAsync("DELETE", $"{board}/star")).Status);
        Assert.False((await _ben.GetAsync("/api/boards")).Body!["boards"]![0]!["starred"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Boards_Archived_CanBeReadButNotChanged()
    {
        var board = await _ann.CreateBoardAsync("A");
        await _ann.SendAsync("PATCH", board, new { archived = true });
        Assert.Equal("board-archived", (await _ann.PostAsync($"{board}/cards", new { columnId = "2", title = "x" })).Problem);
        Assert.Equal(HttpStatusCode.OK, (await _ann.GetAsync(board)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("PATCH", board, new { archived = false })).Status);
        Assert.Equal(HttpStatusCode.Created, (await _ann.PostAsync($"{board}/cards", new { columnId = "2", title = "x" })).Status);
    }

    [Fact]
    public async Task Boards_Deleted_AreGoneAtOnce()
    {
        var board = await _ann.CreateBoardAsync("A");
        await _ann.JoinAsync(board, _ben, "editor");
        Assert.Equal("forbidden", (await _ben.SendAsync("DELETE", board)).Problem);
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("DELETE", board)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _ann.GetAsync(board)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _ann.GetAsync($"{board}/events?after=0")).Status);
        Assert.Empty((await _ben.GetAsync("/api/boards")).Body!["boards"]!.AsArray());
    }

    [Fact]
    public async Task Labels_AddChangeRemove_AreEvents()
    {
        var board = await _ann.CreateBoardAsync("A");
        var added = await _ann.PostAsync($"{board}/labels", new { name = "버그", colour = "red" });
        Assert.Equal($"{board}/labels/3", added.Location);
        var card = await _ann.CreateCardAsync(board, "2");
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("PUT", $"{board}/cards/{card}/labels/3")).Status);
        var again = await _ann.SendAsync("PUT", $"{board}/cards/{card}/labels/3");
        Assert.Equal((HttpStatusCode.OK, 4), (again.Status, again.Seq));
        Assert.Equal(HttpStatusCode.NotFound, (await _ann.SendAsync("PUT", $"{board}/cards/{card}/labels/9")).Status);
        await _ann.SendAsync("PATCH", $"{board}/labels/3", new { colour = "blue" });
        var opened = (await _ann.GetAsync(board)).Body!;
        Assert.Equal("blue", opened["labels"]![0]!["colour"]!.GetValue<string>());
        Assert.Equal("[\"3\"]", opened["cards"]![0]!["labels"]!.ToJsonString());
        await _ann.SendAsync("DELETE", $"{board}/labels/3");
        Assert.Empty((await _ann.GetAsync(board)).Body!["labels"]!.AsArray());
    }

    private static IEnumerable<string> Names(JsonNode things, string name, string rank) => things.AsArray()
        .OrderBy(thing => thing![rank]!.GetValue<string>(), StringComparer.Ordinal).Select(thing => thing![name]!.GetValue<string>());
}
