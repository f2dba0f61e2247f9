using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost;

/// <summary>Checks the ports that AppHost.cs names: DCP says nothing when one is taken.</summary>
internal static class FixedPorts
{
    private static readonly string[] DashboardAddresses =
        ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];

    /// <summary>Finds the first port that another program uses.</summary>
    /// <param name="builder">The application's builder, complete.</param>
    /// <returns>What is in the way and what to do; null when nothing is.</returns>
    public static string? FindTaken(IDistributedApplicationBuilder builder)
    {
        var dashboard = from name in DashboardAddresses
                        let address = builder.Configuration[name]
                        where Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Port > 0
                        select (Owner: "dashboard", new Uri(address!).Port);
        var resources = builder.Configuration.GetValue("DcpPublisher:RandomizePorts", false)
            ? []
            : from resource in builder.Resources
              from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
              where endpoint.Port is not null
              select (Owner: resource.Name, Port: endpoint.Port!.Value);
        return dashboard.Concat(resources).Where(used => IsTaken(used.Port)).Select(used =>
            $"Port {used.Port} of '{used.Owner}' is in use. Stop the program that uses it (perhaps another run of this AppHost), or "
            + "start with --free-ports to take any free ones.").FirstOrDefault();
    }

    private static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
