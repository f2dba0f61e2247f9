using System.Text;
using KanbanAspire.Api.Problems;

namespace KanbanAspire.Api.Requests;

/// <summary>
/// Is an answer in API Gateway's own form, for what the gateway would have refused. <c>/items</c> knows no problem details.
/// </summary>
/// <param name="status">HTTP status code.</param>
/// <param name="message">API Gateway's word for it.</param>
internal sealed class GatewayAnswer(int status, string message) : IResult
{
    internal static readonly GatewayAnswer BadRequest = new(StatusCodes.Status400BadRequest, "Bad Request");
    internal static readonly GatewayAnswer Unauthorized = new(StatusCodes.Status401Unauthorized, "Unauthorized");
    internal static readonly GatewayAnswer Forbidden = new(StatusCodes.Status403Forbidden, "Forbidden");
    internal static readonly GatewayAnswer NotFound = new(StatusCodes.Status404NotFound, "Not Found");

    internal static readonly GatewayAnswer TooLarge = new(StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large");

    internal static readonly GatewayAnswer UnsupportedMediaType =
        new(StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type");

    private readonly byte[] _body = Encoding.UTF8.GetBytes($$"""{"message":"{{message}}"}""");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = _body.Length;
        return httpContext.Response.Body.WriteAsync(_body, httpContext.RequestAborted).AsTask();
    }
}

internal static class GatewayAnswerExtensions
{
    /// <summary>Refuses before an endpoint is reached: with a problem under <c>/api</c>, as the gateway would elsewhere.</summary>
    internal static Task RefuseAsync(
        this HttpContext context, ProblemType problem, GatewayAnswer answer, string? detail = null) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? problem.ToResult(detail).ExecuteAsync(context)
            : answer.ExecuteAsync(context);
}
