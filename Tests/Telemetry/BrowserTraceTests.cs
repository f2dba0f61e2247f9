using System.Collections.Concurrent;
using KanbanAspire.Tests.Browser;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Tests.Telemetry;

/// <summary>Acts in a real browser and looks at what the dashboard of the running system makes of it.</summary>
[Collection("System")]
public sealed class BrowserTraceTests(RunningSystem system)
{
    private const int Internal = 1;
    private const int Server = 2;
    private const int Client = 3;
    private const int Producer = 4;

    [Fact]
    public async Task Action_InTheBrowser_IsOneTraceFromTheClickToTheTable()
    {
        using var board = await SeededBoard.CreateAsync(system, "Traced");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var sent = Record(session.Page);

        await session.Page.GetByRole(AriaRole.Region, new() { Name = "Column To do" })
            .GetByRole(AriaRole.Button, new() { Name = "Add card" }).ClickAsync();
        await session.Page.GetByLabel("Title").FillAsync("Traced card");
        await session.Page.Keyboard.PressAsync("Enter");
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Traced card" }).WaitForAsync();
        using var captured = await Captured.OpenAsync(system);
        var request = await FirstAsync(sent, "/cards");
        var spans = await captured.TraceAsync(TraceOf(request), Has("browser", "api", "appsync"));

        // One action, one request, one trace: nothing else that the page sent names a trace of its own.
        Assert.Single(sent, one => one.Method != "GET" && one.Path != "/api/telemetry");
        Assert.DoesNotContain(sent, one => one.Path.EndsWith("/events", StringComparison.Ordinal) && one.TraceParent is not null);
        const string route = "POST /api/boards/{boardId}/cards";
        var tables = spans.Where(span => span.Name.StartsWith("DynamoDB.", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [
                (null, "browser", "createCard", Internal),
                ("createCard", "browser", route, Client),
                (route, "web", "POST /api/{**rest}", Server),
                ("POST /api/{**rest}", "web", "POST", Client),
                ("POST", "gateway", route, Server),
                (route, "api", route, Server),
                .. tables.Select(table => ((string?)route, "api", table.Name, Client)),
                (route, "api", "send boards", Producer),
                ("send boards", "api", "POST", Client),
                ("POST", "appsync", "POST /event", Server),
            ],
            Chain(spans));
        Assert.Equal("DynamoDB.TransactWriteItems", tables[^1].Name);
        Assert.All(tables, table => Assert.Equal(spans.Single(span => span is { Service: "api", Kind: Server }).Id, table.Parent));
        AssertAttributes(spans, tables);
    }

    [Fact]
    public async Task Page_BeingOpened_IsOneTraceWithItsFirstRequests()
    {
        using var board = await SeededBoard.CreateAsync(system, "Opened", "Card");
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var sent = Record(session.Page);

        await session.Page.GotoAsync(board.Path);
        await session.Page.GetByText("Card", new() { Exact = true }).WaitForAsync();
        using var captured = await Captured.OpenAsync(system);
        var request = await FirstAsync(sent, $"/api/boards/{board.Id}");
        var spans = await captured.TraceAsync(TraceOf(request), Has("browser", "api"));

        var load = Assert.Single(spans, span => span.Parent is "");
        Assert.Equal(("browser", "documentLoad", "/b/{boardId}"), (load.Service, load.Name, load.Attributes["url.template"]));
        Assert.Single(spans, span => span.Name == "documentFetch" && span.Parent == load.Id);
        var fetch = Assert.Single(spans, span => span is { Service: "browser", Name: "GET /api/boards/{boardId}" });
        Assert.Equal((load.Id, Client), (fetch.Parent, fetch.Kind));
        Assert.All(spans, span => Assert.True(span.Parent is "" || spans.Any(other => other.Id == span.Parent), $"{span} is an orphan"));
    }

    [Fact]
    public async Task Telemetry_OfAUserWhoSaysNo_IsNotSent()
    {
        using var board = await SeededBoard.CreateAsync(system, "Silent", "Card");
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var page = session.Page;
        await page.Locator(".top-actions .menu > button").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Performance data: sent" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Performance data: not sent" }).WaitForAsync();
        var sent = Record(page);

        await page.GotoAsync(board.Path);
        await page.GetByText("Card", new() { Exact = true }).WaitForAsync();
        // What would send is not even loaded: its time would be when the page is idle.
        await page.EvaluateAsync("() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))");

