using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>A column of 400 cards, of which the page draws about a dozen.</summary>
[Collection("System")]
public sealed class LongColumnTests(RunningSystem system)
{
    [Fact]
    public async Task Keys_FromCardToCard_ReachTheWholeColumn()
    {
        using var board = await SeededBoard.CreateAsync(system, "Long");
        await using var session = await OpenAsync(board, board.Path);
        var (page, keys) = (session.Page, session.Page.Keyboard);
        await Link(page, 0).FocusAsync();

        await keys.PressAsync("End");
        await FocusIsOnAsync(page, 399);
        await keys.PressAsync("PageUp");
        await Expect(Link(page, 399)).Not.ToBeFocusedAsync();
        await Expect(page.Locator("[data-card]:focus-within")).ToHaveAttributeAsync("aria-setsize", "400");
        await keys.PressAsync("Home");
        await FocusIsOnAsync(page, 0);
        await keys.PressAsync("PageDown");
        await Expect(Link(page, 0)).Not.ToBeFocusedAsync();
        Assert.InRange(await page.Locator("[data-card]").CountAsync(), 10, 60);
    }

    [Fact]
    public async Task FocusedCard_ScrolledAway_StaysOneAndTheSameElement()
    {
        using var board = await SeededBoard.CreateAsync(system, "Scrolled");
        await using var session = await OpenAsync(board, board.Path);
        var page = session.Page;
        await Link(page, 3).FocusAsync();
        var before = await page.EvaluateHandleAsync("document.activeElement");

        await page.Locator(".card-list").First.EvaluateAsync("list => list.scrollTo({ top: list.scrollHeight })");
        await Expect(Link(page, 399)).ToBeVisibleAsync();

        Assert.True(await page.EvaluateAsync<bool>("before => before === document.activeElement", before));
        await page.Keyboard.PressAsync("ArrowDown");
        await FocusIsOnAsync(page, 4);
    }

    [Fact]
    public async Task LinkedCard_Closed_IsInSightAndHasTheFocus()
    {
        using var board = await SeededBoard.CreateAsync(system, "Linked");
        await using var session = await OpenAsync(board, $"{board.Path}/c/k300");
        var page = session.Page;
        await Expect(page.Locator(".card-dialog")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");

        await FocusIsOnAsync(page, 300);
        await Expect(page).ToHaveURLAsync(system.Web + board.Path);
    }

    [Fact]
    public async Task FindKey_WhereCardsAreNotDrawn_LeadsToTheSearchAndThenToTheBrowser()
    {
        using var board = await SeededBoard.CreateAsync(system, "Find");
        await using var session = await OpenAsync(board, board.Path);
        var page = session.Page;
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search cards" });
        await page.EvaluateAsync("window.taken = []; addEventListener('keydown', event => event.key === 'f' && window.taken.push(event.defaultPrevented));");

        await page.Keyboard.PressAsync("Control+f");
        await Expect(search).ToBeFocusedAsync();
        await Expect(page.Locator(".search-hint")).ToContainTextAsync("press Ctrl+F again");
        await Expect(page.Locator("#live-region")).ToContainTextAsync("press Ctrl+F again");
        await page.Keyboard.PressAsync("Control+f");
        await page.Keyboard.TypeAsync("card #400");
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Card 399"]);
        await Link(page, 399).FocusAsync();
        await Expect(page.Locator(".search-hint")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+f");

        var taken = await page.EvaluateAsync<bool[]>("window.taken");
        Assert.Equal([true, false, false], taken);
        await Expect(search).ToHaveAttributeAsync("aria-keyshortcuts", "/");
    }

    private async Task<BrowserSession> OpenAsync(SeededBoard board, string path)
    {
        var session = await BrowserSession.OpenAsync(system, "/boards");
        await board.FillAsync(session.Page, 400);
        await session.Page.GotoAsync(path);
        await session.Page.Locator("[data-card]").First.WaitForAsync();
        return session;
    }

    private static ILocator Link(IPage page, int card) => page.GetByRole(AriaRole.Link, new() { Name = $"Card {card}", Exact = true });

    private static async Task FocusIsOnAsync(IPage page, int card)
    {
        await Expect(Link(page, card)).ToBeFocusedAsync();
        await Expect(Link(page, card)).ToBeInViewportAsync();
        var item = page.Locator("[data-card]", new() { Has = Link(page, card) });
        await Expect(item).ToHaveAttributeAsync("aria-posinset", $"{card + 1}");
        await Expect(item).ToHaveAttributeAsync("aria-setsize", "400");
    }
}
