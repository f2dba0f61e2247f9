using System.Net;
using System.Text.Json.Nodes;

namespace KanbanAspire.Tests.ApiGateway;

[Collection("API gateway")]
public sealed class JwtAuthorizerTests(GatewayFixture gateway)
{
    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    // Each token, the status on a route with the scopes openid and admin, and the status on one that asks for none.
    private static readonly Dictionary<string, (Func<TestIssuer, string?> Token, int WithScopes, int WithoutScopes)> Matrix = new(StringComparer.Ordinal)
    {
        ["good"] = (i => $"Bearer {i.Sign(i.Claims())}", 200, 200),
        ["good, without Bearer"] = (i => i.Sign(i.Claims()), 200, 200),
        ["good, bearer in small letters"] = (i => $"bearer {i.Sign(i.Claims())}", 200, 200),
        ["the other scope"] = (i => $"Bearer {i.Sign(i.Claims(("scope", "x admin")))}", 200, 200),
        ["scp as a list"] = (i => $"Bearer {i.Sign(i.Claims(("scope", null), ("scp", new[] { "openid" })))}", 200, 200),
        ["aud in place of client_id"] = (i => $"Bearer {i.Sign(i.Claims(("client_id", null), ("aud", "client-2")))}", 200, 200),
        ["aud as a list"] = (i => $"Bearer {i.Sign(i.Claims(("client_id", null), ("aud", new[] { "x", "client-2" })))}", 200, 200),
        ["missing"] = (_ => null, 401, 401),
        ["empty"] = (_ => "", 401, 401),
        ["Bearer alone"] = (_ => "Bearer ", 401, 401),
        ["garbage"] = (_ => "Bearer garbage", 401, 401),
        ["garbage with dots"] = (_ => "Bearer a.b.c", 401, 401),
        ["basic"] = (_ => "Basic dXNlcjpwYXNz", 401, 401),
        ["two tokens"] = (i => $"Bearer {i.Sign(i.Claims())}, Bearer {i.Sign(i.Claims())}", 401, 401),
        ["wrong client_id"] = (i => $"Bearer {i.Sign(i.Claims(("client_id", "other")))}", 401, 401),
        ["wrong aud beside a right client_id"] = (i => $"Bearer {i.Sign(i.Claims(("aud", "other")))}", 401, 401),
        ["neither aud nor client_id"] = (i => $"Bearer {i.Sign(i.Claims(("client_id", null)))}", 401, 401),
        ["wrong iss"] = (i => $"Bearer {i.Sign(i.Claims(("iss", "https://evil.example")))}", 401, 401),
        ["iss with a slash more"] = (i => $"Bearer {i.Sign(i.Claims(("iss", i.Issuer + "/")))}", 401, 401),
        ["no iss"] = (i => $"Bearer {i.Sign(i.Claims(("iss", null)))}", 401, 401),
        ["unknown kid"] = (i => $"Bearer {i.Sign(i.Claims(), kid: "unknown")}", 401, 401),
        ["no kid"] = (i => $"Bearer {i.Sign(i.Claims(), kid: "")}", 401, 401),
        ["bad signature"] = (i => $"Bearer {Tamper(i.Sign(i.Claims()))}", 401, 401),
        ["claims of another token"] = (i => $"Bearer {Mix(i.Sign(i.Claims()), i.Sign(i.Claims(("sub", "admin"))))}", 401, 401),
        ["alg none"] = (i => $"Bearer {TestIssuer.Unsigned(i.Claims(), "key-1", "none")}.", 401, 401),
        ["alg none with the signature of RS256"] = (i => $"Bearer {i.Sign(i.Claims(), alg: "none")}", 401, 401),
        ["HS256 with the public key"] = (i => $"Bearer {i.SignWithPublicKeyAsSecret(i.Claims())}", 401, 401),
        ["RS512 in the header"] = (i => $"Bearer {i.Sign(i.Claims(), alg: "RS512")}", 401, 401),
        ["expired"] = (i => $"Bearer {i.Sign(i.Claims(("exp", Now - 1)))}", 401, 401),
        ["no exp"] = (i => $"Bearer {i.Sign(i.Claims(("exp", null)))}", 401, 401),
        ["not yet valid"] = (i => $"Bearer {i.Sign(i.Claims(("nbf", Now + 120)))}", 401, 401),
        ["issued in the future"] = (i => $"Bearer {i.Sign(i.Claims(("iat", Now + 120)))}", 401, 401),
        ["no scope in common"] = (i => $"Bearer {i.Sign(i.Claims(("scope", "email phone openidx")))}", 403, 200),
        ["ID token"] = (i => $"Bearer {i.Sign(i.Claims(("scope", null), ("client_id", null), ("aud", "client-1"), ("token_use", "id")))}", 403, 200),
    };

    public static TheoryData<string> Cases => [.. Matrix.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Token_OfEachKind_GetsItsStatus(string name)
    {
        var (token, withScopes, withoutScopes) = Matrix[name];

        await AssertStatusAsync("/guarded", token(gateway.Issuer), withScopes);
        await AssertStatusAsync("/signed-in", token(gateway.Issuer), withoutScopes);
        await AssertStatusAsync("/opened/1", token(gateway.Issuer), 200);
    }

    [Fact]
    public async Task Token_Good_ReachesTheFunctionAsStrings()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/guarded");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {gateway.Issuer.Sign(gateway.Issuer.Claims(("exp", Now + 100), ("iat", Now)))}");
        var jwt = (await gateway.EventAsync(request))["requestContext"]!["authorizer"]!["jwt"]!;

        var expected = new JsonObject
        {
            ["claims"] = new JsonObject
            {
                ["sub"] = "user-1",
                ["iss"] = gateway.Issuer.Issuer,
                ["client_id"] = "client-1",
                ["token_use"] = "access",
                ["scope"] = "openid email",
                ["iat"] = $"{Now}",
                ["exp"] = $"{Now + 100}",
                ["cognito:groups"] = "[a b]",
                ["flag"] = "true",
            },
            ["scopes"] = new JsonArray("openid", "email"),
        };
        Assert.True(JsonNode.DeepEquals(expected, jwt), jwt.ToJsonString());
    }

