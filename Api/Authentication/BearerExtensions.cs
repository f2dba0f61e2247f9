namespace KanbanAspire.Api.Authentication;

internal static class BearerExtensions
{
    private const string Scheme = "Bearer ";

    /// <summary>Reads the access token of a request, with or without the scheme, as API Gateway's authorizer does.</summary>
    internal static string? GetAccessToken(this HttpRequest request)
    {
        var header = request.Headers.Authorization is [{ } value] ? value.Trim() : string.Empty;
        var token = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].TrimStart() : header;
        return token.Length > 0 ? token : null;
    }
}
