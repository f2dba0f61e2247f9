namespace KanbanAspire.Report.Calls;

/// <summary>Asks for what must be refused.</summary>
/// <param name="log">Where calls are written down.</param>
/// <param name="owner">Who has a board.</param>
/// <param name="stranger">Who is not a member of it.</param>
/// <param name="nobody">Who has no token.</param>
/// <param name="forger">Who has a token with a broken signature.</param>
internal sealed class Rejections(CallLog log, Person owner, Person stranger, Person nobody, Person forger)
{
    private const string Board = "/api/boards/{boardId}";
    private const string Card = $"{Board}/cards/{{cardId}}";

    /// <summary>Runs it.</summary>
    /// <returns>A task that ends when everything was refused as it must be.</returns>
    public async Task RunAsync()
    {
        await RefusedAsync(nobody, "GET /items", 401, "no token");
        await RefusedAsync(forger, "GET /items", 401, "the token's signature is broken");
        await RefusedAsync(owner, "GET /unknown", 404, "no such route");
        await RefusedAsync(owner, "PUT /items", 400, "the body is no JSON", body: "{");
        await PrepareAsync();
        await RefusedAsync(stranger, $"GET {Board}", 404, "not a member of the board");
        var oneTooMany = new { columnId = log.Ids["columnId"], title = "One too many" };
        await RefusedAsync(owner, $"POST {Board}/cards", 409, "the column's WIP limit is reached", body: oneTooMany);
        await RefusedAsync(owner, $"POST {Board}/columns", 422, "a column needs a name", body: new { name = "" });
        await RefusedAsync(owner, $"PUT {Card}/title", 428, "the version is not named", body: new { title = "New" });
        await RefusedAsync(owner, $"PUT {Card}/title", 412, "somebody else was faster", body: new { title = "New" }, ifMatch: "1");
    }

    private Task RefusedAsync(Person person, string route, int status, string reason, object? body = null, string? ifMatch = null) =>
        log.SendAsync(person, route, status, body, ifMatch: ifMatch, rejection: reason);

    // A board with one column that holds one card and no more. Only rejections are shown.
    private async Task PrepareAsync()
    {
        var unseen = new CallLog(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POST /api/boards"] = "",
            [$"POST {Board}/columns"] = "",
            [$"POST {Board}/cards"] = "",
        });
        var board = await unseen.SendAsync(owner, "POST /api/boards", 201, new { name = "Rejections" });
        unseen.Ids["boardId"] = log.Ids["boardId"] = board["board"]!["id"]!.ToString();
        var column = await unseen.SendAsync(owner, $"POST {Board}/columns", 201, new { name = "Doing", wipLimit = 1, wipPolicy = "block" });
        log.Ids["columnId"] = column["columns"]![0]!["id"]!.ToString();
        var card = await unseen.SendAsync(owner, $"POST {Board}/cards", 201, new { columnId = log.Ids["columnId"], title = "The only one" });
        log.Ids["cardId"] = card["cards"]![0]!["id"]!.ToString();
    }
}
