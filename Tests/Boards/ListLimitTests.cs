using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Boards;

/// <summary>
/// Sends each list of every request with few and with many entries: what the Api accepts fits a transaction, the rest is the
/// caller's fault and never a 5xx. The lists come from the OpenAPI document, so that a new one cannot be forgotten here.
/// </summary>
public sealed class ListLimitTests : IAsyncLifetime
{
    // Of these the limit is no limit of the board: seven days a week, and a browser's measurements are counted and dropped.
    private static readonly string[] Others = ["PreviewRequest.schedule.days", "RuleRequest.schedule.days", "TelemetryRequest.resourceSpans", "TelemetryRequest.resourceMetrics"];

    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private string _board = null!;
    private string _card = null!;
    private string[] _labels = null!;
    private string[] _members = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync([("Limits:WritesPerMinute", "0")]);
        _ann = new BoardsClient(_api.ClientOf("ann"));
        _board = await _ann.CreateBoardAsync("A");
        _card = await _ann.CreateCardAsync(_board, "2");
        var labels = new List<string>();
        for (var n = 0; n <= Limits.LabelsPerCard; n++)
        {
            labels.Add((await _ann.PostAsync($"{_board}/labels", new { name = $"{n}", colour = "red" })).Location!.Split('/')[^1]);
        }

        // Above 99: so many were once read before they were counted, more than a transaction takes.
        for (var n = 0; n < 110; n++)
        {
            await _ann.JoinAsync(_board, new BoardsClient(_api.ClientOf($"member-{n}")), "editor");
        }

        var members = (await _ann.GetAsync($"{_board}/members")).Body!["members"]!.AsArray();
        (_labels, _members) = ([.. labels], [.. members.Select(member => member!["id"]!.GetValue<string>())]);
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Lists_OfEveryRequest_AreAcceptedUpToTheirLimitAndRejectedBeyond()
    {
        var lists = Lists();
        var faults = new List<string>();
        foreach (var (name, method, path, limit, body) in lists)
        {
            foreach (var count in new[] { 0, 1, limit, limit + 1, 99, 100, 200, 10_000 }.Distinct())
            {
                var answer = await _ann.SendAsync(method, path, body(count));
                var isRight = count <= limit ? (int)answer.Status is 200 or 201
                    : answer.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge;
                if (!isRight)
                {
                    faults.Add($"{name} with {count}: {(int)answer.Status} {answer.Body?.ToJsonString()}");
                }
            }
        }

        Assert.Empty(faults);
        Assert.Equal(InDocument(), lists.Select(list => list.Name).Concat(Others).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_TooLong_NameTheLimit()
    {
        var answer = await _ann.PostAsync($"{_board}/cards", new { columnId = "2", title = "x", assignees = Repeated(_members, 99) });

        Assert.Equal("limit-reached", answer.Problem);
        Assert.Equal(Limits.AssigneesPerCard, answer.Body!["limit"]!.GetValue<int>());
    }

    private (string Name, string Method, string Path, int Limit, Func<int, object> Body)[] Lists()
    {
        var schedule = new { every = "day", timeZone = "UTC", at = "09:00" };
        return
        [
            ("CreateBoardRequest.columns", "POST", "/api/boards", Limits.Columns, n => new { name = "x", columns = Texts(n) }),
            ("CreateCardRequest.labels", "POST", $"{_board}/cards", Limits.LabelsPerCard,
                n => new { columnId = "2", title = "x", labels = Repeated(_labels, n) }),
            ("CreateCardRequest.assignees", "POST", $"{_board}/cards", Limits.AssigneesPerCard,
                n => new { columnId = "2", title = "x", assignees = Repeated(_members, n) }),
            ("ChangeCardRequest.clear", "PATCH", $"{_board}/cards/{_card}", Enum.GetValues<CardField>().Length,
                n => new { clear = Repeated([.. Enum.GetNames<CardField>().Select(JsonNamingPolicy.CamelCase.ConvertName)], n) }),
            ("AddChecklistRequest.entries", "POST", $"{_board}/cards/{_card}/checklists", Limits.EntriesPerChecklist,
                n => new { title = "x", entries = Texts(n) }),
            ("CommentRequest.mentions", "POST", $"{_board}/cards/{_card}/comments", Limits.Mentions,
                n => new { text = "x", mentions = Repeated(_members, n) }),
            ("RuleRequest.template.labels", "POST", $"{_board}/rules", Limits.LabelsPerCard,
                n => new { schedule, template = new { columnId = "2", title = "x", labels = Repeated(_labels, n) } }),
            ("RuleRequest.template.assignees", "POST", $"{_board}/rules", Limits.AssigneesPerCard,
                n => new { schedule, template = new { columnId = "2", title = "x", assignees = Repeated(_members, n) } }),
        ];
    }

    private static string[] Texts(int count) => [.. Enumerable.Range(0, count).Select(n => $"{n}")];

    private static string[] Repeated(string[] values, int count) => [.. Enumerable.Range(0, count).Select(n => values[n % values.Length])];

    // Each list-valued member of a request body, with the objects that it is in, but not within another list.
    private static IEnumerable<string> InDocument()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", "v1.json")))!;
        var schemas = document["components"]!["schemas"]!;
        return schemas.AsObject().Where(schema => schema.Key.EndsWith("Request", StringComparison.Ordinal))
            .SelectMany(schema => ListsOf(schema.Value!, schema.Key)).Order(StringComparer.Ordinal);

        IEnumerable<string> ListsOf(JsonNode schema, string name) => (schema["properties"]?.AsObject() ?? [])
            .SelectMany(member => member.Value!["type"]?.ToJsonString().Contains("\"array\"", StringComparison.Ordinal) is true
                ? [$"{name}.{member.Key}"]
                : Reference(member.Value!) is { } inner ? ListsOf(schemas[inner]!, $"{name}.{member.Key}") : []);
    }

    private static string? Reference(JsonNode member) => (member["$ref"] ?? member["oneOf"]?.AsArray()
        .FirstOrDefault(one => one!["$ref"] is not null)?["$ref"])?.GetValue<string>().Split('/')[^1];
}
