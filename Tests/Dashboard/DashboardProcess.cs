using System.Diagnostics;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Tests.Dashboard;

/// <summary>Is the built dashboard on free ports, with keys of its own.</summary>
public sealed class DashboardProcess : IAsyncLifetime
{
    public const string Token = "test-token";
    public const string FeedKey = "test-feed-key";
    public const string OtlpKey = "test-otlp-key";

    private Process? _process;

    public string Url { get; } = $"http://localhost:{Repository.FreePort()}";

    public string OtlpGrpcUrl { get; } = $"http://localhost:{Repository.FreePort()}";

    public string OtlpHttpUrl { get; } = $"http://localhost:{Repository.FreePort()}";

    public TimeSpan TimeToHealth { get; private set; }

    public TimeSpan ProcessorTime => Refreshed().TotalProcessorTime;

    public long WorkingSetBytes => Refreshed().WorkingSet64;

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo(Repository.Built("Dashboard"))
        {
            Environment =
            {
                ["ASPNETCORE_URLS"] = Url,
                ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = OtlpGrpcUrl,
                ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = OtlpHttpUrl,
                ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = Token,
                ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = FeedKey,
                ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = OtlpKey,
            },
        };
        var since = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync($"{Url}/health");
                TimeToHealth = Stopwatch.GetElapsedTime(since);
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(10);
            }
        }
    }

    /// <summary>Opens a page that is logged in, at a path of the dashboard.</summary>
    public async Task<IPage> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        var page = await Chromium.NewPageAsync(options);
        await page.GotoAsync($"{Url}/login?t={Token}&returnUrl={Uri.EscapeDataString(path)}");
        // Only an interactive page answers clicks; the attribute is set when the circuit has rendered.
        await page.Locator("[data-testid=connection]").WaitForAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.interactive === 'true'");
        return page;
    }

    private Process Refreshed()
    {
        _process!.Refresh();
        return _process;
    }

    public async Task DisposeAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

/// <summary>Is a dashboard of one test's own.</summary>
public sealed class OwnDashboard : IAsyncDisposable
{
    public DashboardProcess Process { get; } = new();

    public async ValueTask DisposeAsync() => await Process.DisposeAsync();
}
