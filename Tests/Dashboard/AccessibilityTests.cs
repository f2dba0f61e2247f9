using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Dashboard;

/// <summary>Tests every screen with axe in both colour schemes, and the keyboard.</summary>
public sealed class AccessibilityTests(DashboardProcess dashboard) : IClassFixture<DashboardProcess>, IAsyncLifetime
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private FakeOrchestrator _orchestrator = null!;

    public async Task InitializeAsync()
    {
        _orchestrator = await FakeOrchestrator.ConnectAsync(dashboard.Url, DashboardProcess.FeedKey);
        await _orchestrator.SendAsync(FakeOrchestrator.Resource("api") with { HealthDetail = "slow", Health = "Unhealthy" });
        await _orchestrator.SendAsync(FakeOrchestrator.Resource("web", state: "Waiting"));
        await _orchestrator.SendAsync(FakeOrchestrator.Resource("mailer", state: "FailedToStart"));
        await _orchestrator.WriteAsync("api", "\e[32minfo\e[0m: \e[33myellow\e[0m \e[41;30mfail\e[0m", "plain");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("x-otlp-api-key", DashboardProcess.OtlpKey);
        using var traces = new StringContent(TelemetryTests.Json(TraceId, "api", ("root", 20, 0), ("child", 5, 2)), null, "application/json");
        using var logs = new StringContent("""
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","severityNumber":17,"body":{"stringValue":"no"}}]}]}]}
            """, null, "application/json");
        using var metrics = new StringContent("""
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","unit":"By","gauge":{"dataPoints":[{"timeUnixNano":"1","asInt":"1"}]}}]}]}]}
            """, null, "application/json");
        await client.PostAsync($"{dashboard.OtlpHttpUrl}/v1/traces", traces);
        await client.PostAsync($"{dashboard.OtlpHttpUrl}/v1/logs", logs);
        await client.PostAsync($"{dashboard.OtlpHttpUrl}/v1/metrics", metrics);
    }

    public async Task DisposeAsync() => await _orchestrator.DisposeAsync();

    public static TheoryData<string, ColorScheme> Screens()
    {
        var screens = new TheoryData<string, ColorScheme>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var path in new[]
                { "/", "/?details=api", "/console/api", "/logs?log=1", "/traces", $"/trace/{TraceId}?span=0000000000000002", "/metrics", "/capture" })
            {
                screens.Add(path, scheme);
            }
        }
        return screens;
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Screen_CheckedByAxe_HasNoViolation(string path, ColorScheme scheme)
    {
        var page = await dashboard.OpenAsync(path, new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"] } });
        Assert.Equal([], result.Violations.Select(violation =>
            $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task LoginPage_CheckedByAxe_HasNoViolation()
    {
        var page = await Support.Chromium.NewPageAsync();
        await page.GotoAsync($"{dashboard.Url}/login");
        Assert.Equal([], (await page.RunAxe()).Violations.Select(violation => violation.Id));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Keyboard_ReachesEveryViewSearchAndTheme()
    {
        var page = await dashboard.OpenAsync("/");
        foreach (var (key, heading) in new[]
            { ("t", "Traces"), ("l", "Structured logs"), ("m", "Metrics"), ("e", "Capture"), ("c", "Console"), ("r", "Resources") })
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        }
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByTestId("search")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        var keys = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(keys).ToContainTextAsync("Traces");
        await page.Keyboard.PressAsync("Escape");
        await Expect(keys).ToHaveCountAsync(0);
        await page.GetByTestId("theme").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.Context.CloseAsync();
    }
}
