using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Tests.Cognito;

/// <summary>Codes, tokens and what may be done with them.</summary>
public sealed class TokenTests(UserPoolFixture fixture) : IClassFixture<UserPoolFixture>
{
    private readonly UserPoolServer _pool = fixture.Server;

    [Fact]
    public async Task Token_OfACode_HasCognitosMembersAndClaims()
    {
        var tokens = await _pool.NewVisitor().TokensAsync();

        Assert.Equal(["access_token", "expires_in", "id_token", "refresh_token", "token_type"], tokens.Select(it => it.Key).Order());
        Assert.Equal(3600, (int)tokens["expires_in"]!);
        Assert.Equal("Bearer", (string?)tokens["token_type"]);

        var access = Visitor.Claims((string)tokens["access_token"]!);
        Assert.Equal(
            [
                "auth_time", "client_id", "event_id", "exp", "iat", "iss", "jti", "origin_jti", "scope", "sub", "token_use",
                "username", "version",
            ],
            access.Select(it => it.Key).Order());
        Assert.Equal(
            (_pool.Issuer, "access", UserPoolServer.WebClient, "openid email", 2, (string?)access["sub"]),
            ((string?)access["iss"], (string?)access["token_use"], (string?)access["client_id"],
                (string?)access["scope"], (int)access["version"]!, (string?)access["username"]));

        var id = Visitor.Claims((string)tokens["id_token"]!);
        Assert.Equal(
            [
                "at_hash", "aud", "auth_time", "cognito:username", "email", "email_verified", "event_id", "exp", "iat", "iss",
                "jti", "nonce", "origin_jti", "sub", "token_use",
            ],
            id.Select(it => it.Key).Order());
        Assert.Equal(
            (UserPoolServer.WebClient, "id", UserPoolServer.DemoEmail, true, (string?)access["origin_jti"]),
            ((string?)id["aud"], (string?)id["token_use"], (string?)id["email"], (bool)id["email_verified"]!,
                (string?)id["origin_jti"]));
    }

    [Fact]
    public async Task Token_AccessAndId_AreSignedUnderTheTwoKeysOfTheSet()
    {
        var tokens = await _pool.NewVisitor().TokensAsync();
        using var http = new HttpClient();
        var keys = new JsonWebKeySet(await http.GetStringAsync(_pool.Issuer + "/.well-known/jwks.json"));

        var used = new[] { "access_token", "id_token" }.Select(it => Visitor.Header((string)tokens[it]!)).ToList();

        Assert.Equal(keys.Keys.Select(it => it.Kid).Order(), used.Select(it => (string?)it["kid"]).Order());
        Assert.All(used, it => Assert.Equal(["alg", "kid"], it.Select(member => member.Key).Order()));
        Assert.All(keys.Keys, it => Assert.Equal(("RSA", "RS256", "sig"), (it.Kty, it.Alg, it.Use)));
    }

    [Fact]
    public async Task Token_WithoutNamedScope_GetsAllOfTheClient()
    {
        var tokens = await _pool.NewVisitor().TokensAsync(_pool.Request(("scope", null)));

        Assert.Equal(
            "openid email phone profile aws.cognito.signin.user.admin",
            (string?)Visitor.Claims((string)tokens["access_token"]!)["scope"]);
    }

