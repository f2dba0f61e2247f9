using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Api;

/// <summary>
/// Sends events as a function's own address makes them, behind CloudFront, which has signed the request: no gateway has checked a token.
/// https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
/// </summary>
public sealed class FunctionUrlTests : IAsyncLifetime
{
    private const string Url = "abcdefghijklmnopqrstuvwxyz012345.lambda-url.ap-northeast-2.on.aws";
    private const string HttpApi = "a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com";

    private UserPool _pool = null!;
    private ApiStack _stack = null!;

    public async Task InitializeAsync()
    {
        _pool = await UserPool.StartAsync();
        _stack = await ApiStack.StartAsync(new Dictionary<string, string>
        {
            ["Authentication__Issuer"] = _pool.Issuer,
            ["Authentication__ClientIds"] = "*",
            ["Authentication__TrustGateway"] = "true",
            ["Authentication__FetchKeysAtStart"] = "true",
        });
    }

    public async Task DisposeAsync()
    {
        await _stack.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task Keys_AreFetchedBeforeTheFirstToken()
    {
        await Eventually.TrueAsync(() => Task.FromResult(_pool.KeyRequests > 0), () => "no keys were fetched");

        Assert.Equal(200, await AskAsync(Url, viewer: _pool.Issue("ann")));
        Assert.Equal(1, _pool.KeyRequests);
    }

    [Fact]
    public async Task Token_OfTheViewer_IsChecked()
    {
        Assert.Equal(200, await AskAsync(Url, viewer: _pool.Issue("ann")));
        Assert.Equal(200, await AskAsync(Url, viewer: _pool.Issue("ann", claims => claims["client_id"] = "another of this pool")));
        Assert.Equal(401, await AskAsync(Url, viewer: null));
        Assert.Equal(401, await AskAsync(Url, viewer: _pool.Issue("ann", claims => claims["token_use"] = "id")));
        Assert.Equal(401, await AskAsync(Url, viewer: _pool.Issue("ann", claims => claims["iss"] = "https://example.com")));
        Assert.Equal(401, await AskAsync(Url, viewer: _pool.Issue("ann", claims => claims["exp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 1)));
    }

    [Fact]
    public async Task Authorization_OfCloudFront_IsNoToken() =>
        Assert.Equal(401, await AskAsync(Url, viewer: null, authorization: $"Bearer {_pool.Issue("ann")}"));

    [Fact]
    public async Task Claims_AtTheUrl_AreNotBelieved() => Assert.Equal(401, await AskAsync(Url, viewer: null, claims: true));

    [Fact]
    public async Task HttpApi_BesideIt_BelievesItsClaimsAndNoHeader()
    {
        Assert.Equal(200, await AskAsync(HttpApi, viewer: null, claims: true));
        Assert.Equal(401, await AskAsync(HttpApi, viewer: _pool.Issue("ann")));
    }

    private async Task<int> AskAsync(string host, string? viewer, string? authorization = null, bool claims = false)
    {
        var headers = new JsonObject
        {
            ["host"] = host,
            ["authorization"] = authorization ?? "AWS4-HMAC-SHA256 Credential=ASIA/20261128/ap-northeast-2/lambda/aws4_request, SignedHeaders=host, Signature=0",
        };
        if (viewer is not null)
        {
            headers["x-viewer-authorization"] = $"Bearer {viewer}";
        }

        var authorizer = new JsonObject
        {
            ["iam"] = new JsonObject { ["accessKey"] = "ASIA", ["accountId"] = "111122223333", ["callerId"] = "id", ["userArn"] = "arn:aws:iam::111122223333:user/x" },
        };
        if (claims)
        {
            authorizer["jwt"] = new JsonObject
            {
                ["claims"] = new JsonObject { ["sub"] = "ann", ["iss"] = _pool.Issuer, ["client_id"] = UserPool.ClientId, ["token_use"] = "access", ["scope"] = "openid" },
            };
        }

        var e = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "$default",
            ["rawPath"] = "/api/boards",
            ["rawQueryString"] = "",
            ["headers"] = headers,
            ["requestContext"] = new JsonObject
            {
                ["accountId"] = "anonymous",
                ["apiId"] = host.Split('.')[0],
                ["authorizer"] = authorizer,
                ["domainName"] = host,
                ["http"] = new JsonObject { ["method"] = "GET", ["path"] = "/api/boards", ["protocol"] = "HTTP/1.1", ["sourceIp"] = "192.0.2.1" },
                ["requestId"] = "id",
                ["routeKey"] = "$default",
                ["stage"] = "$default",
                ["timeEpoch"] = 1_795_900_000_000,
            },
            ["isBase64Encoded"] = false,
        };
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync($"{_stack.Lambda}/2015-03-31/functions/api/invocations", e);
        return (int)(await response.Content.ReadFromJsonAsync<JsonObject>())!["statusCode"]!;
    }
}
