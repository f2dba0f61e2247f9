using System.IO.Compression;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Authorization;
using KanbanAspire.Tests.Native;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// Runs what is deployed as it is deployed: the zips, unpacked, under the variables of the template, where no .NET is installed.
/// PUBLISHED=DIR takes template and zips from a folder <c>cdk.out</c> that <c>publish</c> wrote, of whichever kind of code.
/// </summary>
[Collection("Stack")]
public sealed class PackageTests(PublishedStack stack) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-package-");

    private static string? Published { get; } = Environment.GetEnvironmentVariable("PUBLISHED") is { Length: > 0 } folder
        ? Path.GetFullPath(folder, Repository.Root) : null;

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

    public void Dispose() => _folder.Delete(recursive: true);

    [PackageFact]
    public async Task Zips_Unpacked_AnswerEveryRouteAndTheTimer()
    {
        var published = Published is { } folder ? new CloudAssembly(folder, "kanban", []) : null;
        var programs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Api"] = Unpack(published?.ZipOf("Answers the HTTP API") ?? $"{await NativeFunction.PublishAsync("Api")}.zip"),
            ["Scheduler"] = Unpack(published?.ZipOf("Inserts the course's item") ?? $"{await NativeFunction.PublishAsync("Scheduler")}.zip"),
        };
        await using var functions = await DeployedFunctions.StartAsync(
            published ?? stack.Course, name => programs[name], new(StringComparer.Ordinal) { ["DOTNET_ROOT"] = "/nowhere" });
        var (operations, asOwner) = (Operations(), AsOwner());
        var wrong = new List<string>();
        foreach (var (_, route) in stack.Course.OfType("AWS::ApiGatewayV2::Route"))
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

    private string Unpack(string zip)
    {
        var folder = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        ZipFile.ExtractToDirectory(zip, folder);
        return Path.Combine(folder, "bootstrap");
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

    // Zips made elsewhere need no toolchain here.
    private sealed class PackageFactAttribute : FactAttribute
    {
        public PackageFactAttribute() => Skip = Published is null ? NativeFunction.Missing! : null!;
    }
}
