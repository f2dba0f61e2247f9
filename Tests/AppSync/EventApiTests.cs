using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;

namespace KanbanAspire.Tests.AppSync;

/// <summary>The local Event API does what AppSync does, as far as the product uses it.</summary>
public sealed class EventApiTests : IAsyncLifetime
{
    private EventApiServer _server = null!;

    public async Task InitializeAsync() => _server = await EventApiServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Subscriber_EventsPublished_GetsThemInOrderUntilItUnsubscribes()
    {
        await using var client = await _server.ConnectAsync();
        await client.SendAsync("connection_init");
        Assert.Equal("""{"type":"connection_ack","connectionTimeoutMs":300000}""", (await client.ReadAsync())!.ToJsonString());
        Assert.Equal("""{"type":"ka"}""", (await client.ReadAsync())!.ToJsonString());
        Assert.Equal("subscribe_success", await client.AskAsync("subscribe", "one", "/boards/abc"));

        await _server.PublishAsync("/boards/abc", """{"seq":1,"event":{"title":"카드 <b>"}}""", """{"seq":2}""");
        await _server.PublishAsync("/boards/other", "0");
        await _server.PublishAsync("/boards/abc", """{"seq":3}""");

        Assert.Equal("""{"seq":1,"event":{"title":"카드 <b>"}}""", (string)(await client.AnswerAsync())!["event"]!);
        Assert.Equal("one", (string)(await client.AnswerAsync())!["id"]!);
        Assert.Equal("""{"seq":3}""", (string)(await client.AnswerAsync())!["event"]!);
        Assert.Equal("unsubscribe_success", await client.AskAsync("unsubscribe", "one"));
        await _server.PublishAsync("/boards/abc", """{"seq":4}""");
        Assert.Equal("unsubscribe_error UnknownOperationError", await client.AskAsync("unsubscribe", "one"));
    }

