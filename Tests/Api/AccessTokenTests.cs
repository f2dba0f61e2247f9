using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Tests.Api;

public sealed class AccessTokenTests
{
    public static TheoryData<string, HttpStatusCode> Matrix { get; } = new()
    {
        { "good", HttpStatusCode.OK },
        { "issued by a clock 3 s ahead", HttpStatusCode.OK },
        { "ID token", HttpStatusCode.Unauthorized },
        { "without token_use", HttpStatusCode.Unauthorized },
        { "another client_id", HttpStatusCode.Unauthorized },
        { "without client_id but with aud", HttpStatusCode.Unauthorized },
        { "another issuer", HttpStatusCode.Unauthorized },
        { "issuer with a slash", HttpStatusCode.Unauthorized },
        { "without sub", HttpStatusCode.Unauthorized },
        { "expired", HttpStatusCode.Unauthorized },
        { "without exp", HttpStatusCode.Unauthorized },
        { "not yet valid", HttpStatusCode.Unauthorized },
        { "issued in future", HttpStatusCode.Unauthorized },
        { "another key of the same id", HttpStatusCode.Unauthorized },
        { "unknown kid", HttpStatusCode.Unauthorized },
        { "alg none", HttpStatusCode.Unauthorized },
        { "HS256 with the public key", HttpStatusCode.Unauthorized },
        { "RS512", HttpStatusCode.Unauthorized },
        { "payload changed", HttpStatusCode.Unauthorized },
        { "garbage", HttpStatusCode.Unauthorized },
        { "dots", HttpStatusCode.Unauthorized },
        { "without openid", HttpStatusCode.Forbidden },
        { "without scope", HttpStatusCode.Forbidden },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Me_Token_IsTakenOrRefused(string token, HttpStatusCode expected)
    {
        await using var api = await ApiApplication.StartAsync();
        api.UserPool.AddUser("alice", "alice@example.com");
        using var client = api.ClientWith(Make(api.UserPool, token));

        using var response = await client.GetAsync("/api/me");

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected != HttpStatusCode.OK, response.Headers.WwwAuthenticate.Count > 0);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Me_NoToken_IsAProblemWithChallenge()
    {
        await using var api = await ApiApplication.StartAsync();

        using var response = await api.Client.GetAsync("/api/me");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("urn:kanbanaspire:problem:sign-in-required", problem.RootElement.GetProperty("type").GetString());
    }

    [Fact]
    public async Task UnknownKeyIds_ManyAtOnce_FetchTheKeysOnce()
    {
        await using var pool = await UserPool.StartAsync();
        await using var api = await ApiApplication.StartAsync(pool.Settings);
        using var client = api.ClientWith(Make(pool, "unknown kid"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var response = await client.GetAsync("/api/me");
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }));

        Assert.Equal(1, pool.KeyRequests);
    }

    [Fact]
    public async Task Me_IssuerAway_AnswersAllWhoWaitAfterOneFetchAndOthersAtOnce()
    {
        await using var pool = await UserPool.StartAsync();
        pool.IsAway = true;
        await using var api = await ApiApplication.StartAsync(pool.Settings);
        using var client = api.ClientWith(Make(pool, "good"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var response = await client.GetAsync("/api/me");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }));
        var requests = pool.KeyRequests;
        using var next = await client.GetAsync("/api/me");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, next.StatusCode);
        Assert.Equal(requests, pool.KeyRequests);
        Assert.InRange(requests, 1, 4);
    }

    [Fact]
    public async Task Me_TrustGatewayOnKestrel_RefusesGoodTokens()
    {
        await using var api = await ApiApplication.StartAsync([("Authentication:TrustGateway", "true")]);
        using var client = api.ClientOf("alice");

        using var response = await client.GetAsync("/api/me");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Me_IssuerDown_Is503WithRetryAfter()
    {
        await using var pool = await UserPool.StartAsync();
        await using var api = await ApiApplication.StartAsync(
            [.. pool.Settings, ("Authentication:Issuer", "http://127.0.0.1:1/pool")]);
        using var client = api.ClientWith(pool.Issue("alice"));

        using var response = await client.GetAsync("/api/me");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private static string Make(UserPool pool, string token)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return token switch
        {
            "good" => pool.Issue("alice"),
            "issued by a clock 3 s ahead" => pool.Issue("alice", claims => claims["iat"] = now + 3),
            "ID token" => pool.Issue("alice", claims => claims["token_use"] = "id"),
            "without token_use" => pool.Issue("alice", claims => claims.Remove("token_use")),
            "another client_id" => pool.Issue("alice", claims => claims["client_id"] = "somebody"),
            "without client_id but with aud" => pool.Issue("alice", claims =>
            {
                claims.Remove("client_id");
                claims["aud"] = UserPool.ClientId;
            }),
            "another issuer" => pool.Issue("alice", claims => claims["iss"] = "https://example.com"),
            "issuer with a slash" => pool.Issue("alice", claims => claims["iss"] = pool.Issuer + "/"),
            "without sub" => pool.Issue("alice", claims => claims.Remove("sub")),
            "expired" => pool.Issue("alice", claims => claims["exp"] = now - 1),
            "without exp" => pool.Issue("alice", claims => claims.Remove("exp")),
            "not yet valid" => pool.Issue("alice", claims => claims["nbf"] = now + 60),
            "issued in future" => pool.Issue("alice", claims => claims["iat"] = now + 60),
            "another key of the same id" => Signed(pool, new RsaSecurityKey(RSA.Create(2048)) { KeyId = "key-1" }),
            "unknown kid" => Signed(pool, new RsaSecurityKey(RSA.Create(2048)) { KeyId = "key-2" }),
            "RS512" => Signed(pool, pool.Key, SecurityAlgorithms.RsaSha512),
            "HS256 with the public key" => Signed(
                pool,
                new SymmetricSecurityKey(Encoding.UTF8.GetBytes(pool.Key.Rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = "key-1" },
                SecurityAlgorithms.HmacSha256),
            "alg none" => WithoutSignature(pool.Issue("alice")),
            "payload changed" => Changed(pool.Issue("alice")),
            "garbage" => "garbage",
            "dots" => "..",
            "without openid" => pool.Issue("alice", claims => claims["scope"] = "email"),
            "without scope" => pool.Issue("alice", claims => claims.Remove("scope")),
            _ => throw new ArgumentOutOfRangeException(nameof(token), token, null),
        };
    }

    private static string Signed(UserPool pool, SecurityKey key, string algorithm = SecurityAlgorithms.RsaSha256) =>
        pool.Issue("alice", change: null, new SigningCredentials(key, algorithm));

    private static string WithoutSignature(string token) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","kid":"key-1","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("alice", "bob", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}
