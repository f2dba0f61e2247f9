using Deque.AxeCore.Playwright;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Tests.Cognito;

/// <summary>The pages in Chromium: accessible in every look, rules checked as one types, no policy broken.</summary>
public sealed class BrowserTests(UserPoolFixture fixture) : IClassFixture<UserPoolFixture>
{
    private static readonly string[] Paths =
        ["/login", "/signup", "/confirm", "/resendcode", "/forgotPassword", "/confirmforgotPassword", "/error", "/mailbox"];

    private readonly UserPoolServer _pool = fixture.Server;

    [Theory]
    [InlineData("ko-KR", ColorScheme.Light, 1280)]
    [InlineData("ko-KR", ColorScheme.Dark, 360)]
    [InlineData("en-US", ColorScheme.Dark, 1280)]
    [InlineData("en-US", ColorScheme.Light, 360)]
    public async Task Pages_InEveryLook_AreAccessibleAndFit(string locale, ColorScheme scheme, int width)
    {
        var page = await Chromium.NewPageAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
        var problems = Problems(page);
        foreach (var path in Paths)
        {
            await page.GotoAsync(_pool.Domain + path + _pool.Request());
            var result = await page.RunAxe();
            problems.AddRange(result.Violations.Select(it => $"{path}: {it.Id} {string.Join(' ', it.Nodes.Select(node => node.Html))}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
            {
                problems.Add($"{path} is wider than {width} pixels");
            }
        }

        await page.Context.CloseAsync();
        // The error page answers 400, which the console mentions.
        Assert.DoesNotContain(problems, it => !it.Contains("status of 400", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignUp_InTheBrowser_ChecksRulesAsOneTypesAndEndsAtTheClient()
    {
        var page = await Chromium.NewPageAsync();
        var problems = Problems(page);
        var email = $"user-{Guid.NewGuid():N}@example.com";

        await page.GotoAsync($"{_pool.Domain}/login{_pool.Request()}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Create account" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("New password").PressSequentiallyAsync("kanban");
        Assert.Equal(["a lower-case letter (a–z) met"], await MetAsync());
        await page.GetByLabel("New password").FillAsync("Kanban-1234");
        Assert.Equal(5, (await MetAsync()).Count);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show password" }).ClickAsync();
        Assert.Equal("text", await page.Locator("#password").GetAttributeAsync("type"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "Confirm your e-mail" }).WaitForAsync();
        Assert.Equal(email, await page.GetByLabel("E-mail").InputValueAsync());
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await _pool.NewVisitor().MailedCodeAsync(email));
        await page.RunAndWaitForRequestAsync(
            () => page.Keyboard.PressAsync("Enter"),
            request => request.Url.StartsWith(UserPoolServer.Callback + "?code=", StringComparison.Ordinal));

        await page.Context.CloseAsync();
        // Nothing listens at the client's address here.
        Assert.DoesNotContain(problems, it => !it.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal));

        async Task<IReadOnlyList<string>> MetAsync() => await page.Locator(".rules .met").AllTextContentsAsync();
    }

    [Fact]
    public async Task Mailbox_WhenAMailArrives_ShowsItWithoutReload()
    {
        var page = await Chromium.NewPageAsync();
        var email = $"user-{Guid.NewGuid():N}@example.com";
        await page.GotoAsync(_pool.Domain + "/mailbox");

        await _pool.NewVisitor().SubmitAsync("/signup" + _pool.Request(), ("username", email), ("password", "Secret-2026!"));

        await page.GetByText(email).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Your code" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your code" }).WaitForAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>Gathers what the console complains about: broken policy, failed script, missing file.</summary>
    private static List<string> Problems(IPage page)
    {
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                problems.Add(message.Text);
            }
        };
        page.PageError += (_, error) => problems.Add(error);
        return problems;
    }
}
