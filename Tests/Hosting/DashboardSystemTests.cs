using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Hosting;

/// <summary>Uses the dashboard of the running system in a real browser.</summary>
/// <param name="system">The shared run.</param>
[Collection("System")]
public sealed class DashboardSystemTests(RunningSystem system)
{
    [Theory]
    [InlineData("dynamodb")]
    [InlineData("http-crud-tutorial-items")]
    [InlineData("kanban")]
    [InlineData("cognito")]
    [InlineData("LambdaServiceEmulator")]
    [InlineData("api")]
    [InlineData("gateway")]
    [InlineData("scheduler")]
    [InlineData("web")]
    public async Task Resources_OfTheSystem_AreShownRunning(string resource)
    {
        var page = await OpenAsync();

        await Expect(page.GetByTestId($"resource-{resource}").GetByTestId("state")).ToHaveTextAsync("Running");

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Restart_OfAFunction_GivesItANewProcess()
    {
        using var client = new HttpClient();
        var before = await client.GetStringAsync($"{system.Lambda}/functions/api");
        var page = await OpenAsync();

        await page.GetByTestId("restart-api").ClickAsync();
        await Expect(page.GetByText("api is Running.")).ToBeVisibleAsync();

        var after = await UntilRunningAsync(client);
        Assert.NotEqual(ProcessIdOf(before), ProcessIdOf(after));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Test_OfAFunction_ShowsItsAnswer()
    {
        var page = await OpenAsync();

        await page.GetByTestId("test-api").ClickAsync();
        await page.GetByTestId("test-send").ClickAsync();

        await Expect(page.GetByTestId("test-answer")).ToContainTextAsync("\"statusCode\": 200");
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await Chromium.NewPageAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 1600, Height = 1000 } });
        await page.GotoAsync(system.Dashboard);
        // Only an interactive page answers clicks.
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.interactive === 'true'");
        return page;
    }

    private async Task<string> UntilRunningAsync(HttpClient client)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var response = await client.GetAsync($"{system.Lambda}/functions/api");
            if (response.IsSuccessStatusCode || attempt == 600)
            {
                return await response.Content.ReadAsStringAsync();
            }

            await Task.Delay(100);
        }
    }

    private static int ProcessIdOf(string status)
    {
        using var json = System.Text.Json.JsonDocument.Parse(status);
        return json.RootElement.GetProperty("environments")[0].GetProperty("processId").GetInt32();
    }
}
