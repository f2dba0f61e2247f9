using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>Fields that save by themselves: when they do, and when there is nothing to save.</summary>
[Collection("System")]
public sealed class FieldTests(RunningSystem system)
{
    [Fact]
    public async Task DueDate_TypedByKeys_IsSentOnceAndWithinTheLimits()
    {
        using var board = await SeededBoard.CreateAsync(system, "Dates");
        var card = await board.AddCardAsync("Dated");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}", new() { Locale = "en-US" });
        var page = session.Page;
        var due = page.GetByRole(AriaRole.Button, new() { Name = "Due date" });
        var sent = Sent(page, "PATCH");

        await due.PressAsync("Enter");
        await page.Keyboard.TypeAsync("27 Nov 2031");
        await page.Keyboard.PressAsync("Enter");

        await Expect(due).ToHaveTextAsync("Nov 27, 2031");
        await Expect(due).ToBeFocusedAsync();
        await BoardPageTests.WaitForAsync(async () => (string?)(await board.GetAsync())["cards"]![0]!["due"] == "2031-11-27");
        Assert.Equal(["""{"due":"2031-11-27"}"""], sent);
        await Expect(page.Locator(".toast")).ToHaveCountAsync(0);
        await due.PressAsync("Enter");
        await page.Keyboard.TypeAsync("2500-01-01");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".date-panel .field-problem")).ToHaveTextAsync("The date must lie between Jan 1, 1970 and Dec 31, 2199.");
        await page.Keyboard.PressAsync("Escape");
        await Expect(due).ToHaveTextAsync("Nov 27, 2031");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Single(sent);
    }

    [Fact]
    public async Task DueDate_NoDateAndThenLeft_IsKeptWithWhatIsWrong()
    {
        using var board = await SeededBoard.CreateAsync(system, "Kept dates");
        var card = await board.AddCardAsync("Dated");
        await board.SendAsync(HttpMethod.Patch, $"cards/{card}", new { due = "2031-05-04" });
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}", new() { Locale = "ko-KR" });
        var page = session.Page;
        var due = page.GetByRole(AriaRole.Button, new() { Name = "마감일" });
        var sent = Sent(page, "PATCH");

        await due.ClickAsync();
        await page.GetByLabel("날짜 입력").FillAsync("언젠가");
        await page.GetByLabel("새 댓글").ClickAsync();
        await Expect(due).ToContainTextAsync("언젠가");
        await page.ReloadAsync();
        await Expect(due).ToContainTextAsync("언젠가");
        await due.ClickAsync();
        await Expect(page.Locator(".date-panel .field-problem")).ToContainTextAsync("날짜가 아닙니다");
        await page.GetByLabel("날짜 입력").FillAsync("2031년 5월 6일");
        await page.Keyboard.PressAsync("Enter");

        await BoardPageTests.WaitForAsync(async () => (string?)(await board.GetAsync())["cards"]![0]!["due"] == "2031-05-06");
        Assert.Single(sent);
    }

    [Theory]
    [InlineData("Pacific/Auckland")]
    [InlineData("America/Los_Angeles")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Pacific/Apia")]
    public async Task DueDate_InAnyTimeZone_IsTheDayThatWasChosen(string timeZone)
    {
        using var board = await SeededBoard.CreateAsync(system, "Zones");
        var card = await board.AddCardAsync("Dated");
        await board.SendAsync(HttpMethod.Patch, $"cards/{card}", new { start = "2031-03-09", due = "2031-12-31" });
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}", new() { Locale = "en-US", TimezoneId = timeZone });
        var page = session.Page;
        var due = page.GetByRole(AriaRole.Button, new() { Name = "Due date" });

        await Expect(due).ToHaveTextAsync("Dec 31, 2031");
        await due.ClickAsync();
        await Expect(page.Locator(".month-day[aria-selected=true]")).ToContainTextAsync("Wednesday, December 31, 2031");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Renamed");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Renamed" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Renamed"]);
        await Expect(page.Locator(".card time")).ToHaveTextAsync("Dec 31, 2031");

        var stored = (await board.GetAsync())["cards"]![0]!;
        Assert.Equal(("2031-03-09", "2031-12-31"), ((string)stored["start"]!, (string)stored["due"]!));
    }

    [Fact]
    public async Task DueDate_ByTheKeysOfTheMonth_IsChosen()
    {
        using var board = await SeededBoard.CreateAsync(system, "Month");
        var card = await board.AddCardAsync("Dated");
        await board.SendAsync(HttpMethod.Patch, $"cards/{card}", new { due = "2031-05-04" });
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}", new() { Locale = "en-US" });
        var page = session.Page;
        var due = page.GetByRole(AriaRole.Button, new() { Name = "Due date" });

        await due.PressAsync("Enter");
        foreach (var key in new[] { "ArrowDown", "ArrowRight", "PageDown", "End", "Enter" })
        {
            await page.Keyboard.PressAsync(key);
        }

        await BoardPageTests.WaitForAsync(async () => (string?)(await board.GetAsync())["cards"]![0]!["due"] == "2031-06-07");
    }

    [Fact]
    public async Task Title_LeftAsItWasWhileAnotherRenames_ShowsTheNewNameAndNoConflict()
    {
        using var board = await SeededBoard.CreateAsync(system, "Quiet");
        var card = await board.AddCardAsync("Before");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        var title = page.GetByLabel("Title", new() { Exact = true });
        var sent = Sent(page, "PUT");
        await title.ClickAsync();

        await board.SendAsync(HttpMethod.Put, $"cards/{card}/title", new { title = "After" }, await VersionAsync(board));
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "After" })).ToBeVisibleAsync();
        await page.GetByLabel("Priority").FocusAsync();

        await Expect(title).ToHaveValueAsync("After");
        Assert.Empty(sent);
        await title.FillAsync("Beside");
        await page.Mouse.ClickAsync(5, 300);
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Beside"]);
        await Expect(page.Locator(".conflict, .toast-error")).ToHaveCountAsync(0);
        Assert.Equal(["""{"title":"Beside"}"""], sent);
    }

    [Fact]
    public async Task NamesOfANewBoardAndANewRule_ClosedByEscape_AreThereAgain()
    {
        using var board = await SeededBoard.CreateAsync(system, "Kept names");
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var page = session.Page;
        var newBoard = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "New board" });
        await newBoard.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Half a name");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await newBoard.ClickAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Half a name");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await page.GotoAsync(board.Path);
        await OpenRuleAsync();
        await page.GetByLabel("Title").FillAsync("Half a rule");
        await page.ReloadAsync();
        await OpenRuleAsync();
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync("Half a rule");

        async Task OpenRuleAsync()
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Board menu" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Recurring cards", Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        }
    }

    [Fact]
    public async Task NewColumn_TypedIntoBeforeTheServerAnswers_KeepsTheText()
    {
        using var board = await SeededBoard.CreateAsync(system, "Impatient", "One");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        var answer = new TaskCompletionSource();
        await page.RouteAsync("**/columns", async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });

        await page.GetByRole(AriaRole.Button, new() { Name = "Add column" }).ClickAsync();
        await page.GetByLabel("Name of the column").FillAsync("Later");
        await page.Keyboard.PressAsync("Enter");
        await BoardPageTests.Column(page, "Later").GetByRole(AriaRole.Button, new() { Name = "Add card" }).ClickAsync();
        await page.Keyboard.TypeAsync("typed at ");
        answer.SetResult();
        await BoardPageTests.WaitForAsync(async () => (await board.GetAsync())["columns"]!.AsArray().Count == 4);
        await Expect(page.Locator(".sync-saved")).ToHaveCountAsync(1);
        await page.Keyboard.TypeAsync("once");
        await page.Keyboard.PressAsync("Enter");

        await Expect(BoardPageTests.Cards(page, "Later")).ToHaveTextAsync(["typed at once"]);
        await BoardPageTests.WaitForAsync(async () => (await board.GetAsync())["cards"]!.AsArray().Any(card => (string)card!["title"]! == "typed at once"));
        Assert.False(await page.EvaluateAsync<bool>("Object.keys(localStorage).some(key => key.startsWith('draft.'))"));
    }

    [Fact]
    public async Task AddCard_ThatTheFilterHides_SaysSo()
    {
        using var board = await SeededBoard.CreateAsync(system, "Hidden", "alpha");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}?q=alpha");
        var page = session.Page;
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["alpha"]);

        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("zzz");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".toast-text")).ToHaveTextAsync("Added “zzz”. The filter hides it.");
    }

    /// <summary>Collects what the page sends by a method from now on.</summary>
    private static List<string?> Sent(IPage page, string method)
    {
        var sent = new List<string?>();
        page.Request += (_, request) =>
        {
            if (request.Method == method)
            {
                sent.Add(request.PostData);
            }
        };
        return sent;
    }

    private static async Task<string> VersionAsync(SeededBoard board) => $"\"{(await board.GetAsync())["cards"]![0]!["titleVersion"]}\"";
}
