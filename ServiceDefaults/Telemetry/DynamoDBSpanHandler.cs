using System.Diagnostics;
using System.Diagnostics.Metrics;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using OpenTelemetry;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Writes client spans by the conventions for DynamoDB: operation, tables, consumed capacity, request id; never a key or a value.
/// https://opentelemetry.io/docs/specs/semconv/database/dynamodb/
/// </summary>
internal sealed class DynamoDBSpanHandler : PipelineHandler
{
    private static readonly ActivitySource Source = new("KanbanAspire.DynamoDB");
    private static readonly Meter Meter = new("KanbanAspire.DynamoDB");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "db.client.operation.duration", "s", "Duration of database client operations.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = executionContext.RequestContext.OriginalRequest;
        var operation = DynamoDBCall.Operation(request);
        using var span = Start(operation, request);
        var startedAt = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            // The SDK's own HTTP request would be a second span for the same thing.
            using var one = SuppressInstrumentationScope.Begin();
            var response = await base.InvokeAsync<T>(executionContext);
            if (span is not null)
            {
                End(span, response as AmazonWebServiceResponse, executionContext.RequestContext.Retries);
            }

            return response;
        }
        catch (Exception e)
        {
            error = Fail(span, e);
            throw;
        }
        finally
        {
            var tags = new TagList { { "db.system.name", "aws.dynamodb" }, { "db.operation.name", operation } };
            if (error is not null)
            {
                tags.Add("error.type", error);
            }

            Duration.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, tags);
        }
    }

    private static Activity? Start(string operation, AmazonWebServiceRequest request)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var tables = DynamoDBCall.Tables(request);
        var span = Source.StartActivity($"DynamoDB.{operation}", ActivityKind.Client, parentContext: default,
        [
            new("db.system.name", "aws.dynamodb"),
            new("db.operation.name", operation),
            new("rpc.system", "aws-api"),
            new("rpc.service", "DynamoDB"),
            new("rpc.method", operation),
            new("aws.dynamodb.table_names", tables),
        ]);
        if (span is { IsAllDataRequested: true })
        {
            if (tables is [var table])
            {
                span.SetTag("db.collection.name", table);
            }

            DynamoDBCall.AskForCapacity(request);
        }

        return span;
    }

    private static void End(Activity span, AmazonWebServiceResponse? response, int retries)
    {
        span.SetTag("aws.request_id", response?.ResponseMetadata?.RequestId);
        if (response is not null && DynamoDBCall.Capacity(response) is { Length: > 0 } capacity)
        {
            span.SetTag("aws.dynamodb.consumed_capacity", capacity);
        }

        if (retries > 0)
        {
            span.SetTag("http.request.resend_count", retries);
        }
    }

    // The message of an exception may quote a key or a value; its code does not.
    private static string? Fail(Activity? span, Exception exception)
    {
        var service = exception as AmazonServiceException;
        var code = service?.ErrorCode ?? exception.GetType().Name;
        span?.SetTag("aws.request_id", service?.RequestId);
        span?.SetTag("db.response.status_code", service?.ErrorCode);

        // A condition that does not hold is an answer, not an error: it is how races are decided.
        if (exception is ConditionalCheckFailedException or TransactionCanceledException)
        {
            return null;
        }

        span?.SetTag("error.type", code);
        span?.SetStatus(ActivityStatusCode.Error, code);
        return code;
    }
}
