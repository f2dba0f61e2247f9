using System.Text.Json.Nodes;

namespace KanbanAspire.Report.Calls;

/// <summary>Calls every route once, as a user's day would: items, a board, its cards, a guest, and everything taken away again.</summary>
/// <param name="log">Where calls are written down.</param>
/// <param name="owner">Who makes the board.</param>
/// <param name="guest">Who is invited.</param>
internal sealed partial class RestScenario(CallLog log, Person owner, Person guest)
{
    private const string Board = "/api/boards/{boardId}";
    private const string Card = $"{Board}/cards/{{cardId}}";

    /// <summary>Runs it.</summary>
    /// <returns>A task that ends when each route was called, and fails at the first unexpected status.</returns>
    public async Task RunAsync()
    {
        await ItemsAsync();
        await BoardsAsync();
        await ColumnsAsync();
        await CardsAsync();
        await TextsAsync();
        await ChecklistsAsync();
        await CommentsAsync();
        await RulesAsync();
        await MembersAsync();
        await EventsAsync();
        await EndAsync();
    }

    private async Task ItemsAsync()
    {
        log.Ids["id"] = "1";
        await SendAsync("PUT /items", 200, new { id = "1", price = 100, name = "pencil" });
        await SendAsync("GET /items", 200);
        await SendAsync("GET /items/{id}", 200);
        await SendAsync("DELETE /items/{id}", 200);
        await SendAsync("GET /api/me", 200);
        await SendAsync("POST /api/telemetry", 202, PageLoad());
    }

    private async Task BoardsAsync()
    {
        var made = await SendAsync("POST /api/boards", 201, new { name = "Release 1.0", columns = new[] { "To do", "Doing", "Done" } });
        log.Ids["boardId"] = Text(made["board"]!["id"]);
        await SendAsync("GET /api/boards", 200);
        var board = await SendAsync($"GET {Board}", 200);
        log.Ids["ownMember"] = Text(board["me"]);
        log.Ids["toDo"] = ColumnOf(board, "To do");
        log.Ids["done"] = ColumnOf(board, "Done");
        await SendAsync($"PATCH {Board}", 200, new { description = "What is left before the release", colour = "teal" });
        await SendAsync($"PUT {Board}/star", 204);
        await SendAsync($"DELETE {Board}/star", 204);
        var label = await SendAsync($"POST {Board}/labels", 201, new { name = "bug", colour = "rose" });
        log.Ids["labelId"] = Text(label["labels"]![0]!["id"]);
        await SendAsync($"PATCH {Board}/labels/{{labelId}}", 200, new { name = "defect" });
    }

    private async Task ColumnsAsync()
    {
        var column = await SendAsync($"POST {Board}/columns", 201, new { name = "Review", wipLimit = 2, wipPolicy = "block" });
        log.Ids["columnId"] = Text(column["columns"]![0]!["id"]);
        await SendAsync($"PATCH {Board}/columns/{{columnId}}", 200, new { name = "In review", colour = "amber" });
        await SendAsync($"POST {Board}/columns/{{columnId}}/move", 200, new { before = log.Ids["done"] });
    }

    private async Task CardsAsync()
    {
        var made = await SendAsync($"POST {Board}/cards", 201, new
        {
            columnId = log.Ids["toDo"],
            title = "Write the release notes",
            description = "English **and** Korean.",
            priority = "high",
        });
        log.Ids["cardId"] = Text(made["cards"]![0]!["id"]);
        log.Ids["version"] = Text(made["seq"]);
        log.Ids["memberId"] = log.Ids["ownMember"];
        var changed = await SendAsync($"PATCH {Card}", 200, new { estimate = 3, due = "2026-12-24" });
        log.Ids["seq"] = Text(changed["seq"]);
        await SendAsync($"PUT {Card}/labels/{{labelId}}", 200);
        await SendAsync($"PUT {Card}/assignees/{{memberId}}", 200);
        await SendAsync($"POST {Card}/move", 200, new { columnId = log.Ids["columnId"], from = log.Ids["toDo"] });
        var copy = await SendAsync($"POST {Card}/copy", 201, new { columnId = log.Ids["toDo"], title = "Send the release notes" });
        await SendAsync($"DELETE {Card}/labels/{{labelId}}", 200);
        await SendAsync($"DELETE {Card}/assignees/{{memberId}}", 200);
        await SendAsync($"POST {Card}/archive", 200);
        await SendAsync($"GET {Board}/archive", 200);
        await SendAsync($"POST {Card}/restore", 200, new { columnId = log.Ids["toDo"] });
        await OfAnotherAsync("cardId", Text(copy["cards"]![0]!["id"]), async () =>
        {
            await SendAsync($"POST {Card}/transfer", 200, await OtherBoardAsync());
        });
        await SendAsync($"DELETE {Board}/labels/{{labelId}}", 200);
    }

    private async Task TextsAsync()
    {
        var title = await SendAsync($"GET {Card}/title", 200);
        await SendAsync($"PUT {Card}/title", 200, new { title = "Write the release notes in two languages" }, Text(title["version"]));
        await SendAsync($"PUT {Card}/description", 200, new { text = "English **and** Korean, both by Friday." }, log.Ids["version"]);
        await SendAsync($"GET {Card}/description", 200);
        await SendAsync($"GET {Card}/description/revisions/{{version}}", 200);
        await SendAsync($"GET {Card}", 200);
    }

    // What the front end sends after its first page, as OTLP JSON: loaded in a quarter of a second.
    private static object PageLoad()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var span = new
        {
            traceId = "0af7651916cd43dd8448eb211c80319c",
            spanId = "b7ad6b7169203331",
            name = "documentLoad",
            kind = 1,
            startTimeUnixNano = $"{now - 250}000000",
            endTimeUnixNano = $"{now}000000",
        };
        return new { resourceSpans = new[] { new { scopeSpans = new[] { new { spans = new[] { span } } } } } };
    }

    // A command of the second board is not part of the table: the first one has made it already.
    private async Task<object> OtherBoardAsync()
    {
        var unseen = new CallLog(new Dictionary<string, string>(StringComparer.Ordinal) { ["POST /api/boards"] = "", [$"GET {Board}"] = "" });
        var made = await unseen.SendAsync(owner, "POST /api/boards", 201, new { name = "Marketing", columns = new[] { "Ideas" } });
        unseen.Ids["boardId"] = Text(made["board"]!["id"]);
        var board = await unseen.SendAsync(owner, $"GET {Board}", 200);
        return new { boardId = unseen.Ids["boardId"], columnId = ColumnOf(board, "Ideas") };
    }

    private async Task OfAnotherAsync(string name, string value, Func<Task> calls)
    {
        var kept = log.Ids[name];
        log.Ids[name] = value;
        await calls();
        log.Ids[name] = kept;
    }

    private Task<JsonNode> SendAsync(string route, int status, object? body = null, string? ifMatch = null, string? query = null) =>
        log.SendAsync(owner, route, status, body, query, ifMatch);

    private static string ColumnOf(JsonNode board, string name) =>
        Text(board["columns"]!.AsArray().Single(column => Text(column!["name"]) == name)!["id"]);

    private static string Text(JsonNode? value) => value?.ToString() ?? throw new InvalidOperationException("The answer lacks a member.");
}
