using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

[Collection("Stack")]
public sealed class RoutesTests(PublishedStack stack)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];

    [Fact]
    public void Routes_Template_AreThoseOfTheOpenApiDocument() =>
        Assert.Equal(Documented().Keys.Order(StringComparer.Ordinal), Deployed().Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Routes_Documented_HaveTheirAuthorizationAndScopes()
    {
        var deployed = Deployed();
        foreach (var (key, scopes) in Documented())
        {
            var route = deployed[key];
            var isItems = key.Split(' ')[1].StartsWith("/items", StringComparison.Ordinal);
            var type = isItems ? (string?)route["AuthorizationType"]!["Fn::If"]![1] : (string?)route["AuthorizationType"];
            Assert.Equal(scopes.Count > 0 ? "JWT" : "NONE", type);
            Assert.Equal(
                scopes,
                (route["AuthorizationScopes"]?.AsArray() ?? []).Select(s => isItems ? (string?)s!["Fn::If"]![1] : (string?)s));
        }
    }

    [Fact]
    public void Routes_Items_OpenOnlyByParameter()
    {
        var open = Deployed().Where(route => route.Value["AuthorizationType"] is JsonObject).Select(route => route.Key);

        Assert.Equal(["DELETE /items/{id}", "GET /items", "GET /items/{id}", "PUT /items"], open.Order(StringComparer.Ordinal));
        Assert.All(Deployed().Where(route => route.Value["AuthorizationType"] is JsonObject), route =>
            CloudAssembly.AssertJson("""{ "Fn::If": ["ItemsNeedToken", "JWT", "NONE"] }""", route.Value["AuthorizationType"]));
    }

    [Fact]
    public void Authorizer_Audience_IsBothClients() => CloudAssembly.AssertJson(
        """
        {
          "Issuer": { "Fn::Join": ["", ["https://cognito-idp.ap-northeast-2.amazonaws.com/", { "Ref": "UserPool" }]] },
          "Audience": [{ "Ref": "WebAppClient" }, { "Fn::If": ["HasCourseClient", { "Ref": "CourseAppClient" }, { "Ref": "AWS::NoValue" }] }]
        }
        """,
        stack.Course.Properties("JwtAuthorizer")["JwtConfiguration"]);

    [Fact]
    public void Stage_Default_IsThrottledAndLogsJson()
    {
        var stage = stack.Course.Properties("HttpApiStage");

        CloudAssembly.AssertJson("""{ "Ref": "ThrottleRate" }""", stage["DefaultRouteSettings"]!["ThrottlingRateLimit"]);
        CloudAssembly.AssertJson("""{ "Ref": "ThrottleBurst" }""", stage["DefaultRouteSettings"]!["ThrottlingBurstLimit"]);
        Assert.Equal("$context.status", (string?)JsonNode.Parse((string)stage["AccessLogSettings"]!["Format"]!)!["status"]);
    }

    [Fact]
    public void Cors_Origins_ComeFromAParameter()
    {
        var cors = stack.Course.Properties("HttpApi")["CorsConfiguration"]!["Fn::If"]![1]!;

        CloudAssembly.AssertJson("""{ "Fn::Split": [",", { "Ref": "CorsOrigins" }] }""", cors["AllowOrigins"]);
        // What the front end sends, too.
        Assert.Contains("idempotency-key", cors["AllowHeaders"]!.AsArray().Select(header => header!.GetValue<string>()));
    }

    private Dictionary<string, JsonNode> Deployed() => stack.Course.OfType("AWS::ApiGatewayV2::Route")
        .Select(route => route.Resource["Properties"]!)
        .ToDictionary(route => (string)route["RouteKey"]!, StringComparer.Ordinal);

    private static Dictionary<string, IReadOnlyList<string>> Documented()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", "v1.json")))!;
        return (from path in document["paths"]!.AsObject()
                from operation in path.Value!.AsObject()
                where Methods.Contains(operation.Key, StringComparer.Ordinal)
                select (Key: $"{operation.Key.ToUpperInvariant()} {path.Key}", Scopes: ScopesOf(operation.Value!)))
            .ToDictionary(route => route.Key, route => route.Scopes, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> ScopesOf(JsonNode operation) =>
        [.. (operation["security"]?.AsArray() ?? []).SelectMany(s => s!.AsObject()).SelectMany(s => s.Value!.AsArray()).Select(s => (string)s!)];
}
