namespace KanbanAspire.Api.Authentication;

/// <summary>Says whose access tokens are taken, and who checks them.</summary>
/// <param name="Issuer">Issuer of the user pool, without a slash at the end; empty takes no token at all.</param>
/// <param name="ClientIds">App clients whose tokens are taken; <c>*</c> for every one of the user pool.</param>
/// <param name="UserInfo">Address of the user pool's userInfo endpoint; null where there is none.</param>
/// <param name="TrustGateway">
/// Whether the HTTP API has checked signature, issuer and expiry already, and its claims arrive in the Lambda event. Only the
/// CloudFormation stack says so. No HTTP header can carry such claims: outside Lambda this rejects everybody. Tokens that come to the
/// function's own address are checked all the same.
/// </param>
/// <param name="FetchKeysAtStart">Whether the user pool's keys are fetched before the first request.</param>
public sealed record AuthenticationSettings(
    string Issuer, IReadOnlyList<string> ClientIds, Uri? UserInfo, bool TrustGateway, bool FetchKeysAtStart)
{
    /// <summary>Says whether tokens of an app client are taken.</summary>
    /// <param name="clientId">The token's <c>client_id</c>.</param>
    /// <returns>Whether they are.</returns>
    public bool Takes(string clientId) => ClientIds is ["*"] || ClientIds.Contains(clientId, StringComparer.Ordinal);

    /// <summary>Reads <c>Authentication:Issuer</c>, <c>:ClientIds</c> (comma separated), <c>:UserInfo</c>, <c>:TrustGateway</c> and <c>:FetchKeysAtStart</c>.</summary>
    /// <param name="configuration">Where from; nothing in it is required.</param>
    /// <returns>The settings.</returns>
    public static AuthenticationSettings From(IConfiguration configuration) => new(
        configuration["Authentication:Issuer"]?.TrimEnd('/') ?? string.Empty,
        configuration["Authentication:ClientIds"]?.Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        Uri.TryCreate(configuration["Authentication:UserInfo"], UriKind.Absolute, out var userInfo) ? userInfo : null,
        IsTrue(configuration["Authentication:TrustGateway"]),
        IsTrue(configuration["Authentication:FetchKeysAtStart"]));

    private static bool IsTrue(string? text) => bool.TryParse(text, out var value) && value;
}
