using System.Collections.Concurrent;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>The page at which the course's implicit grant ends.</summary>
[Collection("System")]
public sealed class CourseTokenTests(RunningSystem system)
{
    [Theory]
    [InlineData("en-US", "Your access token", "Copy token")]
    [InlineData("ko-KR", "액세스 토큰", "토큰 복사")]
    public async Task Token_OfTheImplicitGrant_IsShownAndGoesNowhereElse(string locale, string title, string copy)
    {
        await using var visitor = await BrowserSession.VisitAsync(
            system, "/", new() { Locale = locale, Permissions = ["clipboard-read", "clipboard-write"] });
        var page = visitor.Page;
        var sent = new ConcurrentQueue<string>();
        await page.GotoAsync($"{system.Cognito}/login?response_type=token&client_id=3kanbanaspirelocalcourse01"
            + $"&redirect_uri={Uri.EscapeDataString(system.Web + "/course/callback")}&scope=openid%20email&nonce=n");
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(system.Web, StringComparison.Ordinal) && !request.IsNavigationRequest)
            {
                sent.Enqueue($"{request.Url} {request.PostData} {string.Join(' ', request.Headers.Values)}");
            }
        };
        await BrowserSession.FillSignInAsync(page);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = title })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(system.Web + "/course/callback");
        var token = await page.Locator(".token-field").InputValueAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = copy }).ClickAsync();
        await Expect(page.Locator(".toast")).ToBeVisibleAsync();

        Assert.Equal(token, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Equal(3, token.Split('.').Length);
        Assert.DoesNotContain(sent, text => text.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(token, await page.EvaluateAsync<string>("JSON.stringify([localStorage, sessionStorage, history.state, location.href])"));
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(200, (int)(await client.GetAsync($"{system.Web}/items")).StatusCode);
        await page.ReloadAsync();
        await Expect(page.Locator(".state")).ToBeVisibleAsync();
        Assert.DoesNotContain(token, await page.ContentAsync());
    }
}
