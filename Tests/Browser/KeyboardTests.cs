using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>The board without a pointer, and with a finger.</summary>
[Collection("System")]
public sealed class KeyboardTests(RunningSystem system)
{
    [Theory]
    [InlineData("en-US", "Picked up “New”, position 2 of 2 in To do.", "Position 1 of 1 in Doing.", "Dropped “New” at position 1 of 1 in Doing.")]
    [InlineData("ko-KR", "“New” 카드를 집었습니다. To do 열 2장 중 2번째입니다.", "Doing 열 1장 중 1번째.", "“New” 카드를 Doing 열 1장 중 1번째에 놓았습니다.")]
    public async Task KeyboardOnly_MakeMoveLabelArchive_IsAnnounced(string locale, string pickedUp, string carried, string dropped)
    {
        using var board = await SeededBoard.CreateAsync(system, "Keys", "Old");
        await board.SendAsync(HttpMethod.Post, "labels", new { name = "Bug", colour = "rose" });
        await using var session = await BrowserSession.OpenAsync(system, board.Path, new() { Locale = locale });
        var (page, keys) = (session.Page, session.Page.Keyboard);
        await Expect(Link("Old")).ToBeVisibleAsync();

        await keys.PressAsync("n");
        await keys.TypeAsync("New");
        await keys.PressAsync("Enter");
        await keys.PressAsync("Escape");
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("To do")).Length == 2);
        await Link("Old").FocusAsync();
        await keys.PressAsync("ArrowDown");
        await Expect(Link("New")).ToBeFocusedAsync();
        await keys.PressAsync("Space");
        await SaysAsync(pickedUp);
        await keys.PressAsync("ArrowRight");
        await SaysAsync(carried);
        await keys.PressAsync("Space");
        await SaysAsync(dropped);
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("Doing")).SequenceEqual(["New"]));

        await Expect(Link("New")).ToBeFocusedAsync();
        await keys.PressAsync("1");
        await BoardPageTests.WaitForAsync(async () => (await CardAsync())?["labels"] is not null);
        await keys.PressAsync("c");
        await BoardPageTests.WaitForAsync(async () => await CardAsync() is null);
        await Expect(Link("New")).ToHaveCountAsync(0);

        ILocator Link(string title) => page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true });
        Task SaysAsync(string text) => Expect(page.Locator("#live-region")).ToContainTextAsync(text);
        async Task<System.Text.Json.Nodes.JsonNode?> CardAsync() =>
            (await board.GetAsync())["cards"]!.AsArray().SingleOrDefault(card => (string)card!["title"]! == "New");
    }

    [Fact]
    public async Task AddColumn_ChosenInTheFrameInWhichAnotherFieldCloses_HasTheNextLetters()
    {
        using var board = await SeededBoard.CreateAsync(system, "One frame");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        await BoardPageTests.Column(page, "To do").GetByRole(AriaRole.Button, new() { Name = "Add card" }).ClickAsync();
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToBeFocusedAsync();

        // As fast as no person is: all before the next frame. What comes after it is what the field must still have.
        await page.EvaluateAsync(
            """
            async () => {
              document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
              document.querySelector("button.add-column").click();
              await null;
              await new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume)));
            }
            """);
        await page.Keyboard.TypeAsync("bcolumn");

        await Expect(page.GetByLabel("Name of the column", new() { Exact = true })).ToHaveValueAsync("bcolumn");
        Assert.EndsWith(board.Path, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escape_WhileCarrying_PutsTheCardBack()
    {
        using var board = await SeededBoard.CreateAsync(system, "Escape", "One", "Two");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "One", Exact = true }).FocusAsync();

        foreach (var key in new[] { "Space", "ArrowDown", "ArrowRight", "Escape" })
        {
            await page.Keyboard.PressAsync(key);
        }

        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["One", "Two"]);
        await Expect(page.Locator("#live-region")).ToHaveTextAsync("Put “One” back where it was.");
    }

    [Fact]
    public async Task QuestionMark_ShowsAllShortcuts()
    {
        using var board = await SeededBoard.CreateAsync(system, "Help", "One");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        await Expect(BoardPageTests.Cards(session.Page, "To do")).ToHaveCountAsync(1);

        await session.Page.Keyboard.PressAsync("?");

        await Expect(session.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Pick up");
        await session.Page.Keyboard.PressAsync("Escape");
        await Expect(session.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Letters_ArchiveWithUndo_AndCanBeSwitchedOff()
    {
        using var board = await SeededBoard.CreateAsync(system, "Letters", "One", "Two");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var (page, keys) = (session.Page, session.Page.Keyboard);
        await page.GetByRole(AriaRole.Link, new() { Name = "One", Exact = true }).HoverAsync();

        await keys.PressAsync("c");
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Two"]);
        await page.Locator(".toast", new() { HasText = "Archived “One”." }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["One", "Two"]);

        await keys.PressAsync("?");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Single-key shortcuts" }).UncheckAsync();
        await keys.PressAsync("Escape");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "One", Exact = true }).HoverAsync();
        await keys.PressAsync("c");
        await keys.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["One", "Two"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Single-key shortcuts", Pressed = false }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Single-key shortcuts", Pressed = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Arrows_InTheFilterMenu_PassCheckboxes()
    {
        using var board = await SeededBoard.CreateAsync(system, "Menus", "One");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        var boxes = page.Locator(".filter-panel input");
        await Expect(boxes.First).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(boxes.Nth(2)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(boxes.Nth(1)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Touch_LongPressAndMove_DragsTheCard_AndAShortOneScrolls()
    {
        using var board = await SeededBoard.CreateAsync(system, "Touch", "One", "Two", "Three");
        await using var session = await BrowserSession.OpenAsync(
            system, board.Path, new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 360, Height = 740 } });
        var page = session.Page;
        await Expect(page.Locator(".board-name")).ToBeVisibleAsync();
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["One", "Two", "Three"]);
        var finger = await page.Context.NewCDPSessionAsync(page);

        await SwipeAsync(press: false);
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["One", "Two", "Three"]);
        await SwipeAsync(press: true);

        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Two", "Three", "One"]);
        await Expect(page).ToHaveURLAsync(system.Web + board.Path);
        Assert.Equal(0, await page.EvaluateAsync<int>("window.scrollY"));

        async Task SwipeAsync(bool press)
        {
            var (from, to) = (await BoardPageTests.RestingBoxAsync(Card("One")), await BoardPageTests.RestingBoxAsync(Card("Three")));
            var (x, y, end) = (from.X + 60, from.Y + (from.Height / 2), to.Y + to.Height - 3);
            await BrowserSession.DragReadyAsync(page);
            List<Task> touches = [TouchAsync("touchStart", x, y)];
            if (press)
            {
                await Expect(page.Locator(".card-preview")).ToBeVisibleAsync();
            }

            // Without waiting in between: a finger that rests in the middle of a swipe presses long after all.
            touches.AddRange(Enumerable.Range(1, 10).Select(step => TouchAsync("touchMove", x, y + ((end - y) * step / 10))));
            await Task.WhenAll(touches);
            await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        }

        Task TouchAsync(string type, float x, float y) => finger.SendAsync(
            "Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = new[] { new { x, y } } });
        ILocator Card(string title) => page.Locator("[data-card]", new() { HasText = title });
    }
}
