using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>Boards and cards with the mouse.</summary>
[Collection("System")]
public sealed class BoardPageTests(RunningSystem system)
{
    [Fact]
    public async Task Boards_CreateInTwoClicks_OpensTheNewBoard()
    {
        await using var session = await BrowserSession.OpenAsync(system, "/boards", email: await BrowserSession.SignUpAsync(system));
        var page = session.Page;

        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "New board" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create board" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Column To do" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Boards", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Star “New board”" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Starred" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AddCard_SeveralInARowWithTokens_AreStored()
    {
        using var board = await SeededBoard.CreateAsync(system);
        await board.SendAsync(HttpMethod.Post, "labels", new { name = "버그", colour = "rose" });
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;

        await Column(page, "To do").GetByRole(AriaRole.Button, new() { Name = "Add card" }).ClickAsync();
        await page.GetByLabel("Title").FillAsync("첫 카드 #버그 ^2031-05-04 !urgent");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Title").FillAsync("fix #12");
        await page.Keyboard.PressAsync("Enter");

        await Expect(Cards(page, "To do")).ToHaveTextAsync(["첫 카드", "fix #12"]);
        await WaitForAsync(async () => (await board.TitlesAsync("To do")).SequenceEqual(["첫 카드", "fix #12"]));
        var card = (await board.GetAsync())["cards"]!.AsArray().Single(one => (string)one!["title"]! == "첫 카드")!;
        Assert.Equal(("2031-05-04", "urgent", 1), ((string)card["due"]!, (string)card["priority"]!, card["labels"]!.AsArray().Count));
    }

    [Fact]
    public async Task Drag_WithTheMouse_MovesTheCardAndUndoBringsItBack()
    {
        using var board = await SeededBoard.CreateAsync(system, "Drag", "One", "Two", "Three");
        await board.AddCardAsync("Other", "Doing");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        await Expect(Cards(page, "Doing")).ToHaveTextAsync(["Other"]);

        await DragAsync(page, "One", "Other", below: true);
        await Expect(Cards(page, "Doing")).ToHaveTextAsync(["Other", "One"]);
        await WaitForAsync(async () => (await board.TitlesAsync("Doing")).SequenceEqual(["Other", "One"]));

        await page.ReloadAsync();
        await Expect(Cards(page, "Doing")).ToHaveTextAsync(["Other", "One"]);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(Cards(page, "To do")).ToHaveTextAsync(["One", "Two", "Three"]);
        await page.Keyboard.PressAsync("Control+Shift+z");
        await Expect(Cards(page, "Doing")).ToHaveTextAsync(["Other", "One"]);
    }

    [Fact]
    public async Task Drag_BelowAShortColumnOrOntoItsHead_PutsTheCardIntoIt()
    {
        using var board = await SeededBoard.CreateAsync(system, "Short", "One", "Two");
        await board.AddCardAsync("Other", "Doing");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        var doing = await RestingBoxAsync(Column(page, "Doing"));

        await DragToAsync(page, "One", doing.X + 40, 760);
        await Expect(Cards(page, "Doing")).ToHaveTextAsync(["Other", "One"]);
        await DragToAsync(page, "Two", doing.X + 40, doing.Y + 12);
        await Expect(Cards(page, "Doing")).ToHaveTextAsync(["Two", "Other", "One"]);
        await WaitForAsync(async () => (await board.TitlesAsync("Doing")).SequenceEqual(["Two", "Other", "One"]));
    }

    [Fact]
    public async Task Drag_AColumnByItsHead_PutsItElsewhere()
    {
        using var board = await SeededBoard.CreateAsync(system, "Column drag", "One");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        var target = await RestingBoxAsync(Column(page, "Doing"));
        await BrowserSession.DragReadyAsync(page);
        await Column(page, "To do").Locator(".count").HoverAsync();

        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(target.X + target.Width - 20, target.Y + 30, new() { Steps = 8 });
        await Expect(page.Locator(".drop-line")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();

        await Expect(page.Locator(".column-name")).ToHaveTextAsync(["Doing", "To do", "Done"]);
        await WaitForAsync(async () => (await board.GetAsync())["columns"]!.AsArray()
            .OrderBy(column => (string)column!["rank"]!, StringComparer.Ordinal).Select(column => (string)column!["name"]!)
            .SequenceEqual(["Doing", "To do", "Done"]));
        await page.ReloadAsync();
        await Expect(page.Locator(".column-name")).ToHaveTextAsync(["Doing", "To do", "Done"]);
    }

    [Fact]
    public async Task Drag_IntoAFullColumn_IsRefusedWithTheReason()
    {
        using var board = await SeededBoard.CreateAsync(system, "Limit", "One");
        await board.AddCardAsync("Other", "Doing");
        await board.SendAsync(HttpMethod.Patch, $"columns/{board.Columns["Doing"]}", new { wipLimit = 1, wipPolicy = "block" });
        await using var session = await BrowserSession.OpenAsync(system, board.Path);

        await DragAsync(session.Page, "One", "Other", below: true);

        await Expect(session.Page.Locator(".toast")).ToContainTextAsync("“Doing” is full: its limit is 1.");
        await Expect(Cards(session.Page, "To do")).ToHaveTextAsync(["One"]);
    }

    [Fact]
    public async Task Filter_ByInitialConsonants_StaysInTheAddress()
    {
        using var board = await SeededBoard.CreateAsync(system, "Filter", "주간 회의", "Launch note");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;

        var search = page.GetByLabel("Search cards");
        await Expect(Cards(page, "To do")).ToHaveCountAsync(2);
        var before = await RestingBoxAsync(search);
        await search.FillAsync("ㅎㅇ");

        await Expect(Cards(page, "To do")).ToHaveTextAsync(["주간 회의"]);
        await Expect(page.Locator(".card-list-empty").First).ToHaveTextAsync("No matching cards");
        Assert.Equal(before.X, (await RestingBoxAsync(search)).X);
        await search.FillAsync("nothing like this");
        await Expect(page.Locator(".board-nothing.visually-hidden")).ToHaveTextAsync("No card matches the filter.");
        await search.FillAsync("ㅎㅇ");
        await Expect(Cards(page, "To do")).ToHaveTextAsync(["주간 회의"]);
        await page.ReloadAsync();
        await Expect(Cards(page, "To do")).ToHaveTextAsync(["주간 회의"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true }).ClickAsync();
        await Expect(Cards(page, "To do")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Swimlanes_ByPriority_DropIntoAnotherRowChangesThePriority()
    {
        using var board = await SeededBoard.CreateAsync(system, "Lanes", "Plain");
        var urgent = await board.AddCardAsync("Urgent one");
        await board.SendAsync(HttpMethod.Patch, $"cards/{urgent}", new { priority = "urgent" });
        await using var session = await BrowserSession.OpenAsync(system, board.Path + "?lanes=priority");

        await DragAsync(session.Page, "Plain", "Urgent one", below: true);

        var row = session.Page.GetByRole(AriaRole.Region, new() { Name = "Urgent" });
        await Expect(row.Locator(".card-link")).ToHaveTextAsync(["Urgent one", "Plain"]);
        await WaitForAsync(async () => (await board.GetAsync())["cards"]!.AsArray().All(card => (string?)card!["priority"] == "urgent"));
    }

    [Fact]
    public async Task Column_CollapsedDeletedAndLimited_ByItsMenu()
    {
        using var board = await SeededBoard.CreateAsync(system, "Columns", "One");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;

        await MenuAsync("To do", "Collapse");
        await Expect(Cards(page, "To do")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Expand column To do" }).ClickAsync();
        await MenuAsync("To do", "Delete column");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete column" }).ClickAsync();

        await Expect(Cards(page, "Doing")).ToHaveTextAsync(["One"]);
        await WaitForAsync(async () => (await board.GetAsync())["columns"]!.AsArray().Count == 2);

        async Task MenuAsync(string column, string item)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Menu of column {column}" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = item }).ClickAsync();
        }
    }

    internal static ILocator Column(IPage page, string name) => page.GetByRole(AriaRole.Region, new() { Name = $"Column {name}" });

    internal static ILocator Cards(IPage page, string column) => Column(page, column).Locator(".card-link");

    internal static async Task WaitForAsync(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (await isSo())
            {
                return;
            }

            await Task.Delay(200);
        }

        Assert.Fail("It did not come about in a minute.");
    }

    /// <summary>Drags as a hand does: press, several moves, release.</summary>
    private static async Task DragAsync(IPage page, string card, string target, bool below)
    {
        // What is hovered is scrolled into sight, and the target moves with it.
        await Card(page, card).HoverAsync();
        var to = await RestingBoxAsync(Card(page, target));
        await DragToAsync(page, card, to.X + (to.Width / 2), below ? to.Y + to.Height - 4 : to.Y + 4);
    }

    private static async Task DragToAsync(IPage page, string card, float x, float y)
    {
        await BrowserSession.DragReadyAsync(page);
        await Card(page, card).HoverAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y, new() { Steps = 8 });
        await page.Mouse.MoveAsync(x, y);
        await Expect(page.Locator(".drop-line")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
    }

    /// <summary>Measures something once it has stopped moving.</summary>
    internal static async Task<LocatorBoundingBoxResult> RestingBoxAsync(ILocator what)
    {
        await what.HoverAsync(new() { Trial = true });
        return (await what.BoundingBoxAsync())!;
    }

    private static ILocator Card(IPage page, string title) =>
        page.Locator("[data-card]", new() { Has = page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }) });
}
