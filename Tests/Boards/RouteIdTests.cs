using System.Net;
using System.Text;
using KanbanAspire.Tests.Api;

namespace KanbanAspire.Tests.Boards;

public sealed class RouteIdTests
{
    /// <summary>Each of these requests has a fault that reading it would meet first.</summary>
    [Theory]
    [InlineData("POST", "/api/boards/made-up/cards", "application/json", "{")]
    [InlineData("PATCH", "/api/boards/AAAAAAAAAAAAAAAAAAAAAA/columns/UPPER", "application/json", "[")]
    [InlineData("POST", "/api/boards/AAAAAAAAAAAAAAAAAAAAAA/events/0/undo", "application/json", "")]
    [InlineData("POST", "/api/invites/made-up", "application/json", "")]
    [InlineData("POST", "/api/boards/a%2Fb/cards", "application/json", "{")]
    public async Task Request_MadeUpIdInPath_Is404BeforeItsKeyAndBodyAreRead(string method, string path, string contentType, string body)
    {
        await using var api = await ApiApplication.StartAsync();
        using var client = api.ClientOf("ann");
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("Idempotency-Key", "short");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("""{"columnId":"NO ID","title":"x"}""")]
    [InlineData("""{"title":"x"}""")]
    [InlineData("""{"columnId":"2","title":"x","after":"../../x"}""")]
    [InlineData("""{"columnId":"2","title":"x","labels":[null]}""")]
    [InlineData("""{"columnId":"2","title":"x","assignees":["NO ID"]}""")]
    public async Task Card_MadeUpIdInBody_IsInvalid(string body)
    {
        await using var api = await ApiApplication.StartAsync();
        var ann = new BoardsClient(api.ClientOf("ann"));
        var board = await ann.CreateBoardAsync("A");

        Assert.Equal("invalid", (await ann.PostAsync($"{board}/cards", body)).Problem);
    }

    [Fact]
    public async Task Comment_MentionsWhatIsNoId_IsInvalid()
    {
        await using var api = await ApiApplication.StartAsync();
        var ann = new BoardsClient(api.ClientOf("ann"));
        var board = await ann.CreateBoardAsync("A");
        var card = await ann.CreateCardAsync(board, "2");

        var answer = await ann.PostAsync($"{board}/cards/{card}/comments", new { text = "x", mentions = new[] { new string('y', 2_000) } });

        Assert.Equal("invalid", answer.Problem);
    }
}
