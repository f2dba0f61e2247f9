using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Api;

/// <summary>Sends events with the claims of a JWT authorizer straight to the function, as only the gateway can.</summary>
public sealed class GatewayClaimsTests
{
    [Theory]
    [InlineData("access token", 200)]
    [InlineData("ID token", 401)]
    [InlineData("another client", 401)]
    [InlineData("another issuer", 401)]
    [InlineData("without openid", 403)]
    [InlineData("without authorizer", 401)]
    public async Task Claims_TrustGateway_AreCheckedForWhatTheGatewayDoesNot(string claims, int expected)
    {
        await using var stack = await StartAsync(trustGateway: true);

        Assert.Equal(expected, await InvokeAsync(stack, Claims(claims)));
    }

    [Fact]
    public async Task Claims_GatewayNotTrusted_AreNotBelieved()
    {
        await using var stack = await StartAsync(trustGateway: false);

        Assert.Equal(401, await InvokeAsync(stack, Claims("access token")));
    }

    private static Task<ApiStack> StartAsync(bool trustGateway) => ApiStack.StartAsync(new Dictionary<string, string>
    {
        ["Authentication__Issuer"] = "https://issuer.example.com/pool",
        ["Authentication__ClientIds"] = UserPool.ClientId,
        ["Authentication__TrustGateway"] = trustGateway ? "true" : "false",
    });

    private static JsonObject? Claims(string claims) => claims is "without authorizer" ? null : new JsonObject
    {
        ["sub"] = "alice",
        ["iss"] = claims is "another issuer" ? "https://other.example.com" : "https://issuer.example.com/pool",
        ["client_id"] = claims is "another client" ? "other" : UserPool.ClientId,
        ["token_use"] = claims is "ID token" ? "id" : "access",
        ["scope"] = claims is "without openid" ? "email" : "openid email",
    };

    private static async Task<int> InvokeAsync(ApiStack stack, JsonObject? claims)
    {
        var context = new JsonObject { ["http"] = new JsonObject { ["method"] = "GET", ["path"] = "/items" } };
        if (claims is not null)
        {
            context["authorizer"] = new JsonObject { ["jwt"] = new JsonObject { ["claims"] = claims } };
        }

        var e = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "GET /items",
            ["rawPath"] = "/items",
            ["rawQueryString"] = "",
            // Claims in headers are somebody's wish.
            ["headers"] = new JsonObject { ["token_use"] = "access", ["sub"] = "mallory", ["authorization"] = "Bearer x.y.z" },
            ["requestContext"] = context,
            ["isBase64Encoded"] = false,
        };
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync($"{stack.Lambda}/2015-03-31/functions/api/invocations", e);
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>();
        return (int)answer!["statusCode"]!;
    }
}
