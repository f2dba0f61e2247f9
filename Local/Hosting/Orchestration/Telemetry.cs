using System.Security.Cryptography;

namespace KanbanAspire.Local.Hosting;

/// <summary>
/// Holds where telemetry goes and the variables that tell a resource so: the standard ones of
/// https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ with the values Aspire sets.
/// </summary>
internal static class Telemetry
{
    /// <summary>Gets the key that the dashboard's OTLP receiver asks for.</summary>
    public static string ApiKey { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Gets or sets the receiver's address for OTLP over gRPC; null when there is no dashboard.</summary>
    public static string? OtlpEndpoint { get; set; }

    /// <summary>Makes the variables for a resource.</summary>
    /// <param name="resource">Resource name.</param>
    /// <returns>Names and values; empty without a dashboard.</returns>
    public static Dictionary<string, string> Variables(string resource)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (OtlpEndpoint is null)
        {
            return variables;
        }

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = OtlpEndpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={ApiKey}";
        variables["OTEL_SERVICE_NAME"] = resource;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Guid.NewGuid():N}";
        variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        variables["OTEL_TRACES_SAMPLER"] = "always_on";
        variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        return variables;
    }
}
