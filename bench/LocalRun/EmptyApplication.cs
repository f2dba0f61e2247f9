using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Bench.LocalRun;

/// <summary>The yardstick: the smallest ASP.NET Core application, as its template makes it.</summary>
internal static class EmptyApplication
{
    public static async Task<double> TimeToFirstAnswerMsAsync()
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = url };
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        await using var process = ChildProcess.Start(
            new ChildProcessStart(Built.Executable("Empty"), [], Environment: environment), (_, _) => { });
        while (true)
        {
            try
            {
                await client.GetStringAsync(url);
                return clock.Elapsed.TotalMilliseconds;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
