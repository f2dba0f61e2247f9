using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Boards;

/// <summary>
/// Sends whatever JSON to every route that takes some: never a 5xx. FUZZ sets how many requests in all, 10,000 unless told
/// otherwise; a native function gets 1,000.
/// </summary>
public sealed class FuzzTests : IAsyncLifetime
{
    private const int LargeBody = 64 * 1024;

    private static int Requests => FunctionBuild.IsNative ? 1_000
        : int.TryParse(Environment.GetEnvironmentVariable("FUZZ"), CultureInfo.InvariantCulture, out var count) ? count : 10_000;

    private static readonly string[] Texts =
    [
        "\"\"", "\"x\"", "\"2\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e\\u2066abc\"", "\"🚀👩‍👩‍👧\"",
        "\"한글\"", "\"2026-02-30\"", "\"2026-12-24\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"AAAAAAAAAAAAAAAAAAAAAA\"", "\"owner\"",
        "\"block\"", "\"week\"", "\"UTC\"", "\"* * * * *\"", "\"../../x\"", "\"' OR 1=1\"", $"\"{new string('y', 70_000)}\"", $"\"{new string('가', 201)}\"",
    ];

    private static readonly string[] Others =
        ["null", "true", "false", "0", "-1", "1e400", "-0.0", "99999999999999999999", "2147483648", "1.5", "[]", "{}", "[[[[]]]]", "\"", "{", "nan", "[1,"];

    private static readonly Gen<string> AnyJson = Gen.Recursive<string>((depth, inner) => depth > 2
        ? Gen.OneOf(Const(Texts), Const(Others))
        : Gen.Frequency(
            (3, Const(Texts)),
            (2, Const(Others)),
            (1, inner.Array[0, 3].Select(items => $"[{string.Join(',', items)}]")),
            (1, Gen.Select(Gen.String, inner, (name, value) => $"{{{JsonSerializer.Serialize(name)}:{value}}}"))));

    private static Gen<string> Const(string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private ApiApplication _api = null!;
    private HttpClient _http = null!;
    private string _board = null!;
    private string _card = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync([("Limits:WritesPerMinute", "0"), ("Logging:LogLevel:Default", "None")]);
        _http = _api.ClientOf("ann");
        var ann = new BoardsClient(_http);
        _board = await ann.CreateBoardAsync("A", "B");
        _card = await ann.CreateCardAsync(_board, "2");
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Bodies_OfAnyKind_NeverGiveA5xx()
    {
        var routes = Routes();
        var requests = Gen.Select(Gen.Int[0, routes.Count - 1], AnyJson.Array[12], AnyJson, (route, values, whole) => (route, values, whole));
        await requests.SampleAsync(
            async request =>
            {
                var (method, path, fields) = routes[request.route];
                var body = fields.Count == 0 || request.values[0].Length % 5 == 0
                    ? request.whole
                    : $"{{{string.Join(',', fields.Select((field, i) => $"\"{field}\":{request.values[i % 12]}"))}}}";
                using var message = new HttpRequestMessage(new HttpMethod(method), path)
                {
                    Content = new StringContent(body, Encoding.UTF8, "application/json"),
                };
                message.Headers.TryAddWithoutValidation("If-Match", "\"2\"");
                // A body that is rejected unread may end the connection, under the next request if that takes the same one.
                message.Headers.ConnectionClose = body.Length > LargeBody;
                using var response = await _http.SendAsync(message);
                Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{(int)response.StatusCode} for {method} {path} {body[..Math.Min(500, body.Length)]}");
            },
            iter: Requests,
            threads: 2);
    }

    // The routes that take a body, with the names of its members, from the OpenAPI document.
    private List<(string Method, string Path, List<string> Fields)> Routes()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", "v1.json")));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        return
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               where path.Name.StartsWith("/api/boards", StringComparison.Ordinal)
               from operation in path.Value.EnumerateObject()
               where operation.Value.TryGetProperty("requestBody", out _)
               let name = FindReference(operation.Value.GetProperty("requestBody"))
               select (operation.Name.ToUpperInvariant(), Fill(path.Name), schemas.GetProperty(name).GetProperty("properties")
                   .EnumerateObject().Select(p => p.Name).Where(p => p != "archived").ToList()),
        ];
    }

    private static string FindReference(JsonElement body) =>
        System.Text.RegularExpressions.Regex.Match(body.GetRawText(), "schemas/(?<name>\\w+)", default, TimeSpan.FromSeconds(1)).Groups["name"].Value;

    private string Fill(string path) => path
        .Replace("/api/boards/{boardId}", _board, StringComparison.Ordinal)
        .Replace("{cardId}", _card, StringComparison.Ordinal)
        .Replace("{columnId}", "3", StringComparison.Ordinal)
        .Replace("{labelId}", "4", StringComparison.Ordinal)
        .Replace("{memberId}", "7", StringComparison.Ordinal)
        .Replace("{seq}", "2", StringComparison.Ordinal)
        .Replace("{checklistId}", "AAAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal)
        .Replace("{entryId}", "AAAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal)
        .Replace("{commentId}", "AAAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal)
        .Replace("{ruleId}", "AAAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal);
}
