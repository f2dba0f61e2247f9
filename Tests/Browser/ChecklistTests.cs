using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>The entries of a checklist: order, text, who does it.</summary>
[Collection("System")]
public sealed class ChecklistTests(RunningSystem system)
{
    [Fact]
    public async Task Entries_CarriedWithTheMouseAndMovedByKeys_KeepTheirOrder()
    {
        using var board = await SeededBoard.CreateAsync(system, "Order");
        var card = await CardWithEntriesAsync(board, "one", "two", "three");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        await Expect(Entries(page)).ToHaveTextAsync(["one", "two", "three"]);

        var below = await BoardPageTests.RestingBoxAsync(page.Locator(".entry").Last);
        await Handle(page, "one").HoverAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(below.X + 20, below.Y + below.Height - 3, new() { Steps = 6 });
        await Expect(page.Locator(".entry-after")).ToHaveCountAsync(1);
        await page.Mouse.UpAsync();
        await Expect(Entries(page)).ToHaveTextAsync(["two", "three", "one"]);

        await Handle(page, "one").FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Entries(page)).ToHaveTextAsync(["two", "one", "three"]);
        await Expect(page.Locator("#live-region")).ToHaveTextAsync("“one” is now at position 2 of 3.");
        await Expect(Handle(page, "one")).ToBeFocusedAsync();
        await StoredAsync(board, card, "two", "one", "three");
        await page.ReloadAsync();
        await Expect(Entries(page)).ToHaveTextAsync(["two", "one", "three"]);
    }

    [Fact]
    public async Task Entries_CarriedWithAFinger_KeepTheirOrder()
    {
        using var board = await SeededBoard.CreateAsync(system, "Finger");
        var card = await CardWithEntriesAsync(board, "one", "two", "three");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}", new()
        {
            HasTouch = true,
            IsMobile = true,
            ViewportSize = new() { Width = 360, Height = 740 },
        });
        var page = session.Page;
        await Handle(page, "three").ScrollIntoViewIfNeededAsync();
        var finger = await page.Context.NewCDPSessionAsync(page);
        var (from, to) = (await BoardPageTests.RestingBoxAsync(Handle(page, "three")), await BoardPageTests.RestingBoxAsync(Handle(page, "one")));
        var (x, y) = (from.X + (from.Width / 2), from.Y + (from.Height / 2));

        await TouchAsync("touchStart", new { x, y });
        for (var step = 1; step <= 8; step++)
        {
            await TouchAsync("touchMove", new { x, y = y + ((to.Y - y) * step / 8) });
        }

        await Expect(page.Locator(".entry-before")).ToHaveCountAsync(1);
        await TouchAsync("touchEnd");

        await Expect(Entries(page)).ToHaveTextAsync(["three", "one", "two"]);
        await StoredAsync(board, card, "three", "one", "two");

        Task TouchAsync(string type, params object[] points) =>
            finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });
    }

    [Fact]
    public async Task Entry_ByItsMenu_IsAssignedRenamedAndDeleted()
    {
        using var board = await SeededBoard.CreateAsync(system, "Entries");
        var card = await CardWithEntriesAsync(board, "one", "two");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        var me = (string)(await board.GetAsync())["members"]![0]!["name"]!;

        await ChooseAsync("one", me);
        await Expect(page.Locator(".entry").First).ToContainTextAsync($"Assigned to {me}");
        await ChooseAsync("one", "Edit entry");
        await page.GetByLabel("Edit entry").FillAsync("first");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Entries(page)).ToHaveTextAsync(["first", "two"]);
        await ChooseAsync("two", "Delete");
        await Expect(Entries(page)).ToHaveTextAsync(["first"]);

        await StoredAsync(board, card, "first");
        Assert.NotNull((await board.SendAsync(HttpMethod.Get, $"cards/{card}"))["checklists"]![0]!["entries"]![0]!["assignee"]);

        async Task ChooseAsync(string entry, string item)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Menu of “{entry}”" }).ClickAsync();
            await page.Locator(".entry .menu-panel").GetByRole(AriaRole.Button, new() { Name = item }).ClickAsync();
        }
    }

    [Fact]
    public async Task NewChecklist_ByTheKeyboard_GoesOnWithItsFirstEntry()
    {
        using var board = await SeededBoard.CreateAsync(system, "Typing on");
        var card = await board.AddCardAsync("Without a list");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Add checklist" }).PressAsync("Enter");
        await Expect(page.Locator(".add-entry textarea")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("two words");
        await page.Keyboard.PressAsync("Enter");

        await Expect(Entries(page)).ToHaveTextAsync(["two words"]);
        await Expect(page.Locator(".checklist")).ToHaveCountAsync(1);
        await StoredAsync(board, card, "two words");
    }

    private static async Task<string> CardWithEntriesAsync(SeededBoard board, params string[] entries)
    {
        var card = await board.AddCardAsync("With a list");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/checklists", new { title = "List", entries });
        return card;
    }

    private static Task StoredAsync(SeededBoard board, string card, params string[] expected) => BoardPageTests.WaitForAsync(async () =>
        (await board.SendAsync(HttpMethod.Get, $"cards/{card}"))["checklists"]!.AsArray()
            .SelectMany(list => list!["entries"]!.AsArray())
            .Select(entry => (string)entry!["text"]!).SequenceEqual(expected));

    private static ILocator Entries(IPage page) => page.Locator(".entry .check");

    private static ILocator Handle(IPage page, string entry) =>
        page.GetByRole(AriaRole.Button, new() { Name = $"Move “{entry}” with the arrow keys or by dragging" });
}
