using Amazon.CDK.AWS.Lambda;

namespace KanbanAspire.AppHost.Stack;

/// <summary>Names the metrics of what answers the front end's requests.</summary>
/// <param name="Namespace">Namespace.</param>
/// <param name="Dimension">Name of the dimension.</param>
/// <param name="Value">Value of the dimension.</param>
/// <param name="Count">Requests.</param>
/// <param name="Rejections">Answers with a 4xx status.</param>
/// <param name="Errors">Answers with a 5xx status.</param>
/// <param name="Latency">Milliseconds from the request to the answer.</param>
internal sealed record RequestMetrics(
    string Namespace, string Dimension, string Value, string Count, string Rejections, string Errors, string Latency)
{
    /// <summary>Names those of an HTTP API: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html.</summary>
    /// <param name="api">The HTTP API.</param>
    /// <returns>Its metrics.</returns>
    public static RequestMetrics Of(HttpApi api) => new("AWS/ApiGateway", "ApiId", api.Id, "Count", "4xx", "5xx", "Latency");

    /// <summary>Names those of a function's URL: https://docs.aws.amazon.com/lambda/latest/dg/urls-monitoring.html.</summary>
    /// <param name="function">The function.</param>
    /// <returns>Its metrics.</returns>
    public static RequestMetrics Of(IFunction function) => new(
        "AWS/Lambda", "FunctionName", function.FunctionName, "UrlRequestCount", "Url4xxCount", "Url5xxCount", "UrlRequestLatency");
}