    [Fact]
    public async Task Connection_WithATokenThatIsNotAccepted_IsTurnedAway()
    {
        var expired = _server.Pool.Issue("ann", claims => claims["exp"] = DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeSeconds());
        var foreign = _server.Pool.Issue("ann", claims => claims["client_id"] = "another");
        foreach (var (token, host) in new[] { ("none", (string?)null), (expired, null), (foreign, null), (_server.Pool.Issue("ann"), "other.example") })
        {
            await using var client = await _server.ConnectAsync(token, host);
            await client.SendAsync("connection_init");

            var error = await client.ReadAsync();
            Assert.Equal("connection_error UnauthorizedException", EventClient.Summary(error));
            Assert.Equal(401, (int)error!["errors"]![0]!["errorCode"]!);
            Assert.Null(await client.ReadAsync());
            Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.Closed);
        }
    }

    [Fact]
    public async Task Subscription_WithAnExpiredTokenOrOnNoChannel_IsRejectedAndTheSocketStays()
    {
        var expired = _server.Pool.Issue("ann", claims => claims["exp"] = DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeSeconds());
        await using var client = await _server.ConnectAsync();

        Assert.Equal("subscribe_error UnauthorizedException", await client.AskAsync("subscribe", "a", "/boards/abc", token: expired));
        Assert.Equal("subscribe_error BadRequestException", await client.AskAsync("subscribe", "b", "/elsewhere/abc"));
        Assert.Equal("subscribe_error UnauthorizedException", await client.AskAsync("subscribe", "c", "/mute/abc"));
        foreach (var channel in new[] { "", "/", "boards/a_b", "/boards/-a", "/a/b/c/d/e/f", "/boards/*/a", $"/boards/{new string('a', 51)}" })
        {
            Assert.Equal("subscribe_error BadRequestException", await client.AskAsync("subscribe", "d", channel));
        }

        Assert.Equal("subscribe_success", await client.AskAsync("subscribe", "e", "/boards/abc"));
        Assert.Equal("subscribe_error DuplicatedOperationError", await client.AskAsync("subscribe", "e", "/boards/abc"));
        Assert.Equal("error BadRequestException", await client.AskAsync("subscribe", null, "/boards/abc"));
        Assert.Equal("error UnsupportedOperation", await client.AskAsync("start", "f"));
        await client.SendTextAsync("{");
        Assert.Equal("error BadRequestException", EventClient.Summary(await client.AnswerAsync()));
    }

    [Fact]
    public async Task Wildcard_OfANamespace_HearsAllChannelsBelow()
    {
        await using var client = await _server.ConnectAsync();
        Assert.Equal("subscribe_success", await client.AskAsync("subscribe", "all", "/boards/*"));

        await _server.PublishAsync("/boards/a/b", "1");
        await _server.PublishAsync("/open/a", "2");
        await _server.PublishAsync("/boards/c", "3");

        Assert.Equal("1", (string)(await client.AnswerAsync())!["event"]!);
        Assert.Equal("3", (string)(await client.AnswerAsync())!["event"]!);
    }

    [Fact]
    public async Task Subscriptions_OneMoreThanAHundred_IsRejected()
    {
        await using var client = await _server.ConnectAsync();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("subscribe_success", await client.AskAsync("subscribe", $"{i}", $"/boards/{i}"));
        }

        Assert.Equal("subscribe_error MaxSubscriptionsReachedError", await client.AskAsync("subscribe", "100", "/boards/100"));
    }

    [Fact]
    public async Task Publishing_OverASocket_IsForNamespacesThatTakeTokens()
    {
        await using var client = await _server.ConnectAsync();
        Assert.Equal("subscribe_success", await client.AskAsync("subscribe", "s", "/open/abc"));

        Assert.Equal("publish_error UnauthorizedException", await client.AskAsync("publish", "p", "/boards/abc", ["1"]));
        await client.SendAsync("publish", "p", "/open/abc", ["1"]);
        Assert.Equal(["data", "publish_success"], new[] { await client.AnswerAsync(), await client.AnswerAsync() }.Select(EventClient.Summary).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"channel":"/boards/abc","events":["1","2","3","4","5"]}""", 200, null)]
    [InlineData("""{"channel":"/boards/abc","events":["1","2","3","4","5","6"]}""", 400, "BadRequestException")]
    [InlineData("""{"channel":"/boards/abc","events":[]}""", 400, "BadRequestException")]
    [InlineData("""{"channel":"/boards/abc","events":["{"]}""", 400, "BadRequestException")]
    [InlineData("""{"channel":"/boards/abc","events":[1]}""", 400, "BadRequestException")]
    [InlineData("""{"channel":"/boards/*","events":["1"]}""", 400, "BadRequestException")]
    [InlineData("""{"channel":"/elsewhere/abc","events":["1"]}""", 400, "BadRequestException")]
    [InlineData("""[]""", 400, "BadRequestException")]
    public async Task Publishing_ByHttp_TakesOneToFiveEventsOfJson(string body, int status, string? error)
    {
        var (answered, type) = await PostAsync(body.Replace("/boards/", "/open/", StringComparison.Ordinal), _server.Pool.Issue("ann"));

        Assert.Equal((status, error), (answered, type));
    }

    [Fact]
    public async Task Publishing_MoreThan240KB_IsRejected()
    {
        var body = $$"""{"channel":"/open/abc","events":["\"{{new string('a', 240 * 1024)}}\""]}""";

        Assert.Equal((400, "BadRequestException"), await PostAsync(body, _server.Pool.Issue("ann")));
    }

    [Fact]
    public async Task Publishing_WithAWrongOrOldSignatureOrByToken_IsRejected()
    {
        using var wrong = _server.Publisher("guessed");
        var rejected = await Assert.ThrowsAsync<HttpRequestException>(() => wrong.PublishAsync("/boards/abc", ["1"], default));
        Assert.Equal(HttpStatusCode.Forbidden, rejected.StatusCode);

        _server.Time.Advance(TimeSpan.FromMinutes(6));
        rejected = await Assert.ThrowsAsync<HttpRequestException>(() => _server.PublishAsync("/boards/abc", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, rejected.StatusCode);
        Assert.Equal((401, "UnauthorizedException"), await PostAsync("""{"channel":"/boards/abc","events":["1"]}""", _server.Pool.Issue("ann")));
        Assert.Equal((401, "UnauthorizedException"), await PostAsync("""{"channel":"/open/abc","events":["1"]}""", "none"));
    }

    [Fact]
    public async Task Minute_WithoutAnEvent_HasAKeepAlive()
    {
        await using var client = await _server.ConnectAsync();
        Assert.Equal("subscribe_success", await client.AskAsync("subscribe", "s", "/boards/abc"));

        _server.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("""{"type":"ka"}""", (await client.ReadAsync())!.ToJsonString());
    }

    [Fact]
    public async Task Message_AboveAMegabyte_ClosesTheSocket()
    {
        await using var client = await _server.ConnectAsync();

        await client.SendTextAsync(new string(' ', (1024 * 1024) + 1));

        Assert.Null(await client.ReadAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.Closed);
    }

    [Fact]
    public async Task Reader_ThatDoesNotRead_LosesItsSocketAndHoldsUpNobody()
    {
        await using var slow = await _server.ConnectAsync();
        await using var quick = await _server.ConnectAsync();
        Assert.Equal("subscribe_success", await slow.AskAsync("subscribe", "s", "/boards/abc"));
        Assert.Equal("subscribe_success", await quick.AskAsync("subscribe", "q", "/boards/abc"));
        var large = $"\"{new string('a', 200_000)}\"";

        for (var i = 0; i < 60; i++)
        {
            await _server.PublishAsync("/boards/abc", large);
            Assert.Equal("data", EventClient.Summary(await quick.AnswerAsync()));
        }

        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                await slow.AnswerAsync();
            }
        });
    }

    private async Task<(int Status, string? Error)> PostAsync(string body, string token)
    {
        using var client = new HttpClient { BaseAddress = _server.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", token);
        using var answer = await client.PostAsync("/event", new StringContent(body));
        var json = await answer.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>();
        return ((int)answer.StatusCode, (string?)json!["errors"]?[0]?["errorType"]);
    }
}
