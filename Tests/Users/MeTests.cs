using System.Net;
using KanbanAspire.Tests.Api;

namespace KanbanAspire.Tests.Users;

public sealed class MeTests
{
    [Fact]
    public async Task Me_AskedTwice_AsksTheUserPoolOnce()
    {
        await using var pool = await UserPool.StartAsync();
        pool.AddUser("alice", "alice@example.com");
        await using var api = await ApiApplication.StartAsync(pool.Settings);
        using var client = api.ClientWith(pool.Issue("alice"));

        var first = await client.GetStringAsync("/api/me");
        var second = await client.GetStringAsync("/api/me");

        Assert.Equal("""{"id":"alice","email":"alice@example.com","name":"alice"}""", first);
        Assert.Equal(first, second);
        Assert.Equal(1, pool.UserInfoRequests);
    }

    [Fact]
    public async Task Me_UserPoolNoLongerTakesTheToken_Is401()
    {
        await using var pool = await UserPool.StartAsync();
        await using var api = await ApiApplication.StartAsync(pool.Settings);
        using var client = api.ClientWith(pool.Issue("nobody"));

        using var response = await client.GetAsync("/api/me");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
