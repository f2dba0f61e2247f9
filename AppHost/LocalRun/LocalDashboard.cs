using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace KanbanAspire.AppHost;

/// <summary>
/// Settings of the Aspire dashboard on this machine: plain HTTP on loopback, so that no certificate is made or asked for. The launch
/// profile says the same; a built AppHost that is started without one gets them here.
/// </summary>
internal static class LocalDashboard
{
    // Names and ports of launchSettings.json.
    private static readonly (string Name, int Port)[] Addresses =
    [
        ("ASPNETCORE_URLS", 15080), ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", 15081), ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", 15082),
        ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", 15083),
    ];

    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        ["ASPIRE_VERSION_CHECK_DISABLED"] = "true",
        // DCP's own watcher beside each process would be 20 MB for each. What it is for, DCP's sudden death, is rare; when AppHost dies,
        // DCP ends the processes by itself.
        ["DCP_DISABLE_MONITOR_PROCESS"] = "true",
        // The dashboard is one more small process on a laptop; DCP passes these on to it.
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_TieredPGO"] = "0",
    };

    /// <summary>Sets the variables that Aspire reads, where they are not set.</summary>
    /// <param name="freePorts">Whether to take any free ports, whatever is set.</param>
    public static void Configure(bool freePorts)
    {
        // Tests run AppHost within their own process, whose variables are not to change; Aspire.Hosting.Testing sets what they need.
        if (Assembly.GetEntryAssembly() != typeof(LocalDashboard).Assembly)
        {
            return;
        }

        foreach (var (name, port) in Addresses)
        {
            Set(name, $"http://localhost:{(freePorts ? FreePort() : port)}", overwrite: freePorts);
        }

        foreach (var (name, value) in Switches)
        {
            Set(name, value, overwrite: false);
        }
    }

    private static void Set(string name, string value, bool overwrite)
    {
        if (overwrite || string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
