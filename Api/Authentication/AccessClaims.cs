namespace KanbanAspire.Api.Authentication;

internal static class AccessClaims
{
    /// <summary>
    /// Checks what neither a signature nor API Gateway checks: that this is an access token (a gateway takes ID tokens too)
    /// of one of our app clients (access tokens of Cognito have <c>client_id</c> and no <c>aud</c>).
    /// </summary>
    /// <param name="claim">Gives a claim by name; null when it is absent.</param>
    /// <param name="settings">Whose tokens are taken.</param>
    /// <returns>The user; null when the token is not taken.</returns>
    internal static CurrentUser? Check(Func<string, string?> claim, AuthenticationSettings settings) =>
        claim("token_use") is "access"
        && string.Equals(claim("iss"), settings.Issuer, StringComparison.Ordinal)
        && claim("client_id") is { } clientId && settings.Takes(clientId)
        && claim("sub") is { Length: > 0 } sub
            ? new CurrentUser(sub, claim("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            : null;
}
