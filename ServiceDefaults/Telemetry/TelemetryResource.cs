using System.Globalization;
using System.Reflection;
using OpenTelemetry.Resources;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Says who sends the telemetry. https://opentelemetry.io/docs/specs/semconv/resource/</summary>
internal static class TelemetryResource
{
    /// <summary>Adds service and function; <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> win, as they must.</summary>
    internal static void Describe(ResourceBuilder resource, Func<string, string?> variable)
    {
        var program = Assembly.GetEntryAssembly()?.GetName();
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["service.namespace"] = "KanbanAspire",
            ["service.name"] = variable("AWS_LAMBDA_FUNCTION_NAME") ?? program?.Name?.ToLowerInvariant() ?? "unknown",
            ["service.version"] = Version(program?.Version?.ToString(3) ?? "0", variable("Telemetry__Release")),
            ["service.instance.id"] = variable("AWS_LAMBDA_LOG_STREAM_NAME") ?? Guid.NewGuid().ToString(),
        };
        if (variable("AWS_LAMBDA_FUNCTION_NAME") is { Length: > 0 } function)
        {
            attributes["cloud.provider"] = "aws";
            attributes["cloud.platform"] = "aws_lambda";
            Add(attributes, "cloud.region", variable("AWS_REGION"));
            attributes["faas.name"] = function;
            Add(attributes, "faas.version", variable("AWS_LAMBDA_FUNCTION_VERSION"));
            Add(attributes, "faas.instance", variable("AWS_LAMBDA_LOG_STREAM_NAME"));
            if (long.TryParse(variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var megabytes))
            {
                attributes["faas.max_memory"] = megabytes * 1024 * 1024;
            }
        }

        resource.AddAttributes(attributes).AddEnvironmentVariableDetector();
    }

    // A release is a deployment of a version: https://semver.org/#spec-item-10
    private static string Version(string version, string? release) => string.IsNullOrEmpty(release) ? version : $"{version}+{release}";

    private static void Add(Dictionary<string, object> attributes, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            attributes[name] = value;
        }
    }
}
