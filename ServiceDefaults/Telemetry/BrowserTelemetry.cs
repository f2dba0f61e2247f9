using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Says whether browsers send telemetry; those that tell them and those that take it ask here.</summary>
public static class BrowserTelemetry
{
    /// <summary>
    /// Reads <c>Telemetry:BrowserSampleRatio</c>. Without it, browsers send where the telemetry of services goes to a collector:
    /// locally, and not in AWS.
    /// </summary>
    /// <param name="configuration">The process's configuration.</param>
    /// <returns>Part of all page loads that send telemetry, above 0 and up to 1; 0 for none, as for anything that is no such number.</returns>
    public static double SampleRatio(IConfiguration configuration) => configuration["Telemetry:BrowserSampleRatio"] switch
    {
        { Length: > 0 } text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is > 0 and <= 1 ? ratio : 0,
        _ => configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } ? 1 : 0,
    };
}
