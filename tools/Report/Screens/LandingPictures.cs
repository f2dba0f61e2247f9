using System.Globalization;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Report.Screens;

/// <summary>Takes the landing page's pictures of the demo's board: Korean and English, light and dark.</summary>
/// <param name="web">Address of the front end.</param>
/// <param name="folder">Where they go.</param>
internal sealed class LandingPictures(string web, string folder)
{
    // The width of four columns, without the button for another one. Web/src/landing/board-picture.tsx knows the size in pixels.
    private const int Width = 1240;
    private const int Height = 720;
    private const int PixelRatio = 2;

    /// <summary>Takes them.</summary>
    /// <returns>A task that ends when they are written.</returns>
    public async Task TakeAsync()
    {
        Directory.CreateDirectory(folder);
        foreach (var korean in new[] { false, true })
        {
            foreach (var dark in new[] { false, true })
            {
                var file = $"board-{(korean ? "ko" : "en")}-{(dark ? "dark" : "light")}.webp";
                await File.WriteAllBytesAsync(Path.Combine(folder, file), await TakeAsync(korean, dark));
            }
        }
    }

    private async Task<byte[]> TakeAsync(bool korean, bool dark)
    {
        var page = await Chromium.NewPageAsync(new BrowserNewContextOptions
        {
            Locale = korean ? "ko-KR" : "en-US",
            TimezoneId = "Asia/Seoul",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            // The bars above the board are not in the picture.
            ViewportSize = new ViewportSize { Width = Width, Height = Height + 102 },
        });
        await page.GotoAsync($"{web}/demo");
        await page.Locator("[data-column=done] .card").Last.WaitForAsync();
        await page.EvaluateAsync("document.fonts.ready");
        var board = (await page.Locator("main.board").BoundingBoxAsync())!;
        // Playwright itself writes no WebP.
        var browser = await page.Context.NewCDPSessionAsync(page);
        var picture = await browser.SendAsync("Page.captureScreenshot", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["format"] = "webp",
            ["quality"] = 80,
            ["clip"] = new { x = board.X, y = board.Y, width = Width, height = Height, scale = PixelRatio },
        });
        await page.Context.CloseAsync();
        var bytes = picture!.Value.GetProperty("data").GetBytesFromBase64();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(korean ? "Korean" : "English")}, {(dark ? "dark" : "light")}: {bytes.Length / 1024} KB"));
        return bytes;
    }
}