        Assert.DoesNotContain(sent, one => one.TraceParent is not null || one.Path is "/api/telemetry");
        Assert.DoesNotContain(sent, one => one.Path.Contains("/assets/exporter", StringComparison.Ordinal));
    }

    private static void AssertAttributes(IReadOnlyList<CapturedSpan> spans, IReadOnlyList<CapturedSpan> tables)
    {
        Assert.DoesNotContain(spans, span => span.IsError);
        var (action, fetch) = (spans.Single(span => span.Name == "createCard"), spans.Single(span => span is { Service: "browser", Kind: Client }));
        Assert.Equal(
            new() { ["kanban.command.name"] = "createCard", ["kanban.command.outcome"] = "done" },
            new Dictionary<string, string>(action.Attributes));
        Assert.Equal(
            new()
            {
                ["http.request.method"] = "POST",
                ["url.template"] = "/api/boards/{boardId}/cards",
                ["http.response.status_code"] = "201",
            },
            new Dictionary<string, string>(fetch.Attributes));
        foreach (var server in spans.Where(span => span.Kind == Server && span.Service != "appsync"))
        {
            Assert.Equal(("POST", "201"), (server.Attributes["http.request.method"], server.Attributes["http.response.status_code"]));
            Assert.Equal(server.Name, $"POST {server.Attributes["http.route"]}");
            Assert.Equal(server.Attributes["http.route"], server.Attributes["url.path"]);
        }

        var function = spans.Single(span => span is { Service: "api", Kind: Server });
        Assert.Equal("http", function.Attributes["faas.trigger"]);
        Assert.True(Guid.TryParse(function.Attributes["faas.invocation_id"], out _));
        Assert.Contains(function.Attributes["faas.coldstart"], (string[])["True", "False", "true", "false"], StringComparer.Ordinal);
        Assert.Equal(16, function.Attributes["enduser.pseudo.id"].Length);
        foreach (var table in tables)
        {
            Assert.Equal(("aws.dynamodb", "kanban"), (table.Attributes["db.system.name"], table.Attributes["db.collection.name"]));
            Assert.Equal(table.Name, $"DynamoDB.{table.Attributes["db.operation.name"]}");
            Assert.Contains("CapacityUnits", table.Attributes["aws.dynamodb.consumed_capacity"], StringComparison.Ordinal);
            Assert.NotEmpty(table.Attributes["aws.request_id"]);
        }
    }

    private static IEnumerable<(string? Parent, string Service, string Name, int Kind)> Chain(IReadOnlyList<CapturedSpan> spans)
    {
        var left = new Queue<CapturedSpan>(spans.Where(span => span.Parent is ""));
        while (left.TryDequeue(out var span))
        {
            yield return (spans.FirstOrDefault(other => other.Id == span.Parent)?.Name, span.Service, span.Name, span.Kind);
            foreach (var child in spans.Where(other => other.Parent == span.Id))
            {
                left.Enqueue(child);
            }
        }
    }

    private static Func<IReadOnlyList<CapturedSpan>, bool> Has(params string[] services) => spans =>
        services.All(service => spans.Any(span => span.Service == service)) && spans.Any(span => span.Parent is "")
        && spans.All(span => span.Parent is "" || spans.Any(other => other.Id == span.Parent));

    private static ConcurrentQueue<(string Method, string Path, string? TraceParent)> Record(IPage page)
    {
        var sent = new ConcurrentQueue<(string Method, string Path, string? TraceParent)>();
        page.Request += (_, request) => sent.Enqueue(
            (request.Method, new Uri(request.Url).AbsolutePath, request.Headers.GetValueOrDefault("traceparent")));
        return sent;
    }

    private static async Task<string> FirstAsync(ConcurrentQueue<(string Method, string Path, string? TraceParent)> sent, string end)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (sent.FirstOrDefault(one => one.Path.EndsWith(end, StringComparison.Ordinal) && one.TraceParent is not null) is
                { TraceParent: { } found })
            {
                return found;
            }

            Assert.True(attempt < 600, $"No traced request to {end}: {string.Join(", ", sent)}");
            await Task.Delay(100);
        }
    }

    private static string TraceOf(string traceParent) => traceParent.Split('-')[1];
}
