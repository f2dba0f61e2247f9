using KanbanAspire.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>What takes a card out of the hand in mid-air: it stays where it was, and nothing of the drag is left.</summary>
[Collection("System")]
public sealed class TouchDragTests(RunningSystem system)
{
    private const string Hide =
        "Object.defineProperty(document, 'visibilityState', { value: 'hidden' }); document.dispatchEvent(new Event('visibilitychange'))";

    private const string TakeOver =
        "document.querySelector('.board-body').dispatchEvent(new PointerEvent('pointercancel', { pointerType: 'touch', bubbles: true }))";

    [Theory]
    [InlineData("a second finger on the board")]
    [InlineData("a second finger beside the board")]
    [InlineData("a turned screen")]
    [InlineData("another app")]
    [InlineData("a gesture of the browser")]
    public async Task Drag_InterruptedBy_LeavesTheCardWhereItWas(string interruption)
    {
        using var board = await SeededBoard.CreateAsync(system, "Interrupted", "Held", "Below");
        await using var session = await BrowserSession.OpenAsync(
            system, board.Path, new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        var page = session.Page;
        await BrowserSession.DragReadyAsync(page);
        var held = await BoardPageTests.RestingBoxAsync(page.Locator("[data-card]", new() { HasText = "Held" }));
        var below = await BoardPageTests.RestingBoxAsync(page.Locator("[data-card]", new() { HasText = "Below" }));
        var hand = await page.Context.NewCDPSessionAsync(page);
        (float X, float Y) finger = (held.X + 60, held.Y + 15);
        await TouchAsync("touchStart", finger);
        await Expect(page.Locator(".card-preview")).ToBeVisibleAsync();
        finger.Y = below.Y + below.Height - 4;
        await TouchAsync("touchMove", finger);
        await Expect(page.Locator(".column-over")).ToHaveCountAsync(1);

        await (interruption switch
        {
            "a second finger on the board" => TouchAsync("touchStart", finger, (finger.X + 90, finger.Y + 40)),
            "a second finger beside the board" => TouchAsync("touchStart", finger, (finger.X, 10)),
            "a turned screen" => page.SetViewportSizeAsync(844, 390),
            "another app" => page.EvaluateAsync(Hide),
            _ => page.EvaluateAsync(TakeOver),
        });
        await Expect(page.Locator(".card-preview, .card-dragging, .column-over")).ToHaveCountAsync(0);
        await TouchAsync("touchEnd");

        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Held", "Below"]);
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Equal(["Held", "Below"], await board.TitlesAsync("To do"));

        Task TouchAsync(string type, params (float X, float Y)[] fingers) => hand.SendAsync(
            "Input.dispatchTouchEvent",
            new() { ["type"] = type, ["touchPoints"] = fingers.Select((one, id) => new { x = one.X, y = one.Y, id }).ToArray() });
    }
}
