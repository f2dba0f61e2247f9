using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.OpenApi;

/// <summary>Sends requests to every endpoint of the document: what it says of headers is what happens.</summary>
public sealed partial class HeaderTests : IAsyncLifetime
{
    private const string Nothing = "AAAAAAAAAAAAAAAAAAAAAA";
    private const string Key = "0123456789abcdef";
    private static readonly string[] WithoutKey = ["SendTelemetry", "StarBoard", "UnstarBoard", "PreviewSchedule"];

    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        _ann = new BoardsClient(_api.ClientOf("ann"));
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task IdempotencyKey_OfEveryChange_IsReadWhereTheDocumentHasIt()
    {
        foreach (var operation in Operations().Where(operation => operation.Method != "GET"))
        {
            var path = Fill(operation.Path, Nothing, Nothing);
            var body = operation.HasBody ? "{}" : null;
            var malformed = await _ann.SendAsync(operation.Method, path, body, key: "short");
            var wellFormed = await _ann.SendAsync(operation.Method, path, body, key: Key + operation.Id);

            Assert.Equal((operation.Id, !WithoutKey.Contains(operation.Id)), (operation.Id, operation.Takes("Idempotency-Key")));
            Assert.Equal((operation.Id, operation.Takes("Idempotency-Key")), (operation.Id, malformed.Problem == "bad-request"));
            Assert.NotEqual((operation.Id, "bad-request"), (operation.Id, wellFormed.Problem));
        }
    }

    [Fact]
    public async Task IfMatch_OfEveryChange_IsRequiredWhereTheDocumentHasIt()
    {
        foreach (var operation in Operations().Where(operation => operation.Method != "GET"))
        {
            var answer = await _ann.SendAsync(operation.Method, Fill(operation.Path, Nothing, Nothing), operation.HasBody ? "{}" : null);

            Assert.Equal((operation.Id, operation.Takes("If-Match")), (operation.Id, answer.Status == (HttpStatusCode)428));
        }
    }

    [Fact]
    public async Task ETag_OfEveryRead_IsThereAndCompared_WhereTheDocumentHasIt()
    {
        var board = await _ann.CreateBoardAsync("A");
        var card = await _ann.CreateCardAsync(board, "2");
        var read = new List<string>();
        foreach (var operation in Operations().Where(operation => operation.Method == "GET"))
        {
            var path = Fill(operation.Path, board.Split('/')[^1], card);
            var answer = await _ann.GetAsync(path);
            if (answer.Status == HttpStatusCode.OK)
            {
                read.Add(operation.Id);
                var again = await _ann.SendAsync("GET", path, ifNoneMatch: answer.ETag ?? "\"1\"");
                Assert.Equal((operation.Id, operation.Gives("200", "ETag")), (operation.Id, answer.ETag is not null));
                Assert.Equal((operation.Id, operation.Takes("If-None-Match")), (operation.Id, again.Status == HttpStatusCode.NotModified));
                Assert.Equal((operation.Id, operation.Gives("304", "ETag")), (operation.Id, again is { Status: HttpStatusCode.NotModified, ETag: not null }));
            }
        }

        Assert.Subset(read.ToHashSet(), new HashSet<string>(["OpenBoard", "GetTitle", "GetDescription", "OpenCard", "ListBoards", "ListEvents"]));
    }

    private static string Fill(string path, string boardId, string cardId) => Parameter().Replace(path, match => match.Groups[1].Value switch
    {
        "boardId" => boardId,
        "cardId" => cardId,
        "seq" or "version" or "columnId" or "labelId" or "memberId" => "1",
        _ => Nothing,
    });

    private static IEnumerable<Operation> Operations()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", "v1.json")))!;
        return from path in document["paths"]!.AsObject()
               where path.Key.StartsWith("/api/", StringComparison.Ordinal)
               from operation in path.Value!.AsObject()
               select new Operation(operation.Key.ToUpper(CultureInfo.InvariantCulture), path.Key, operation.Value!);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();

    private sealed record Operation(string Method, string Path, JsonNode Node)
    {
        internal string Id => Node["operationId"]!.GetValue<string>();

        internal bool HasBody => Node["requestBody"] is not null;

        internal bool Takes(string header) => Node["parameters"]?.AsArray()
            .Any(parameter => parameter!["in"]!.GetValue<string>() == "header" && parameter["name"]!.GetValue<string>() == header) is true;

        internal bool Gives(string status, string header) => Node["responses"]![status]?["headers"]?[header] is not null;
    }
}
