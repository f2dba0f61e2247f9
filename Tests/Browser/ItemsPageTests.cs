using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>The course's page.</summary>
[Collection("System")]
public sealed class ItemsPageTests(RunningSystem system)
{
    [Fact]
    public async Task Items_CreatedHereAndElsewhere_AppearByThemselvesAndCanBeDeleted()
    {
        var (own, other) = ($"own {Guid.NewGuid():N}", $"other {Guid.NewGuid():N}");
        await using var session = await BrowserSession.OpenAsync(system, "/course/items");
        var page = session.Page;

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(own);
        await page.GetByLabel("Price").FillAsync("12.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add item" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = own })).ToContainTextAsync("12.5");
        await PutAsync(new { id = $"{DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds()}", price = 3, name = other });

        // Newest first, without a reload.
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync(other);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Delete “{own}”" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = own })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Delete “{other}”" }).ClickAsync();
        await BoardPageTests.WaitForAsync(async () => await NamesAsync() is var names && !names.Contains(own) && !names.Contains(other));
        await page.ReloadAsync();
        await page.Locator("tbody tr, .state").First.WaitForAsync();
        await Expect(page.GetByText(own)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Items_WithAWrongPrice_SaysSoAndSendsNothing()
    {
        await using var session = await BrowserSession.OpenAsync(system, "/course/items", new() { Locale = "ko-KR" });
        var page = session.Page;

        await page.GetByLabel("이름", new() { Exact = true }).FillAsync("가격 없음");
        await page.GetByLabel("가격").FillAsync("비쌈");
        await page.GetByRole(AriaRole.Button, new() { Name = "항목 추가" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("가격은 숫자여야 합니다.");
        Assert.Equal("가격 없음", await page.GetByLabel("이름", new() { Exact = true }).InputValueAsync());
    }

    [Fact]
    public async Task Items_OpenedAnewWhileSignedIn_AreAskedForWithTheToken()
    {
        await using var session = await BrowserSession.OpenAsync(system, "/course/items");
        var page = session.Page;
        await page.GotoAsync("about:blank");

        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync("/course/items"), response => new Uri(response.Url).AbsolutePath == "/items");

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Items_ForAVisitor_AskToSignIn()
    {
        await using var visitor = await BrowserSession.VisitAsync(system, "/course/items");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in to see this" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Items_WithATokenThatIsRejected_KeepTheSessionUntilTheUserPoolEndsIt()
    {
        await using var session = await BrowserSession.OpenAsync(system, "/course/items", email: await BrowserSession.SignUpAsync(system));
        var page = session.Page;
        await page.RouteAsync(address => new Uri(address).AbsolutePath == "/items", route => route.FulfillAsync(new() { Status = 401, Json = new { message = "Unauthorized" } }));
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();

        await page.EvaluateAsync("""
            () => {
                const [key, value] = Object.entries(sessionStorage).find(([key]) => key.includes("user:"));
                sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), refresh_token: "revoked" }));
            }
            """);
        await page.ReloadAsync();

        await Expect(page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToHaveCountAsync(0);
    }

    private async Task PutAsync(object item)
    {
        using var client = await SignedInAsync();
        using var response = await client.PutAsJsonAsync("/items", item);
        Assert.Equal(200, (int)response.StatusCode);
    }

    private async Task<string[]> NamesAsync()
    {
        using var client = await SignedInAsync();
        return [.. (await client.GetFromJsonAsync<JsonArray>("/items"))!.Select(item => (string)item!["name"]!)];
    }

    private async Task<HttpClient> SignedInAsync()
    {
        var client = new HttpClient { BaseAddress = new Uri(system.Gateway) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await SignIn.GetAccessTokenAsync(system));
        return client;
    }
}
