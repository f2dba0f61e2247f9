using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Tests.Browser;

/// <summary>
/// A person's browser window at the running system: what its console complains about fails the test, and that
/// includes every breach of the content security policy.
/// </summary>
internal sealed partial class BrowserSession : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<(string Web, string Email), Lazy<Task<string>>> SignedIn = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    private BrowserSession(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            // Refused requests are part of many tests; scripts and policies are not.
            if (message.Type is "error" or "warning" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    /// <summary>Gets the page.</summary>
    public IPage Page { get; }

    /// <summary>Opens a window of somebody who is not signed in.</summary>
    public static async Task<BrowserSession> VisitAsync(RunningSystem system, string path, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = system.Web;
        var page = await Chromium.NewPageAsync(options);
        var session = new BrowserSession(page);
        await page.GotoAsync(path);
        return session;
    }

    /// <summary>Opens a window of somebody who has signed in; the first time by the pages, later by the user pool's cookie.</summary>
    public static async Task<BrowserSession> OpenAsync(
        RunningSystem system, string path, BrowserNewContextOptions? options = null, string email = SignIn.DemoEmail)
    {
        options ??= new BrowserNewContextOptions();
        options.StorageState = await SignedIn.GetOrAdd((system.Web, email), _ => new(() => SignInAsync(system, email))).Value;
        var session = await VisitAsync(system, path, options);
        await session.Page.Locator(".top-actions .menu").WaitForAsync();
        return session;
    }

    /// <summary>Waits until cards can be dragged: that code comes after the first picture of a board.</summary>
    public static Task DragReadyAsync(IPage page) => page.Locator(".board-body[data-drag]").WaitForAsync();

    /// <summary>Makes an account by the pages and the mailbox.</summary>
    /// <returns>Its e-mail address, of which members bear the part before the sign; the password is the demo user's.</returns>
    public static async Task<string> SignUpAsync(RunningSystem system, string? email = null)
    {
        email ??= $"user-{Guid.NewGuid():N}@example.com";
        await using var session = await VisitAsync(system, "/");
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("New password").FillAsync(SignIn.DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await MailedCodeAsync(system, email));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".top-actions .menu").WaitForAsync();
        var state = await page.Context.StorageStateAsync();
        SignedIn[(system.Web, email)] = new(() => Task.FromResult(state));
        return email;
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(_complaints);
    }

    /// <summary>Signs in on the page that the user pool shows.</summary>
    public static async Task FillSignInAsync(IPage page, string email = SignIn.DemoEmail)
    {
        await page.Locator("input[name=username]").FillAsync(email);
        await page.Locator("input[name=password]").FillAsync(SignIn.DemoPassword);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<string> SignInAsync(RunningSystem system, string email)
    {
        await using var session = await VisitAsync(system, "/boards");
        await session.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await FillSignInAsync(session.Page, email);
        await session.Page.Locator(".top-actions .menu").WaitForAsync();
        return await session.Page.Context.StorageStateAsync();
    }

    private static async Task<string> MailedCodeAsync(RunningSystem system, string email)
    {
        using var client = new HttpClient { BaseAddress = new Uri(system.Cognito) };
        for (var attempt = 0; attempt < 240; attempt++)
        {
            var mail = MailLine().Matches(await client.GetStringAsync("/mailbox?lang=en"))
                .FirstOrDefault(line => line.Groups["to"].Value == email);
            if (mail is not null)
            {
                return mail.Groups["code"].Value;
            }

            await Task.Delay(250);
        }

        throw new TimeoutException($"No mail came for {email}.");
    }

    [GeneratedRegex(
        "<a href=\"/mailbox/[^\"]*\">[^<]*?(?<code>[0-9]{6})</a>\\s*<span>(?<to>[^<]*)</span>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailLine();
}
