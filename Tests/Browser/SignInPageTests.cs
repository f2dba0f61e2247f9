using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>Landing page, sign-in, sign-up and sign-out in the browser.</summary>
[Collection("System")]
public sealed class SignInPageTests(RunningSystem system)
{
    [Theory]
    [InlineData("en-US", "Plan together, lose nothing")]
    [InlineData("ko-KR", "함께 계획하고, 하나도 놓치지 마세요")]
    public async Task Landing_ForAVisitor_SaysWhatThisIs(string locale, string title)
    {
        await using var visitor = await BrowserSession.VisitAsync(system, "/", new() { Locale = locale });

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        Assert.Equal(locale[..2], await visitor.Page.EvaluateAsync<string>("document.documentElement.lang"));
        // Only what the page itself serves: no fonts, no scripts of others.
        Assert.True(await visitor.Page.EvaluateAsync<bool>(
            "performance.getEntriesByType('resource').every(r => r.name.startsWith(location.origin))"));
    }

    [Fact]
    public async Task SignIn_Pages_SpeakTheLanguageThatTheBoardShows()
    {
        await using var visitor = await BrowserSession.VisitAsync(system, "/boards", new() { Locale = "en-US" });
        var page = visitor.Page;
        await page.EvaluateAsync("localStorage.setItem('language', 'ko')");
        await page.ReloadAsync();

        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "로그인" }).ClickAsync();

        await Expect(page.Locator("input[name=username]")).ToBeVisibleAsync();
        Assert.Equal("ko", await page.EvaluateAsync<string>("document.documentElement.lang"));
    }

    [Fact]
    public async Task SignIn_FromADeepAddress_ReturnsThereAndKeepsNoTokenInLocalStorage()
    {
        using var board = await SeededBoard.CreateAsync(system, "Deep", "Card");
        await using var visitor = await BrowserSession.VisitAsync(system, board.Path + "?q=card");
        var page = visitor.Page;

        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await BrowserSession.FillSignInAsync(page);

        await Expect(page).ToHaveURLAsync(system.Web + board.Path + "?q=card");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Card", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await Expect(page.GetByText(SignIn.DemoEmail)).ToBeVisibleAsync();
        Assert.DoesNotContain("eyJ", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
        Assert.Equal(0, await page.Locator("iframe").CountAsync());
    }

    [Fact]
    public async Task SignOut_WipesWhatWasKeptAndEndsTheSession()
    {
        using var board = await SeededBoard.CreateAsync(system, "Secret plans", "Card");
        var email = await BrowserSession.SignUpAsync(system);
        await using var session = await BrowserSession.OpenAsync(system, "/boards", email: email);
        var page = session.Page;
        await page.EvaluateAsync("localStorage.setItem('draft.x', 'words')");

        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(system.Web + "/");
        Assert.Equal("{}", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
        Assert.Equal("{}", await page.EvaluateAsync<string>("JSON.stringify(sessionStorage)"));
        Assert.Equal(0, await CachedBoardsAsync(page));
        await page.GotoAsync("/boards");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in to see your boards" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Invite_ForAVisitor_SaysThatItIsOneAndAsksToSignIn()
    {
        await using var visitor = await BrowserSession.VisitAsync(system, "/invite/any");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "You are invited to a board" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Token_ThatIsAboutToEnd_IsRenewedByTheRefreshToken()
    {
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var page = session.Page;
        var before = await page.EvaluateAsync<string>(AccessToken);
        await page.EvaluateAsync(AgeSession, new { expires_at = DateTimeOffset.UtcNow.AddSeconds(20).ToUnixTimeSeconds() });

        var renewal = await page.RunAndWaitForRequestAsync(
            () => page.ReloadAsync(), request => request.Url == system.Cognito + "/oauth2/token" && request.Method == "POST");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Boards" })).ToBeVisibleAsync();
        Assert.Contains("grant_type=refresh_token", renewal.PostData);
        Assert.NotEqual(before, await page.EvaluateAsync<string>(AccessToken));
        Assert.Equal(0, await page.Locator("iframe").CountAsync());
    }

    [Fact]
    public async Task Token_ThatCannotBeRenewed_EndsTheSessionAndKeepsWhatWasTyped()
    {
        await using var session = await BrowserSession.OpenAsync(system, "/boards", email: await BrowserSession.SignUpAsync(system));
        var page = session.Page;
        await page.EvaluateAsync("localStorage.setItem('draft.x', 'words'); localStorage.removeItem('signed-in-before')");
        await page.EvaluateAsync(AgeSession, new { expires_at = DateTimeOffset.UtcNow.AddSeconds(20).ToUnixTimeSeconds(), refresh_token = "revoked" });

        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.Equal("words", await page.EvaluateAsync<string>("localStorage.getItem('draft.x')"));
    }

    [Fact]
    public async Task Board_ThatHasBecome404_IsWipedFromTheCache()
    {
        using var board = await SeededBoard.CreateAsync(system, "Short life", "Card");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        await Expect(session.Page.GetByRole(AriaRole.Link, new() { Name = "Card", Exact = true })).ToBeVisibleAsync();

        await board.SendAsync(HttpMethod.Delete, string.Empty);

        await Expect(session.Page.GetByRole(AriaRole.Heading, new() { Name = "You cannot see this board" })).ToBeVisibleAsync();
        await BoardPageTests.WaitForAsync(async () => !(await session.Page.EvaluateAsync<string>(CachedKeys)).Contains(board.Id, StringComparison.Ordinal));
    }

    private const string AccessToken =
        "JSON.parse(Object.entries(sessionStorage).find(([key]) => key.includes('user:'))[1]).access_token";

    // What the page keeps of a session, with some of it replaced.
    private const string AgeSession = """
        change => {
            const [key, value] = Object.entries(sessionStorage).find(([key]) => key.includes("user:"));
            sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), ...change }));
        }
        """;

    private const string CachedKeys = """
        new Promise(done => {
            const open = indexedDB.open("boards", 1);
            open.onupgradeneeded = () => open.result.createObjectStore("boards");
            open.onsuccess = () => {
                const keys = open.result.transaction("boards").objectStore("boards").getAllKeys();
                keys.onsuccess = () => { open.result.close(); done(JSON.stringify(keys.result)); };
            };
        })
        """;

    private static async Task<int> CachedBoardsAsync(IPage page) =>
        System.Text.Json.JsonDocument.Parse(await page.EvaluateAsync<string>(CachedKeys)).RootElement.GetArrayLength();
}
