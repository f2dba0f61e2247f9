using System.Diagnostics;
using KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Instrumentation.Http;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace KanbanAspire.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    // All sources and meters of this product begin with its name.
    private const string Ours = "KanbanAspire*";

    // Memory is set aside for all series of each instrument at once; 2,000, the default, would be 13 MB.
    private static readonly MetricStreamConfiguration Series = new() { CardinalityLimit = 500 };

    /// <summary>
    /// Sends logs, traces and metrics by OTLP to where the standard variables say (https://opentelemetry.io/docs/specs/otel/protocol/exporter/);
    /// without <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> nothing of it is set up, and a cold start pays nothing for it. In AWS, traces and
    /// logs go to CloudWatch (<see cref="CloudWatchExport"/>).
    /// </summary>
    internal static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DistributedContextPropagator>(new XRayPropagator());
        builder.Services.AddSingleton(services =>
            new TelemetryFlush(services, RuntimeApi.IsFrozenBetweenEvents(Environment.GetEnvironmentVariable)));
        if (bool.TryParse(builder.Configuration["Telemetry:EmbeddedMetrics"], out var embedded) && embedded)
        {
            var service = builder.Environment.ApplicationName.ToLowerInvariant();
            builder.Services.AddSingleton(new EmbeddedMetrics(service, builder.Configuration["Telemetry:Stack"] ?? "unknown", Console.Out));
        }

        var cloudWatch = CloudWatchExport.Credentials(builder.Configuration);
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) && cloudWatch is null)
        {
            return;
        }

        DynamoDBTracing.Install();
        builder.Logging.AddOpenTelemetry(logging => logging.IncludeFormattedMessage = true);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => TelemetryResource.Describe(resource, Environment.GetEnvironmentVariable))
            .WithTracing(tracing => tracing
                .AddSource(Ours)
                .AddAspNetCoreInstrumentation(ServerSpans)
                .AddHttpClientInstrumentation(ClientSpans));
        if (builder.Configuration["AWS_LAMBDA_FUNCTION_NAME"] is { Length: > 0 })
        {
            // Lambda samples no trace by itself, and none of its callers decides either.
            telemetry.WithTracing(tracing => tracing.SetSampler(RatioSampler.From(builder.Configuration)));
        }

        if (cloudWatch is not null)
        {
            telemetry.AddCloudWatchExport(builder, cloudWatch);
            return;
        }

        telemetry
            .WithMetrics(metrics => metrics
                .AddMeter(Ours)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddView(static _ => Series))
            .UseOtlpExporter();
    }

    private static void ServerSpans(AspNetCoreTraceInstrumentationOptions options)
    {
        options.Filter = context => !context.Request.Path.Equals("/health", StringComparison.Ordinal);
        options.EnrichWithHttpResponse = (span, _) => SpanPrivacy.Clean(span);
    }

    private static void ClientSpans(HttpClientTraceInstrumentationOptions options)
    {
        // A function asks for its next event and posts the result by HTTP as well: that is no part of any trace.
        var runtimeApi = RuntimeApi.Authority(Environment.GetEnvironmentVariable(RuntimeApi.Variable));
        if (runtimeApi is not null)
        {
            options.FilterHttpRequestMessage = request => request.RequestUri?.Authority != runtimeApi;
        }

        options.EnrichWithHttpRequestMessage = (span, request) => SpanPrivacy.Clean(span, request.RequestUri);
        options.EnrichWithHttpResponseMessage = (span, response) => SpanPrivacy.Clear(span, response.StatusCode);
    }
}
