extern alias dashboard;

using System.Text.RegularExpressions;
using dashboard::KanbanAspire.Local.Dashboard.Feed;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Dashboard;

/// <summary>Tests resources and console in a real browser, fed by a made-up orchestrator.</summary>
public sealed class ResourcesTests(DashboardProcess dashboard) : IClassFixture<DashboardProcess>, IAsyncLifetime
{
    private FakeOrchestrator _orchestrator = null!;

    public async Task InitializeAsync()
    {
        _orchestrator = await FakeOrchestrator.ConnectAsync(dashboard.Url, DashboardProcess.FeedKey);
        var test = new ResourceCommand("test", "Test", null, """{"path":"/items"}""", true);
        var api = FakeOrchestrator.Resource("api", "Lambda function");
        await _orchestrator.SendAsync(FakeOrchestrator.Resource("dynamodb") with { Urls = [new("http", "http://localhost:8000")] });
        await _orchestrator.SendAsync(api with { References = ["dynamodb"], Commands = [.. api.Commands, test] });
        await _orchestrator.SendAsync(FakeOrchestrator.Resource("items", "DynamoDB table") with { Parent = "dynamodb" });
    }

    public async Task DisposeAsync() => await _orchestrator.DisposeAsync();

    [Fact]
    public async Task Resources_AfterTheFeed_ShowStateEndpointAndParent()
    {
        var page = await dashboard.OpenAsync("/");
        await Expect(page.GetByTestId("resource-api").GetByTestId("state")).ToHaveTextAsync("Running");
        await Expect(page.GetByTestId("resource-dynamodb").GetByRole(AriaRole.Link, new() { Name = "http://localhost:8000" }))
            .ToHaveAttributeAsync("href", "http://localhost:8000");
        await _orchestrator.SendAsync(FakeOrchestrator.Resource("api") with { Health = "Unhealthy", HealthDetail = "answered 503" });
        await Expect(page.GetByTestId("resource-api")).ToContainTextAsync("answered 503");
        await page.GetByTestId("search").FillAsync("table");
        await Expect(page.GetByTestId("resources").Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(new Regex("q=table"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Details_OfAResource_MaskSecretsUntilAsked()
    {
        var page = await dashboard.OpenAsync("/?details=api");
        var environment = page.GetByTestId("environment");
        await Expect(environment).ToContainTextAsync("Development");
        await Expect(environment).Not.ToContainTextAsync("hush");
        Assert.DoesNotContain("hush", await page.ContentAsync(), StringComparison.Ordinal);
        await Expect(page.GetByTestId("references")).ToContainTextAsync("uses dynamodb");
        await page.GetByTestId("secrets").ClickAsync();
        await Expect(environment).ToContainTextAsync("hush");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId("details")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Stop_WithConfirmation_ReachesTheOrchestratorOnlyAfterYes()
    {
        var page = await dashboard.OpenAsync("/");
        await page.GetByTestId("stop-api").ClickAsync();
        var dialog = page.Locator("fluent-dialog");
        await Expect(dialog).ToContainTextAsync("Stop it?");
        await dialog.GetByText("Cancel", new() { Exact = true }).ClickAsync();
        await page.GetByTestId("restart-api").ClickAsync();
        await Expect(page.GetByText("Done.")).ToBeVisibleAsync();
        await page.GetByTestId("stop-api").ClickAsync();
        await page.Locator("fluent-dialog").GetByText("Stop", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByText("Stop: api")).ToBeVisibleAsync();
        Assert.Equal(["restart api", "stop api"], _orchestrator.Requests.Select(request => $"{request.Command} {request.Resource}"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Test_OfAFunction_SendsTheEditedEventAndShowsTheAnswer()
    {
        _orchestrator.Answer = request => new(request.Id, true, $$"""{"echo":{{request.Input}}}""");
        var page = await dashboard.OpenAsync("/");
        await page.GetByTestId("test-api").ClickAsync();
        await Expect(page.GetByTestId("test-input")).ToHaveValueAsync("{\n  \"path\": \"/items\"\n}");
        await page.GetByTestId("test-input").FillAsync("""{"path":"/items/1"}""");
        await page.GetByTestId("test-send").ClickAsync();
        await Expect(page.GetByTestId("test-answer")).ToContainTextAsync("\"path\": \"/items/1\"");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Crash_OfAResource_IsNoticedOnEveryPageUntilDismissed()
    {
        var page = await dashboard.OpenAsync("/console/api");
        await _orchestrator.SendAsync(FakeOrchestrator.Resource("api", state: "Exited") with { ExitCode = 134 });
        await Expect(page.GetByTestId("crash")).ToContainTextAsync("api crashed: exit code 134");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dismiss the notice about api" }).ClickAsync();
        await Expect(page.GetByTestId("crash")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Console_OfSeveralResources_IsLiveColouredSearchableAndCanBePaused()
    {
        await _orchestrator.WriteAsync("api", "\e[32minfo\e[0m: first");
        var page = await dashboard.OpenAsync("/console/api,dynamodb");
        var console = page.GetByTestId("console");
        await Expect(console.Locator(".fg-2")).ToHaveTextAsync("info");
        await _orchestrator.WriteAsync("dynamodb", "second", "third");
        await Expect(console).ToContainTextAsync("third");
        await page.GetByTestId("search").FillAsync("second");
        await Expect(console.Locator(".line")).ToHaveCountAsync(1);
        await page.GetByTestId("search").FillAsync("");
        await Expect(console.Locator(".line")).ToHaveCountAsync(3);
        await page.GetByTestId("pause").ClickAsync();
        await _orchestrator.WriteAsync("api", "while paused");
        await page.GetByTestId("pick-dynamodb").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/console/api$"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("download").ClickAsync());
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("[api] info: first", text, StringComparison.Ordinal);
        Assert.Contains("[api] while paused", text, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