    [Fact]
    public async Task Token_CodeUsedTwice_IsRefusedAndItsTokensAreRevoked()
    {
        var visitor = _pool.NewVisitor();
        var code = await visitor.CodeAsync();
        var (_, first) = await visitor.RedeemAsync(code);

        var (status, second) = await visitor.RedeemAsync(code);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, (string?)second["error"]));
        Assert.Equal("invalid_grant", (string?)(await visitor.RefreshAsync((string)first["refresh_token"]!)).Body["error"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.UserInfoAsync((string)first["access_token"]!)).StatusCode);
    }

    [Theory]
    [InlineData("client_id", UserPoolServer.CourseClient, "invalid_grant")]
    [InlineData("client_id", "3kanbanaspirelocalnobody01", "invalid_client")]
    [InlineData("redirect_uri", UserPoolServer.Callback + "/", "invalid_grant")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX", "invalid_grant")]
    [InlineData("code_verifier", Visitor.Challenge, "invalid_grant")]
    [InlineData("code_verifier", null, "invalid_request")]
    [InlineData("code", "made-up", "invalid_grant")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", null, "invalid_request")]
    public async Task Token_NotWhatTheCodeWasMadeFor_IsRefused(string name, string? value, string error)
    {
        var visitor = _pool.NewVisitor();

        var (status, body) = await visitor.RedeemAsync(await visitor.CodeAsync(), (name, value));

        Assert.Equal((HttpStatusCode.BadRequest, error), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task Token_CodeOlderThanFiveMinutes_IsRefused()
    {
        await using var pool = await UserPoolServer.StartAsync();
        var visitor = pool.NewVisitor();
        var code = await visitor.CodeAsync();
        var other = await visitor.CodeAsync();

        pool.Time.Advance(TimeSpan.FromSeconds(295));
        var inTime = await visitor.RedeemAsync(other);
        pool.Time.Advance(TimeSpan.FromSeconds(10));
        var late = await visitor.RedeemAsync(code);

        Assert.Equal(HttpStatusCode.OK, inTime.Status);
        Assert.Equal("invalid_grant", (string?)late.Body["error"]);
    }

    [Fact]
    public async Task Refresh_LaterOn_KeepsTheSignInAndGivesNoNewRefreshToken()
    {
        await using var pool = await UserPoolServer.StartAsync();
        var visitor = pool.NewVisitor();
        var first = await visitor.TokensAsync(pool.Request());
        pool.Time.Advance(TimeSpan.FromDays(20));

        var (status, second) = await visitor.RefreshAsync((string)first["refresh_token"]!);
        var again = await visitor.RefreshAsync((string)first["refresh_token"]!);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (status, again.Status));
        Assert.Equal(["access_token", "expires_in", "id_token", "token_type"], second.Select(it => it.Key).Order());
        var (before, after) = (Visitor.Claims((string)first["access_token"]!), Visitor.Claims((string)second["access_token"]!));
        Assert.Equal(
            ((string?)before["sub"], (string?)before["origin_jti"], (long)before["auth_time"]!, (string?)before["scope"]),
            ((string?)after["sub"], (string?)after["origin_jti"], (long)after["auth_time"]!, (string?)after["scope"]));
        Assert.NotEqual((string?)before["jti"], (string?)after["jti"]);
        Assert.Equal(pool.Time.GetUtcNow().ToUnixTimeSeconds(), (long)after["iat"]!);
        Assert.Equal("invalid_grant",
            (string?)(await visitor.RefreshAsync((string)first["refresh_token"]!, UserPoolServer.CourseClient)).Body["error"]);

        pool.Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal("invalid_grant", (string?)(await visitor.RefreshAsync((string)first["refresh_token"]!)).Body["error"]);
    }

    [Fact]
    public async Task UserInfo_OfAnAccessToken_TellsTheAddressWithItsStateAsText()
    {
        var visitor = _pool.NewVisitor();
        var tokens = await visitor.TokensAsync();

        var answer = await visitor.UserInfoAsync((string)tokens["access_token"]!);

        var sub = (string)Visitor.Claims((string)tokens["access_token"]!)["sub"]!;
        Assert.Equal(
            $$"""{"sub":"{{sub}}","username":"{{sub}}","email":"demo@example.com","email_verified":"true"}""",
            JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.ToJsonString());
    }

    [Fact]
    public async Task UserInfo_OfAnythingElse_IsRefused()
    {
        var visitor = _pool.NewVisitor();
        var tokens = await visitor.TokensAsync();
        var access = (string)tokens["access_token"]!;
        var withoutOpenId = await visitor.TokensAsync(_pool.Request(("scope", "aws.cognito.signin.user.admin")));
        var payload = access.Split('.')[1];
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        string[] bad =
        [
            (string)tokens["id_token"]!, (string)tokens["refresh_token"]!, "made-up", (string)withoutOpenId["access_token"]!,
            $"{none}.{payload}.", $"{none}.{payload}.{access.Split('.')[2]}", access[..^8] + "AAAAAAAA", await ForgedAsync(access),
        ];

        foreach (var token in bad)
        {
            var answer = await visitor.UserInfoAsync(token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task UserInfo_AfterTheTokensHour_IsRefused()
    {
        await using var pool = await UserPoolServer.StartAsync();
        var visitor = pool.NewVisitor();
        var tokens = await visitor.TokensAsync(pool.Request());

        pool.Time.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.UserInfoAsync((string)tokens["access_token"]!)).StatusCode);
    }

    [Fact]
    public async Task Revoke_OfARefreshToken_EndsTheFamilyAndSaysNothing()
    {
        var visitor = _pool.NewVisitor();
        var tokens = await visitor.TokensAsync();
        var refresh = (string)tokens["refresh_token"]!;

        var first = await RevokeAsync(visitor, refresh);
        var second = await RevokeAsync(visitor, refresh);

        Assert.Equal((HttpStatusCode.OK, ""), first);
        Assert.Equal((HttpStatusCode.OK, ""), second);
        Assert.Equal("invalid_grant", (string?)(await visitor.RefreshAsync(refresh)).Body["error"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.UserInfoAsync((string)tokens["access_token"]!)).StatusCode);
    }

    [Fact]
    public async Task Revoke_OfAnAccessTokenOrByAnother_IsRefused()
    {
        var visitor = _pool.NewVisitor();
        var tokens = await visitor.TokensAsync();

        var access = await RevokeAsync(visitor, (string)tokens["access_token"]!);
        await RevokeAsync(visitor, (string)tokens["refresh_token"]!, UserPoolServer.CourseClient);

        Assert.Equal(HttpStatusCode.BadRequest, access.Status);
        Assert.Contains("unsupported_token_type", access.Body);
        Assert.Equal(HttpStatusCode.OK, (await visitor.RefreshAsync((string)tokens["refresh_token"]!)).Status);
    }

    [Fact]
    public async Task Discovery_OnTheIssuerOnly_HasTheMembersOfALivePool()
    {
        using var http = new HttpClient();

        var document = JsonNode.Parse(await http.GetStringAsync(_pool.Issuer + "/.well-known/openid-configuration"))!.AsObject();

        Assert.Equal(
            [
                "authorization_endpoint", "end_session_endpoint", "id_token_signing_alg_values_supported", "issuer", "jwks_uri",
                "response_types_supported", "revocation_endpoint", "scopes_supported", "subject_types_supported",
                "token_endpoint", "token_endpoint_auth_methods_supported", "userinfo_endpoint",
            ],
            document.Select(it => it.Key).Order());
        Assert.Equal(
            (_pool.Issuer, _pool.Domain + "/oauth2/authorize", _pool.Issuer + "/.well-known/jwks.json"),
            ((string?)document["issuer"], (string?)document["authorization_endpoint"], (string?)document["jwks_uri"]));
        foreach (var wrong in new[]
        {
            _pool.Domain + "/ap-northeast-2_Local0001/.well-known/openid-configuration",
            _pool.Domain + "/.well-known/openid-configuration", _pool.IssuerAddress + "/login" + _pool.Request(),
            _pool.IssuerAddress + "/mailbox", _pool.IssuerAddress + "/oauth2/token",
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(wrong)).StatusCode);
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> RevokeAsync(
        Visitor visitor, string token, string client = UserPoolServer.WebClient)
    {
        var answer = await visitor.PostAsync("/oauth2/revoke", ("token", token), ("client_id", client));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The same claims, signed with HMAC under the public key, as if that were a secret.</summary>
    private async Task<string> ForgedAsync(string access)
    {
        using var http = new HttpClient();
        var key = new JsonWebKeySet(await http.GetStringAsync(_pool.Issuer + "/.well-known/jwks.json")).Keys[0];
        var header = Base64UrlEncoder.Encode(new JsonObject { ["alg"] = "HS256", ["kid"] = key.Kid }.ToJsonString());
        var unsigned = $"{header}.{access.Split('.')[1]}";
        var signature = System.Security.Cryptography.HMACSHA256.HashData(
            Base64UrlEncoder.DecodeBytes(key.N), Encoding.ASCII.GetBytes(unsigned));
        return $"{unsigned}.{Base64UrlEncoder.Encode(signature)}";
    }
}
