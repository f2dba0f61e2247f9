using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>Dragging to a column that is more than a screen away, until the card's own column is not drawn any more.</summary>
[Collection("System")]
public sealed class FarDragTests(RunningSystem system)
{
    private const string ScrollerIsAtItsEnd = "(() => { const s = document.querySelector('.board-body'); return s.scrollLeft + s.clientWidth >= s.scrollWidth - 1; })()";

    [Theory]
    [InlineData("touchEnd", "Far")]
    [InlineData("touchCancel", "To do")]
    public async Task Finger_HeldAtTheEdgeOfAPhone_TakesTheCardToTheLastColumn(string end, string column)
    {
        using var board = await WideBoardAsync();
        await using var session = await BrowserSession.OpenAsync(
            system, board.Path, new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        var page = session.Page;
        await BrowserSession.DragReadyAsync(page);
        var box = await BoardPageTests.RestingBoxAsync(page.Locator("[data-card]", new() { HasText = "Traveler" }));
        var finger = await page.Context.NewCDPSessionAsync(page);

        await TouchAsync("touchStart", box.X + 60, box.Y + 20);
        await Expect(page.Locator(".card-preview")).ToBeVisibleAsync();
        await TouchAsync("touchMove", box.X + 200, box.Y + 20);
        await TouchAsync("touchMove", 385, box.Y + 20);
        await BoardPageTests.WaitForAsync(() => page.EvaluateAsync<bool>(ScrollerIsAtItsEnd));
        var target = await BoardPageTests.RestingBoxAsync(BoardPageTests.Column(page, "Far").Locator(".card-list"));
        await TouchAsync("touchMove", target.X + 100, target.Y + 20);
        await Expect(page.Locator(".column-over")).ToHaveCountAsync(1);
        await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = end, ["touchPoints"] = Array.Empty<object>() });

        await EndsAsync(page, board, column);

        Task TouchAsync(string type, float x, float y) => finger.SendAsync(
            "Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = new[] { new { x, y } } });
    }

    [Fact]
    public async Task Mouse_HeldAtTheEdge_TakesTheCardToTheLastColumn()
    {
        using var board = await WideBoardAsync();
        await using var session = await BrowserSession.OpenAsync(system, board.Path, new() { ViewportSize = new() { Width = 700, Height = 700 } });
        var page = session.Page;
        await BrowserSession.DragReadyAsync(page);
        await page.Locator("[data-card]", new() { HasText = "Traveler" }).HoverAsync();

        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(690, 350, new() { Steps = 8 });
        await BoardPageTests.WaitForAsync(() => page.EvaluateAsync<bool>(ScrollerIsAtItsEnd));
        var target = await BoardPageTests.RestingBoxAsync(BoardPageTests.Column(page, "Far").Locator(".card-list"));
        await page.Mouse.MoveAsync(target.X + 100, target.Y + 20, new() { Steps = 4 });
        await Expect(page.Locator(".column-over")).ToHaveCountAsync(1);
        await page.Mouse.UpAsync();

        await EndsAsync(page, board, "Far");
    }

    private static async Task EndsAsync(IPage page, SeededBoard board, string column)
    {
        await Expect(page.Locator(".card-preview, .card-dragging, .column-over")).ToHaveCountAsync(0);
        await page.EvaluateAsync($"document.querySelector('[aria-label=\"Column {column}\"]').scrollIntoView({{ behavior: 'instant' }})");
        await Expect(BoardPageTests.Cards(page, column)).ToHaveTextAsync(["Traveler"]);
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync(column)).SequenceEqual(["Traveler"]));
    }

    private async Task<SeededBoard> WideBoardAsync()
    {
        var board = await SeededBoard.CreateAsync(system, "Wide", "Traveler");
        foreach (var name in new[] { "Four", "Five", "Six", "Far" })
        {
            var made = await board.SendAsync(HttpMethod.Post, "columns", new { name });
            board.Columns[name] = (string)made["columns"]![0]!["id"]!;
        }

        return board;
    }
}
