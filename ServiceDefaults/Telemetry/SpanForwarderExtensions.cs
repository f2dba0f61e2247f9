using KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Adds the forwarder.</summary>
public static class SpanForwarderExtensions
{
    /// <summary>Adds it, with an HTTP client of its own, which signs what goes to CloudWatch.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration">Says where telemetry goes.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSpanForwarder(this IServiceCollection services, IConfiguration configuration)
    {
        var client = services.AddHttpClient(SpanForwarder.ClientName);
        if (CloudWatchExport.Credentials(configuration) is { } credentials)
        {
            client.ConfigurePrimaryHttpMessageHandler(() => new SigningHandler("xray", credentials, new SocketsHttpHandler()));
        }

        return services.AddSingleton<SpanForwarder>();
    }
}
