using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using KanbanAspire.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Tests.Api;

/// <summary>How the Api keeps the user pool's keys while the pool rotates them, is down or hangs.</summary>
public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly ShiftedTime _time = new();
    private readonly RsaSecurityKey _second = new(RSA.Create(2048)) { KeyId = "key-2" };
    private UserPool _pool = null!;
    private ApiApplication _api = null!;

    public async Task InitializeAsync()
    {
        _pool = await UserPool.StartAsync();
        _pool.AddUser("alice", "alice@example.com");
        _api = await ApiApplication.StartAsync(_pool.Settings, services => services.AddSingleton<TimeProvider>(_time));
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _pool.DisposeAsync();
        _second.Rsa.Dispose();
    }

    [Fact]
    public async Task IssuerHangs_Callers_WaitForTheSameFetchAndThenForNone()
    {
        _pool.KeySet = HangAsync;
        var startedAt = Stopwatch.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync()));
        var togetherMs = Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
        startedAt = Stopwatch.GetTimestamp();
        var next = await AskAsync();

        Assert.All([.. answers, next], status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.InRange(togetherMs, 2_500, 8_000);
        Assert.InRange(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds, 0, 900);
        Assert.InRange(_pool.KeyRequests, 1, 2);
    }

    [Fact]
    public async Task IssuerDown_ThenUp_IsAskedAgainAfterAPauseThatGrows()
    {
        _pool.KeySet = _ => Task.FromResult(Results.StatusCode(500));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync());
        _time.Offset += TimeSpan.FromSeconds(1.5);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync());
        var requests = _pool.KeyRequests;
        _pool.KeySet = _ => Task.FromResult(UserPool.KeySetOf(_pool.Key));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync());
        Assert.Equal(requests, _pool.KeyRequests);
        _time.Offset += TimeSpan.FromSeconds(2.5);
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
    }

    [Fact]
    public async Task KnownKeys_IssuerDown_AreGoodForADay()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        _pool.KeySet = _ => Task.FromResult(Results.StatusCode(500));

        _time.Offset += TimeSpan.FromHours(2);
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        await Eventually.TrueAsync(() => _pool.KeyRequests > 1, "the keys are not fetched again");
        Assert.Equal(HttpStatusCode.OK, await AskAsync());

        _time.Offset += TimeSpan.FromHours(23);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync());
    }

    [Theory]
    [InlineData("""{"keys":[]}""")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task KnownKeys_IssuerSaysNonsense_AreKept(string nonsense)
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        _pool.KeySet = _ => Task.FromResult(Results.Text(nonsense, "application/json"));
        _time.Offset += TimeSpan.FromHours(2);
        await AskAsync();
        await Eventually.TrueAsync(() => _pool.KeyRequests > 1, "the keys are not fetched again");

        Assert.Equal(HttpStatusCode.OK, await AskAsync());
    }

    [Fact]
    public async Task Rotation_FirstTokenOfTheNewKey_IsTaken()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        _pool.KeySet = _ => Task.FromResult(UserPool.KeySetOf(_pool.Key, _second));
        _time.Offset += TimeSpan.FromSeconds(11);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(_second));
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
    }

    [Fact]
    public async Task Withdrawal_OfAKnownKey_CountsAfterTheRefresh()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        _pool.KeySet = _ => Task.FromResult(UserPool.KeySetOf(_second));
        _time.Offset += TimeSpan.FromHours(1);

        HttpStatusCode last = default;
        for (var attempt = 0; attempt < 100 && last != HttpStatusCode.Unauthorized; attempt++)
        {
            last = await AskAsync();
            await Task.Delay(20);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, last);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(_second));
    }

    private static async Task<IResult> HangAsync(HttpContext context)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        return Results.NoContent();
    }

    private async Task<HttpStatusCode> AskAsync(RsaSecurityKey? key = null)
    {
        var token = _pool.Issue(
            "alice",
            claims => claims["exp"] = DateTimeOffset.UtcNow.AddDays(7).ToUnixTimeSeconds(),
            new SigningCredentials(key ?? _pool.Key, SecurityAlgorithms.RsaSha256));
        using var client = _api.ClientWith(token);
        using var response = await client.GetAsync("/api/me");
        return response.StatusCode;
    }

    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
