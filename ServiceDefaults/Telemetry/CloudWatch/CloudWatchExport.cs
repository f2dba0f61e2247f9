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
/// function's role, logs into its own log group. Metrics go by the log (<see cref="EmbeddedMetrics"/>).
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html
/// </summary>
internal static class CloudWatchExport
{
    // Time passes while Lambda has frozen the process; ExportHandler limits each attempt instead.
    private static readonly TimeSpan Timeout = TimeSpan.FromHours(1);

    /// <summary>Says whether this process is a function that sends its telemetry to CloudWatch.</summary>
    /// <param name="configuration"><c>Telemetry:CloudWatch</c>, which the stack sets.</param>
    /// <returns>Its credentials; null when it is not.</returns>
    internal static AwsCredentials? Credentials(IConfiguration configuration) =>
        bool.TryParse(configuration["Telemetry:CloudWatch"], out var on) && on
            ? AwsCredentials.From(Environment.GetEnvironmentVariable)
            : null;

    /// <summary>Adds the exporters.</summary>
    /// <param name="telemetry">Traces are set up, but for the exporter.</param>
    /// <param name="builder">
    /// The endpoints are <c>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT</c> and <c>OTEL_EXPORTER_OTLP_LOGS_ENDPOINT</c>, the stream of logs
    /// <c>Telemetry:LogStream</c>.
    /// </param>
    /// <param name="credentials">Of the function's role.</param>
    internal static void AddCloudWatchExport(
        this IOpenTelemetryBuilder telemetry, IHostApplicationBuilder builder, AwsCredentials credentials)
    {
        var configuration = builder.Configuration;
        if (configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] is { Length: > 0 } traces)
        {
            telemetry.WithTracing(tracing => tracing.AddOtlpExporter(options => Configure(options, traces, "traces", "xray", credentials)));
        }

        if (configuration["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] is { Length: > 0 } logs)
        {
            telemetry.WithLogging(logging => logging.AddOtlpExporter(options =>
            {
                Configure(options, logs, "logs", "logs", credentials);
                // CloudWatch rejects logs for a stream that does not exist, and Lambda's own exists from its first line on only.
                var stream = configuration["Telemetry:LogStream"] ?? configuration["AWS_LAMBDA_LOG_STREAM_NAME"] ?? "";
                options.Headers = $"x-aws-log-group={configuration["AWS_LAMBDA_LOG_GROUP_NAME"]}"
                    + $",x-aws-log-stream={Uri.EscapeDataString(stream)}";
            }));
            // Standard output is the same log group. What must not be lost with an export stands there too; the rest is sent once.
            builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);
        }
    }

    private static void Configure(OtlpExporterOptions options, string endpoint, string signal, string service, AwsCredentials credentials)
    {
        options.Endpoint = new Uri(endpoint);
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.HttpClientFactory = () =>
        {
            var connections = new SocketsHttpHandler();
            _ = ConnectionWarmUp.Start(connections, options.Endpoint);
            return new HttpClient(new ExportHandler(signal, new SigningHandler(service, credentials, connections))) { Timeout = Timeout };
        };
    }
}
