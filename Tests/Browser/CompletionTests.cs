using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>Cards are ticked off on their faces, and are not overdue where work is done.</summary>
[Collection("System")]
public sealed class CompletionTests(RunningSystem system)
{
    [Fact]
    public async Task Tick_OnTheFace_CompletesAndReopens()
    {
        using var board = await SeededBoard.CreateAsync(system, "Ticks", "Late", "Other");
        var card = (string)(await board.GetAsync())["cards"]!.AsArray().Single(one => (string)one!["title"]! == "Late")!["id"]!;
        await board.SendAsync(HttpMethod.Patch, $"cards/{card}", new { due = "2020-01-01" });
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        await Expect(page.Locator(".fact-late")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Mark “Late” as done" }).ClickAsync();

        await Expect(BoardPageTests.Cards(page, "Done")).ToHaveTextAsync(["Late"]);
        await Expect(page.Locator(".toasts")).ToContainTextAsync("“Late” is done, in Done.");
        await Expect(page.Locator(".fact-late")).ToHaveCountAsync(0);
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("Done")).SequenceEqual(["Late"]));
        await page.GotoAsync($"{board.Path}?due=overdue");
        await Expect(page.Locator("[data-card]")).ToHaveCountAsync(0);
        await page.GotoAsync($"{board.Path}/c/{card}");
        await Expect(page.GetByText("Done since")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Reopen “Late”" }).ClickAsync();
        await Expect(BoardPageTests.Cards(page, "Doing")).ToHaveTextAsync(["Late"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).Last.ClickAsync();
        await Expect(BoardPageTests.Cards(page, "Done")).ToHaveTextAsync(["Late"]);
    }

    [Fact]
    public async Task Mark_OfAColumn_IsItsEditorsChoice()
    {
        using var board = await SeededBoard.CreateAsync(system, "Marks", "One");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;

        foreach (var column in new[] { "Done", "To do" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Menu of column {column}" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Column settings" }).ClickAsync();
            await page.GetByLabel("Cards here are done").SetCheckedAsync(column is "To do");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await BoardPageTests.WaitForAsync(async () => (await board.GetAsync())["columns"]!.AsArray()
                .Single(one => (string)one!["name"]! == column)!["done"] is not null == column is "To do");
        }

        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Reopen “One”" })).ToBeCheckedAsync();
        await page.Locator("[data-card] a").FocusAsync();
        await page.Keyboard.PressAsync("d");
        await Expect(BoardPageTests.Cards(page, "Doing")).ToHaveTextAsync(["One"]);
    }
}
