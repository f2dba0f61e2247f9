namespace KanbanAspire.Local.AppSync;

/// <summary>An error as AppSync tells it to clients.</summary>
/// <param name="ErrorType">One of AppSync's types, on which clients switch.</param>
/// <param name="Message">For people; names nothing that the client did not send.</param>
/// <param name="ErrorCode">HTTP status in errors of a connection; null elsewhere.</param>
internal sealed record EventError(string ErrorType, string Message, int? ErrorCode = null)
{
    /// <summary>Makes the error of a request that is malformed or above a limit.</summary>
    public static EventError BadRequest(string message) => new("BadRequestException", message);

    /// <summary>Makes the error of a caller that may not do this; it does not say why.</summary>
    public static EventError Unauthorized() => new("UnauthorizedException", "You are not authorized to make this call.");

    /// <summary>Gets the status of an HTTP response with this error.</summary>
    public int StatusCode() => ErrorType switch
    {
        "BadRequestException" => StatusCodes.Status400BadRequest,
        "UnauthorizedException" => StatusCodes.Status401Unauthorized,
        _ => StatusCodes.Status403Forbidden,
    };
}
