using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Tests.Cognito;

/// <summary>The web application and the pool together, in a browser, against the running system.</summary>
[Collection("System")]
public sealed class WebSignInTests(RunningSystem system)
{
    [Fact]
    public async Task SignIn_ThenSignOut_KeepsNoTokenAndEndsBothSessions()
    {
        var page = await Chromium.NewPageAsync();
        await page.GotoAsync(system.Web);
        await page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync(UserPoolServer.DemoEmail);
        await page.Locator("#password").FillAsync(UserPoolServer.DemoPassword);
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.Keyboard.PressAsync("Enter"),
            response => response.Url == system.Cognito + "/oauth2/token" && response.Request.Method == "POST");
        var tokens = JsonNode.Parse(await answer.TextAsync())!;

        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.GetByText(UserPoolServer.DemoEmail).WaitForAsync();
        var stored = await page.EvaluateAsync<string>("JSON.stringify({ ...localStorage })");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).Or(page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }))
            .ClickAsync();
        await page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "Sign in" }).WaitForAsync();
        await page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByLabel("E-mail").WaitForAsync();
        await page.Context.CloseAsync();

        Assert.DoesNotContain("eyJ", stored);
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = UserPoolServer.WebClient,
            ["refresh_token"] = (string)tokens["refresh_token"]!,
        });
        var renewal = await http.PostAsync(system.Cognito + "/oauth2/token", form);
        Assert.Contains("invalid_grant", await renewal.Content.ReadAsStringAsync());
    }
}