    [Fact]
    public async Task Kid_Unknown_FetchesKeysOnceMoreAndNotInAStorm()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var lambda = await FakeLambda.StartAsync();
        var port = Support.Repository.FreePort();
        var routes = Path.GetTempFileName();
        await File.WriteAllTextAsync(routes, """[{"routeKey":"GET /guarded","authorization":"JWT","scopes":["openid"]}]""");
        await using var process = await GatewayFixture.StartGatewayAsync(port,
        [
            GatewayFixture.Integration("echo", "/{proxy+}", lambda.Url),
            Lambda.Variable.Of("API_GATEWAY_ROUTES", routes),
            Lambda.Variable.Of("API_GATEWAY_JWT_ISSUER", issuer.Issuer),
            Lambda.Variable.Of("API_GATEWAY_JWT_AUDIENCE", "client-1"),
        ]);
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };

        var first = await StatusAsync(client, issuer.Sign(issuer.Claims()));
        issuer.AddKey("key-2");
        var rotated = await StatusAsync(client, issuer.SignWith("key-2", issuer.Claims()));
        var statuses = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => StatusAsync(client, issuer.Sign(issuer.Claims(), kid: $"made-up-{n}"))));
        var good = await StatusAsync(client, issuer.Sign(issuer.Claims()));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first, rotated));
        Assert.All(statuses, s => Assert.Equal(HttpStatusCode.Unauthorized, s));
        Assert.Equal(HttpStatusCode.OK, good);
        Assert.Equal(2, issuer.Fetches);
        File.Delete(routes);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/guarded") { Headers = { { "Authorization", $"Bearer {token}" } } };
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task AssertStatusAsync(string path, string? authorization, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await gateway.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal((status, path), ((int)response.StatusCode, path));
        if (status is 401 or 403)
        {
            Assert.Equal(status == 401 ? """{"message":"Unauthorized"}""" : """{"message":"Forbidden"}""", body);
            Assert.StartsWith("Bearer", response.Headers.GetValues("WWW-Authenticate").Single(), StringComparison.Ordinal);
        }
    }

    private static string Tamper(string token) => token[..^10] + (token[^10] == 'A' ? 'B' : 'A') + token[^9..];

    private static string Mix(string token, string other) => $"{token.Split('.')[0]}.{other.Split('.')[1]}.{token.Split('.')[2]}";
}
