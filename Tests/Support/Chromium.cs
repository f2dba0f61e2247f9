using System.Diagnostics;
using Microsoft.Playwright;

namespace KanbanAspire.Tests.Support;

/// <summary>
/// The one headless Chromium of a test run. It is looked for in <c>CHROMIUM_PATH</c>, in the usual places and in
/// Playwright's own folder; as root on Debian or Ubuntu the package is installed.
/// </summary>
public static class Chromium
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        "/snap/bin/chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    // Waits end with what they wait for; this is only how long a busy machine may take until a test has failed.
    private const float PatienceMs = 60_000;

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    /// <summary>Opens a page in a context of its own (cookies, storage).</summary>
    /// <param name="options">Size, language, colour scheme; null for 1280 × 800, en-US, light.</param>
    /// <returns>The page; close its context when done.</returns>
    public static async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        var browser = await Started.Value;
        options ??= new BrowserNewContextOptions();
        options.Locale ??= "en-US";
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 800 };
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        return await context.NewPageAsync();
    }

    private static async Task<IBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find(playwright),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    private static string Find(IPlaywright playwright)
    {
        var given = Environment.GetEnvironmentVariable("CHROMIUM_PATH");
        if (given is { Length: > 0 })
        {
            return File.Exists(given)
                ? given
                : throw new InvalidOperationException($"CHROMIUM_PATH is {given}, but there is no such file. Correct or unset it.");
        }

        return Array.Find([.. UsualPlaces, playwright.Chromium.ExecutablePath], File.Exists)
            ?? Install()
            ?? throw new InvalidOperationException(
                "The browser tests need Chromium or Chrome. Install it (Debian, Ubuntu: apt-get install chromium) or set " +
                "CHROMIUM_PATH to its executable.");
    }

    private static string? Install()
    {
        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
        {
            return null;
        }

        using var install = Process.Start("/bin/sh", ["-c", "apt-get update -q && apt-get install -y -q --no-install-recommends chromium"]);
        install.WaitForExit();
        return Array.Find(UsualPlaces, File.Exists);
    }
}
