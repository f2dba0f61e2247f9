using System.Globalization;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Native;
using KanbanAspire.Tests.Store;

namespace KanbanAspire.Tests.Stack.Cost;

/// <summary>
/// Measures processor time and answers of the native functions under the template's variables, for the model. MEASURE=1 runs it,
/// for minutes, and writes the table in <c>docs/cost.md</c>; then ACCEPT=1 writes what follows from it.
/// </summary>
[Collection("Stack")]
public sealed class CostMeasurement(PublishedStack stack)
{
    private const int Requests = 200;

    [NativeFact]
    public async Task Operations_ProcessorTimeAndBytes_AreWrittenDown()
    {
        if (Environment.GetEnvironmentVariable("MEASURE") != "1")
        {
            return;
        }

        var programs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Api"] = await NativeFunction.PublishAsync("Api"),
            ["Scheduler"] = await NativeFunction.PublishAsync("Scheduler"),
        };
        await using var functions = await DeployedFunctions.StartAsync(
            stack.Prod, name => programs[name], new(StringComparer.Ordinal) { ["Limits__WritesPerMinute"] = "0", ["Telemetry__TraceSampling"] = "0.05" });
        var rows = "| | processor ms | answer, bytes |\n| --- | ---: | ---: |\n";
        // Commands go to a board of their own, so that those that are opened keep their size.
        var (small, large, busy) = (await NewBoardAsync(functions, 100), await NewBoardAsync(functions, 2_000), await NewBoardAsync(functions, 100));
        foreach (var operation in Operation.All)
        {
            var board = operation.Name.Contains("2,000", StringComparison.Ordinal) ? large : operation.IsCommand ? busy : small;
            var (ms, bytes) = await MeasureAsync(functions, "api", () => AskAsync(functions, operation.Name, board));
            rows += string.Create(CultureInfo.InvariantCulture, $"| {operation.Name} | {ms:0.00} | {bytes:0} |\n");
        }

        // Signed once: the pool that signs is part of this process, and only the function's time is counted.
        await using var pool = await UserPool.StartAsync();
        await using var byUrl = await DeployedFunctions.StartAsync(stack.FunctionUrl, name => programs[name], new(StringComparer.Ordinal)
        {
            ["Limits__WritesPerMinute"] = "0",
            ["Telemetry__TraceSampling"] = "0.05",
            ["Authentication__Issuer"] = pool.Issuer,
        });
        var token = pool.Issue("ann");
        byUrl.TokenOf = _ => token;
        await NewBoardAsync(byUrl, 100);
        await NewBoardAsync(byUrl, 100);
        var third = await NewBoardAsync(byUrl, 100);
        var (urlMs, urlBytes) = await MeasureAsync(byUrl, "api", () => AskAsync(byUrl, "list one's boards", third));
        rows += string.Create(CultureInfo.InvariantCulture, $"| list one's boards, by the function's URL | {urlMs:0.00} | {urlBytes:0} |\n");

        var run = await MeasureAsync(functions, "scheduler", async () => (await functions.TickAsync()).ToJsonString().Length);
        new CostPage("cost.md").Write("measured", rows + string.Create(CultureInfo.InvariantCulture, $"| run of the Scheduler | {run.Ms:0.00} | |\n"));
    }

    private static async Task<(double Ms, double Bytes)> MeasureAsync(DeployedFunctions functions, string function, Func<Task<int>> askAsync)
    {
        for (var i = 0; i < 10; i++)
        {
            await askAsync();
        }

        double bytes = 0;
        var before = functions.ProcessorTime(function);
        for (var i = 0; i < Requests; i++)
        {
            bytes += await askAsync();
        }

        return ((functions.ProcessorTime(function) - before).TotalMilliseconds / Requests, bytes / Requests);
    }

    private static async Task<int> AskAsync(DeployedFunctions functions, string operation, (string Board, string Card) at)
    {
        var (board, card) = ($"/api/boards/{at.Board}", $"/api/boards/{at.Board}/cards/{at.Card}");
        var (key, path, query, body) = operation switch
        {
            "create a card" => ("POST", $"{board}/cards", "", (object?)new { columnId = "3", title = "Look at the draft of the release notes" }),
            "move to another column" => ("POST", $"{card}/move", "", await MoveAsync(functions, at)),
            "change a field" => ("PATCH", card, "", new { estimate = Random.Shared.Next(1, 100) }),
            "comment" => ("POST", $"{card}/comments", "", new { text = "I have read it and would like to add a section about costs." }),
            "read a card" => ("GET", card, "", null),
            "list one's boards" => ("GET", "/api/boards", "", null),
            "poll an unchanged board" => ("GET", $"{board}/events", $"after={await SeqAsync(functions, at.Board)}", null),
            _ => ("GET", board, "", null),
        };
        var answer = await functions.AskAsync($"{key} {path}", path, "ann", body, query);
        Assert.InRange((int)answer["statusCode"]!, 200, 201);
        var text = (string?)answer["body"] ?? "";
        return (bool?)answer["isBase64Encoded"] == true ? Convert.FromBase64String(text).Length : System.Text.Encoding.UTF8.GetByteCount(text);
    }

    private static async Task<object> MoveAsync(DeployedFunctions functions, (string Board, string Card) at)
    {
        var card = (await functions.Store.Cards.GetCardAsync(at.Board, at.Card, default))!;
        return new { columnId = card.ColumnId == "2" ? "3" : "2", from = card.ColumnId };
    }

    private static async Task<long> SeqAsync(DeployedFunctions functions, string board) =>
        (await functions.Store.Boards.GetMembershipAsync(board, "ann", default))!.Board.Seq;

    private static async Task<(string Board, string Card)> NewBoardAsync(DeployedFunctions functions, int cards)
    {
        var (board, ann) = (Ids.New(DateTimeOffset.UtcNow), new Actor("ann", "Ann"));
        await Done(new CreateBoard(board, new BoardInfo("Release"), ["To do", "Doing"]));
        await Done(new AddLabel("Bug", "red"));
        await Done(new AddLabel("UI", "blue"));
        for (var i = 0; i < cards; i += 80)
        {
            await Done(new FillColumn(i, Math.Min(80, cards - i)) { Labels = ["4", "5"] });
        }

        var card = Ids.New(DateTimeOffset.UtcNow);
        await Done(new CreateCard(card, new Placement("2"), "Look at it"));
        for (var i = 0; i < 8; i++)
        {
            await Done(new ChangeBoard($"Release {i}", null, null, null));
        }

        return (board, card);

        async Task Done(Command command)
        {
            var outcome = await functions.Store.Commands.ExecuteAsync(board, ann, command, null, default);
            Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
        }
    }
}
