using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Bench.LocalRun;

/// <summary>A yardstick: an Aspire application without resources, with its dashboard.</summary>
internal static class EmptyAppHost
{
    /// <summary>Starts it and waits until its dashboard answers.</summary>
    /// <returns>Milliseconds.</returns>
    public static async Task<double> TimeToDashboardMsAsync()
    {
        var dashboard = Address();
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = dashboard,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = Address(),
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = Address(),
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = Address(),
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["ASPIRE_VERSION_CHECK_DISABLED"] = "true",
            ["DOTNET_ENVIRONMENT"] = "Development",
        };
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        await using var process = ChildProcess.Start(
            new ChildProcessStart(Built.Executable("EmptyAppHost"), [], Environment: environment), (_, _) => { });
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(new Uri($"{dashboard}/login"));
                if (response.IsSuccessStatusCode)
                {
                    var elapsed = clock.Elapsed.TotalMilliseconds;
                    await process.StopAsync(TimeSpan.FromSeconds(20));
                    return elapsed;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(20);
        }
    }

    private static string Address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
