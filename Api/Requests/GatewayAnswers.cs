using KanbanAspire.Api.Problems;

namespace KanbanAspire.Api.Requests;

/// <summary>
/// Answers in API Gateway's own form, for what the gateway would have rejected. <c>/items</c> knows no problem details.
/// </summary>
internal static class GatewayAnswers
{
    internal static readonly JsonText BadRequest = Of(StatusCodes.Status400BadRequest, "Bad Request");
    internal static readonly JsonText Unauthorized = Of(StatusCodes.Status401Unauthorized, "Unauthorized");
    internal static readonly JsonText Forbidden = Of(StatusCodes.Status403Forbidden, "Forbidden");
    internal static readonly JsonText NotFound = Of(StatusCodes.Status404NotFound, "Not Found");
    internal static readonly JsonText TooLarge = Of(StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large");
    internal static readonly JsonText UnsupportedMediaType = Of(StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type");

    /// <summary>Rejects before an endpoint is reached: with a problem under <c>/api</c>, as the gateway would elsewhere.</summary>
    internal static Task RejectAsync(this HttpContext context, ProblemType problem, JsonText answer, string? detail = null) =>
        (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? problem.ToResult(detail) : answer)
            .ExecuteAsync(context);

    private static JsonText Of(int status, string message) =>
        JsonText.Write(json => json.WriteString("message", message)) with { Status = status };
}
