namespace KanbanAspire.Api.Authentication;

/// <summary>Says whose access tokens are taken, and who checks them.</summary>
/// <param name="Issuer">Issuer of the user pool, without a slash at the end; empty takes no token at all.</param>
/// <param name="ClientIds">App clients whose tokens are taken.</param>
/// <param name="UserInfo">Address of the user pool's userInfo endpoint; null where there is none.</param>
/// <param name="TrustGateway">
/// Whether the gateway has checked signature, issuer and expiry already, and its claims arrive in the Lambda event. Only the
/// CloudFormation stack says so. No HTTP header can carry such claims: outside Lambda this rejects everybody.
/// </param>
public sealed record AuthenticationSettings(
    string Issuer, IReadOnlyList<string> ClientIds, Uri? UserInfo, bool TrustGateway)
{
    /// <summary>Reads <c>Authentication:Issuer</c>, <c>:ClientIds</c> (comma separated), <c>:UserInfo</c> and <c>:TrustGateway</c>.</summary>
    /// <param name="configuration">Where from; nothing in it is required.</param>
    /// <returns>The settings.</returns>
    public static AuthenticationSettings From(IConfiguration configuration) => new(
        configuration["Authentication:Issuer"]?.TrimEnd('/') ?? string.Empty,
        configuration["Authentication:ClientIds"]?.Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        Uri.TryCreate(configuration["Authentication:UserInfo"], UriKind.Absolute, out var userInfo) ? userInfo : null,
        bool.TryParse(configuration["Authentication:TrustGateway"], out var trust) && trust);
}
