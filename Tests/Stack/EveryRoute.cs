using System.Text.Json.Nodes;
using KanbanAspire.Tests.Authorization;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>Calls what is deployed: each route of the API, signed out and as the owner of a board, and the timer.</summary>
public static class EveryRoute
{
    // What the owner of a board gets, where that is not in the table of the authorization tests.
    private static readonly Dictionary<string, int> OtherRoutes = new(StringComparer.Ordinal)
    {
        ["GET /api/me"] = 503,
        // Off by default.
        ["POST /api/telemetry"] = 404,
        ["PUT /items"] = 200,
        ["GET /items"] = 200,
        ["GET /items/{id}"] = 200,
        ["DELETE /items/{id}"] = 200,
    };

    /// <summary>Checks each answer, and that telemetry of both functions arrives.</summary>
    /// <param name="functions">The functions.</param>
    /// <param name="stack">Says which routes there are.</param>
    public static async Task AssertAnsweredAsync(DeployedFunctions functions, CloudAssembly stack)
    {
        var (operations, asOwner) = (Operations(), AsOwner());
        var wrong = new List<string>();
        foreach (var (_, route) in stack.OfType("AWS::ApiGatewayV2::Route"))
        {
            var key = (string)route["Properties"]!["RouteKey"]!;
            var (method, path) = (key.Split(' ')[0], key.Split(' ')[1]);
            var board = await Furniture.NewBoardAsync(functions.Store, 100);
            var address = string.Join('/', path.Split('/').Select(p => p is "{id}" ? "1" : p.StartsWith('{') ? board.ValueOf(p.Trim('{', '}')) : p));
            object? body = path is "/items" && method is "PUT" ? new { id = "1", name = "Pen", price = 1 }
                : method is "GET" or "DELETE" ? null : AuthorizationTests.Body(board, operations[key]);

            // Without claims no event may be let in.
            var (signedOut, signedIn) = (await functions.AskAsync(key, address, null, body), await functions.AskAsync(key, address, board.Sub("owner"), body));
            var expected = (401, asOwner.TryGetValue(key, out var status) ? status : OtherRoutes[key]);
            if (((int?)signedOut["statusCode"], (int?)signedIn["statusCode"]) != expected)
            {
                wrong.Add($"{key}: {signedOut["statusCode"]}, {signedIn["statusCode"]} {signedIn["body"]} in place of {expected}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Concat(functions.Log.TakeLast(20))));
        Assert.StartsWith("\"Put item ", (string?)(await functions.TickAsync())["body"], StringComparison.Ordinal);
        Assert.True(await functions.CloudWatch.WaitForAsync("DynamoDB.PutItem", "traces"), string.Join('\n', functions.CloudWatch.Rejected));
        Assert.Empty(functions.CloudWatch.Rejected);
    }

    // | GET /api/boards | 200 | 200 | …: the second column is the owner's.
    private static Dictionary<string, int> AsOwner() =>
        File.ReadLines(Path.Combine(Repository.Root, "Tests", "Authorization", "expected.md")).Skip(2)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1], cells => int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static Dictionary<string, string> Operations()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", "v1.json")))!;
        return (from path in document["paths"]!.AsObject()
                from operation in path.Value!.AsObject()
                where operation.Value is JsonObject { } o && o.ContainsKey("operationId")
                select (Key: $"{operation.Key.ToUpperInvariant()} {path.Key}", Id: (string)operation.Value!["operationId"]!))
            .ToDictionary(operation => operation.Key, operation => operation.Id, StringComparer.Ordinal);
    }
}
