using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

/// <summary>
/// Sends traces and logs of a function to CloudWatch's own OTLP endpoints, without a layer or a collector: signed with the
/// function's role, logs into its own log group and stream. Metrics go by the log (<see cref="EmbeddedMetrics"/>).
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html
/// </summary>
internal static class CloudWatchExport
{
    // A connection that Lambda froze may be dead when it thaws; what waits behind it goes on with the next flush.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Says whether this process is a function that sends its telemetry to CloudWatch.</summary>
    /// <param name="configuration"><c>Telemetry:CloudWatch</c>, which the stack sets.</param>
    /// <returns>Its credentials; null when it is not.</returns>
    internal static AwsCredentials? Credentials(IConfiguration configuration) =>
        bool.TryParse(configuration["Telemetry:CloudWatch"], out var on) && on
            ? AwsCredentials.From(Environment.GetEnvironmentVariable)
            : null;

    /// <summary>Adds the exporters.</summary>
    /// <param name="telemetry">Traces are set up, but for the exporter.</param>
    /// <param name="builder">The endpoints are <c>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT</c> and <c>OTEL_EXPORTER_OTLP_LOGS_ENDPOINT</c>.</param>
    /// <param name="credentials">Of the function's role.</param>
    internal static void AddCloudWatchExport(
        this IOpenTelemetryBuilder telemetry, IHostApplicationBuilder builder, AwsCredentials credentials)
    {
        var configuration = builder.Configuration;
        if (configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] is { Length: > 0 } traces)
        {
            telemetry.WithTracing(tracing => tracing.AddOtlpExporter(options => Configure(options, traces, "xray", credentials)));
        }

        if (configuration["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] is { Length: > 0 } logs)
        {
            telemetry.WithLogging(logging => logging.AddOtlpExporter(options =>
            {
                Configure(options, logs, "logs", credentials);
                options.Headers = $"x-aws-log-group={configuration["AWS_LAMBDA_LOG_GROUP_NAME"]}"
                    + $",x-aws-log-stream={Uri.EscapeDataString(configuration["AWS_LAMBDA_LOG_STREAM_NAME"] ?? "")}";
            }));
            // Standard output is the same log group. What must not be lost with an export stands there too; the rest is sent once.
            builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);
        }
    }

    private static void Configure(OtlpExporterOptions options, string endpoint, string service, AwsCredentials credentials)
    {
        options.Endpoint = new Uri(endpoint);
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.HttpClientFactory = () => new HttpClient(new SigningHandler(service, credentials)) { Timeout = Timeout };
    }
}
