using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>The address, the tab's title and the back button.</summary>
[Collection("System")]
public sealed class NavigationTests(RunningSystem system)
{
    [Fact]
    public async Task Cards_OpenedAndClosed_KeepTheTitleAndLeaveNoStepsBehind()
    {
        using var board = await SeededBoard.CreateAsync(system, $"Steps {Guid.NewGuid():N}", "One", "Two");
        var name = (string)(await board.GetAsync())["board"]!["info"]!["name"]!;
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var page = session.Page;
        await Expect(page).ToHaveTitleAsync("Boards · KanbanAspire");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(page).ToHaveTitleAsync($"{name} · KanbanAspire");
        await Expect(page.Locator("#live-region")).ToHaveTextAsync(name);
        await Expect(page.Locator("#content")).ToBeFocusedAsync();

        foreach (var title in new[] { "One", "Two", "One" })
        {
            await page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await Expect(page).ToHaveTitleAsync($"{name} · KanbanAspire");
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await Expect(page).ToHaveURLAsync(system.Web + board.Path);
        }

        await page.GetByLabel("Search cards").FillAsync("One");
        await Expect(page).ToHaveTitleAsync($"{name} · KanbanAspire");
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(system.Web + "/boards");
        await Expect(page).ToHaveTitleAsync("Boards · KanbanAspire");
    }
}
