using System.Net;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;

namespace KanbanAspire.Tests.Cards;

/// <summary>A drop into another swimlane is one change, and one undo takes all of it back.</summary>
public sealed class LaneMoveTests : IAsyncLifetime
{
    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private string _board = null!;
    private string _card = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        _ann = new BoardsClient(_api.ClientOf("ann"));
        _board = await _ann.CreateBoardAsync("To do", "Doing");
        await _ann.PostAsync($"{_board}/labels", new { name = "Bug", colour = "red" });
        await _ann.PostAsync($"{_board}/labels", new { name = "Idea", colour = "blue" });
        await _ann.PostAsync($"{_board}/labels", new { name = "Shop", colour = "green" });
        var created = await _ann.PostAsync($"{_board}/cards", new { columnId = "2", title = "Card", labels = new[] { "4", "6" }, assignees = new[] { "1" }, priority = "low" });
        _card = created.Location!;
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("""{"by":"label","from":"4","to":"5"}""", "labels", """["5","6"]""")]
    [InlineData("""{"by":"label","from":"4","to":"6"}""", "labels", """["6"]""")]
    [InlineData("""{"by":"label","to":"5"}""", "labels", """["5","4","6"]""")]
    [InlineData("""{"by":"label","from":"4"}""", "labels", null)]
    [InlineData("""{"by":"assignee","from":"1"}""", "assignees", null)]
    [InlineData("""{"by":"priority","from":"low","to":"urgent"}""", "priority", "\"urgent\"")]
    [InlineData("""{"by":"priority","from":"low"}""", "priority", null)]
    public async Task Move_IntoAnotherRow_IsOneEventAndOneUndo(string lane, string field, string? expected)
    {
        var before = await CardAsync();

        var moved = await _ann.PostAsync($"{_card}/move", new { columnId = "3", from = "2", lane = JsonNode.Parse(lane) });

        Assert.Equal((HttpStatusCode.OK, "cardMoved"), (moved.Status, (string?)moved.Body!["kind"]));
        var after = await CardAsync();
        Assert.Equal(("3", expected), ((string?)after["columnId"], after[field]?.ToJsonString()));
        foreach (var other in new[] { "labels", "assignees", "priority", "title" }.Except([field]))
        {
            Assert.Equal(before[other]?.ToJsonString(), after[other]?.ToJsonString());
        }

        await _ann.PostAsync($"{_board}/events/{moved.Seq}/undo");
        var undone = await CardAsync();
        Assert.Equal(("2", before[field]!.AsValueOrList()), ((string?)undone["columnId"], undone[field]!.AsValueOrList()));
    }

    [Theory]
    [InlineData("""{"by":"label","to":"99"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"by":"assignee","to":"99"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"by":"priority","to":"1"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"by":"priority","to":"soon"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"by":"colour","to":"red"}""", HttpStatusCode.BadRequest)]
    public async Task Move_IntoARowThatIsNone_ChangesNothing(string lane, HttpStatusCode status)
    {
        var before = await CardAsync();
        Assert.Equal(status, (await _ann.PostAsync($"{_card}/move", new { columnId = "3", lane = JsonNode.Parse(lane) })).Status);
        Assert.Equal(before.ToJsonString(), (await CardAsync()).ToJsonString());
    }

    private async Task<JsonNode> CardAsync() => (await _ann.GetAsync(_card)).Body!["card"]!;
}

file static class Json
{
    // Ids that come back are a set: an undo adds them one by one.
    internal static string AsValueOrList(this JsonNode node) =>
        node is JsonArray ids ? string.Join(',', ids.Select(id => (string?)id).Order(StringComparer.Ordinal)) : node.ToJsonString();
}
