using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Report.Screens;

/// <summary>Takes the pictures.</summary>
/// <param name="folder">Where they go.</param>
internal sealed class Camera(string folder)
{
    private readonly List<Screen> _screens = [];

    /// <summary>Gets what was taken, in order.</summary>
    public IReadOnlyList<Screen> Screens => _screens;

    /// <summary>Opens a window.</summary>
    /// <param name="korean">Language of the browser.</param>
    /// <param name="dark">Its colour scheme.</param>
    /// <param name="phone">Whether it is a phone.</param>
    /// <param name="state">Cookies and storage of an earlier window; null for none.</param>
    /// <returns>The window; close its context when done.</returns>
    public static async Task<IPage> OpenAsync(bool korean = false, bool dark = false, bool phone = false, string? state = null)
    {
        var page = await Chromium.NewPageAsync(new BrowserNewContextOptions
        {
            Locale = korean ? "ko-KR" : "en-US",
            TimezoneId = "Asia/Seoul",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 780 } : new ViewportSize { Width = 1280, Height = 760 },
            IsMobile = phone,
            HasTouch = phone,
            StorageState = state,
        });
        page.SetDefaultTimeout(60_000);
        return page;
    }

    /// <summary>Takes a picture of what a window shows.</summary>
    /// <param name="page">The window.</param>
    /// <param name="screen">What it is.</param>
    /// <returns>A task that ends when it is written.</returns>
    public async Task TakeAsync(IPage page, Screen screen)
    {
        await page.EvaluateAsync("document.fonts.ready");
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(folder, screen.File),
            Animations = ScreenshotAnimations.Disabled,
            Caret = ScreenshotCaret.Hide,
        });
        _screens.Add(screen);
    }
}
