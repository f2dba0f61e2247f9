using System.Text.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.ApiGateway;

public sealed class RouteTableTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "openapi");

    [Fact]
    public void RouteTable_OfTheDocument_HasEachOperationOnce()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "v1.json")))!;
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}")).Order(StringComparer.Ordinal);

        Assert.Equal(operations, Routes().Select(r => r.RouteKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RouteTable_Protected_AsksForOpenid()
    {
        Assert.All(Routes(), r => Assert.Equal(r.Authorization == "JWT" ? ["openid"] : [], r.Scopes));
        Assert.DoesNotContain(Routes(), r => r.Authorization == "NONE");
    }

    private static TableRoute[] Routes() =>
        JsonSerializer.Deserialize<TableRoute[]>(File.ReadAllText(Path.Combine(Folder, "routes.json")), JsonSerializerOptions.Web)!;

    private sealed record TableRoute(string RouteKey, string Authorization, string[] Scopes);
}
