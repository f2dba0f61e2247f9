using System.Globalization;
using System.Text;
using System.Text.Json;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Authorization;

/// <summary>
/// Sends every request of the OpenAPI document as everybody. What must come back is written in <c>expected.md</c>; a new route
/// fails the test until it has a row there. ACCEPT=1 writes the file anew, for a person to read the difference.
/// </summary>
public sealed class AuthorizationTests : IAsyncLifetime
{
    private const string Signature = "| request | owner | editor | commenter | viewer | stranger | removed | signed out | foreign id |";
    private static readonly string[] Roles = ["signed out", "removed", "stranger", "viewer", "commenter", "editor", "owner"];
    private static readonly string ExpectedFile = Path.Combine(Repository.Root, "Tests", "Authorization", "expected.md");

    private ApiApplication _api = null!;
    private BoardServices _store = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync([("Limits:WritesPerMinute", "0")]);
        _store = _api.Store;
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Routes_AllOfThem_AnswerEverybodyAsTheTableSays()
    {
        var table = new StringBuilder(Signature).Append('\n').Append("| --- |");
        table.Insert(table.Length, " ---: |", 8).Append('\n');
        foreach (var (method, path, operation) in Operations(IsAboutBoards))
        {
            var statuses = new Dictionary<string, string>(StringComparer.Ordinal);
            Furniture? board = null;
            foreach (var role in Roles)
            {
                board ??= await NewBoardAsync(100);
                var status = await SendAsync(board, board, role, method, path, operation);
                statuses[role] = status;
                board = method != "GET" && status[0] == '2' ? null : board;
            }

            var foreign = await ForeignAsync(method, path, operation);
            table.Append(CultureInfo.InvariantCulture, $"| {method} {path} |");
            foreach (var role in Roles.Reverse())
            {
                table.Append(CultureInfo.InvariantCulture, $" {statuses[role]} |");
            }

            table.Append(CultureInfo.InvariantCulture, $" {foreign} |\n");
        }

        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(ExpectedFile, table.ToString());
        }

        Assert.Equal((await File.ReadAllTextAsync(ExpectedFile)).Split('\n'), table.ToString().Split('\n'));
    }

    [Fact]
    public async Task Bodies_ForeignIds_LeadNowhere()
    {
        var (mine, other) = (await NewBoardAsync(100), await NewBoardAsync(500));
        var client = new BoardsClient(_api.ClientOf(mine.Sub("owner")));
        var cards = $"/api/boards/{mine.BoardId}/cards";
        Answer[] answers =
        [
            await client.PostAsync(cards, new { columnId = other.ColumnId, title = "x" }),
            await client.PostAsync(cards, new { columnId = "2", title = "x", labels = new[] { other.LabelId } }),
            await client.PostAsync(cards, new { columnId = "2", title = "x", assignees = new[] { other.MemberId } }),
            await client.PostAsync($"{cards}/{mine.CardId}/move", new { columnId = other.ColumnId }),
            await client.PostAsync($"{cards}/{mine.CardId}/transfer", new { boardId = other.BoardId, columnId = "2" }),
            await client.PostAsync($"{cards}/{other.CardId}/transfer", new { boardId = mine.BoardId, columnId = "2" }),
            await client.SendAsync("DELETE", $"/api/boards/{mine.BoardId}/columns/2?moveTo={other.ColumnId}"),
        ];
        Assert.Equal([404, 422, 422, 404, 404, 404, 404], answers.Select(a => (int)a.Status));
    }

    // Each id in turn is that of another board, of which the caller is an owner, too; the board is one the caller may not see.
    private async Task<string> ForeignAsync(string method, string path, string operation)
    {
        var results = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in path.Split('/').Where(p => p.StartsWith('{')).Select(p => p.Trim('{', '}')).Except(["seq", "version"]))
        {
            var (mine, other) = (await NewBoardAsync(100), await NewBoardAsync(500, owner: "shared"));
            await _store.Commands.ExecuteAsync(other.BoardId, new Actor("shared", "Shared"), new ChangeRole(other.Number(0), Role.Owner), null, default);
            var status = await SendAsync(mine, other, "owner", method, path, operation, name);
            results.Add(status);
        }

        return results.Count == 0 ? "" : string.Join(' ', results);
    }

    private Task<Furniture> NewBoardAsync(int offset, string? owner = null) => Furniture.NewBoardAsync(_store, offset, owner);

    private async Task<string> SendAsync(
        Furniture board, Furniture other, string role, string method, string path, string operation, string? foreign = null)
    {
        string Id(string name) => name == foreign && name == "code" ? "AAAAAAAAAAAAAAAAAAAAAA" : (name == foreign ? other : board).ValueOf(name);

        var address = string.Join('/', path.Split('/').Select(p => p.StartsWith('{') ? Id(p.Trim('{', '}')) : p));
        using var http = role == "signed out" ? new HttpClient { BaseAddress = _api.Client.BaseAddress } : _api.ClientOf(board.Sub(role));
        var answer = await new BoardsClient(http).SendAsync(
            method, address, method is "GET" or "DELETE" ? null : Body(board, operation), ifMatch: "\"2\"");
        return ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Makes the body of a request that a board with one of everything can take.</summary>
    /// <param name="board">The board.</param>
    /// <param name="operation">Id of the operation in the OpenAPI document.</param>
    internal static object Body(Furniture board, string operation) => operation switch
    {
        "CreateBoard" => new { name = "x" },
        "ChangeBoard" => new { name = "y" },
        "AddLabel" or "ChangeLabel" => new { name = "y", colour = "blue" },
        "AddColumn" or "ChangeColumn" => new { name = "y" },
        "CreateCard" => new { columnId = "2", title = "x" },
        "ChangeCard" => new { estimate = 5 },
        "MoveCard" or "CopyCard" => new { columnId = board.ColumnId },
        "TransferCard" => new { boardId = board.BoardId, columnId = "2" },
        "SetTitle" or "AddChecklist" or "RenameChecklist" => new { title = "y" },
        "SetDescription" or "AddEntry" or "ChangeEntry" or "AddComment" or "EditComment" => new { text = "y" },
        "ChangeRole" => new { role = "editor" },
        "AddInvite" => new { role = "viewer", expiresAt = DateTimeOffset.UtcNow.AddDays(1) },
        "AddRule" or "ReplaceRule" or "PreviewSchedule" => new
        {
            schedule = new { every = "day", at = "10:00", timeZone = "UTC" },
            template = new { columnId = "2", title = "x" },
        },
        _ => new { },
    };

    private static bool IsAboutBoards(string path) =>
        path.StartsWith("/api/boards", StringComparison.Ordinal) || path.StartsWith("/api/invites", StringComparison.Ordinal);

    /// <summary>Lists the operations of the OpenAPI document.</summary>
    /// <param name="isMeant">Chooses by the path.</param>
    internal static IReadOnlyList<(string Method, string Path, string Operation)> Operations(Func<string, bool> isMeant)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", "v1.json")));
        return
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               where isMeant(path.Name)
               from operation in path.Value.EnumerateObject()
               select (operation.Name.ToUpperInvariant(), path.Name, operation.Value.GetProperty("operationId").GetString()!),
        ];
    }
}
