using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>What a session outlives: a network or server that is away, other tabs, rejected changes.</summary>
[Collection("System")]
public sealed class SessionTests(RunningSystem system)
{
    private const string ExpireToken = """
        () => {
            const [key, value] = Object.entries(sessionStorage).find(([key]) => key.includes("user:"));
            const expired = { ...JSON.parse(value), expires_at: Math.floor(Date.now() / 1000) - 30 };
            sessionStorage.setItem(key, JSON.stringify(expired));
        }
        """;

    [Fact]
    public async Task Session_WhoseTokenCannotBeRenewedJustNow_GoesOnWhenTheUserPoolIsBack()
    {
        using var board = await SeededBoard.CreateAsync(system, "Nap", "Card");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Card", Exact = true })).ToBeVisibleAsync();
        await page.EvaluateAsync(ExpireToken);
        var token = system.Cognito + "/oauth2/token";
        await page.RouteAsync(token, route => route.AbortAsync());

        await page.ReloadAsync();

        // The board is the one that this browser has kept.
        await Expect(page.GetByText("Not connected")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Card", Exact = true })).ToBeVisibleAsync();
        await page.UnrouteAsync(token);
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Start_WithoutTheConfiguration_SaysSoAndTriesAgain()
    {
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var page = session.Page;
        await page.RouteAsync("**/config.json", route => route.FulfillAsync(new() { Status = 502, Body = "Bad gateway" }));

        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No connection" })).ToBeVisibleAsync();
        await page.UnrouteAsync("**/config.json");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Boards" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_ThatEndsInAnotherTab_LeadsToTheInvite()
    {
        await using var visitor = await BrowserSession.VisitAsync(system, "/invite/any");
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator("input[name=username]").WaitForAsync();

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await BrowserSession.FillSignInAsync(other);

        await Expect(other).ToHaveURLAsync(system.Web + "/invite/any");
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "This invite does not work any more" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Text_ThatIsRejected_ComesBackToItsField()
    {
        using var board = await SeededBoard.CreateAsync(system, "Rejected", "Card");
        var cardId = (string)(await board.GetAsync())["cards"]![0]!["id"]!;
        await board.SendAsync(HttpMethod.Post, $"cards/{cardId}/comments", new { text = "first" });
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{cardId}", new() { Locale = "ko-KR" });
        var page = session.Page;
        await RejectAsync("**/comments/*", "invalid");
        await RejectAsync("**/columns/*", "board-archived");

        await page.Locator(".comment").GetByRole(AriaRole.Button, new() { Name = "수정" }).ClickAsync();
        await page.GetByLabel("댓글 수정").FillAsync("second");
        await page.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();

        await Expect(page.GetByLabel("댓글 수정")).ToHaveValueAsync("second");
        await Expect(page.Locator(".toast-error")).ToContainTextAsync("입력한 글은 남아 있으니");
        await page.Keyboard.PressAsync("Escape");

        await page.Locator(".column-name button").First.ClickAsync();
        await page.Locator(".column-name input").First.FillAsync("Renamed");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".toast-error").Last).ToContainTextAsync("보관된 보드입니다.");
        await page.Locator(".column-name button").First.ClickAsync();
        await Expect(page.Locator(".column-name input").First).ToHaveValueAsync("Renamed");

        Task RejectAsync(string path, string type) => page.RouteAsync(path, route => route.Request.Method is "PUT" or "PATCH"
            ? route.FulfillAsync(new()
            {
                Status = 422,
                ContentType = "application/problem+json",
                Body = $$"""{"type":"urn:kanbanaspire:problem:{{type}}","detail":"In English."}""",
            })
            : route.ContinueAsync());
    }
}
