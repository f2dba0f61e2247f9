using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Api.Authentication;

/// <summary>Checks bearer tokens where no gateway has done so.</summary>
/// <param name="settings">Whose tokens are taken.</param>
/// <param name="keys">The issuer's keys.</param>
/// <param name="time">Clock.</param>
internal sealed class AccessTokenValidator(AuthenticationSettings settings, SigningKeys keys, TimeProvider time)
{
    // The issuer's clock and ours may differ by this much when a token is new. Expiry is to the second.
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromSeconds(5);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Checks signature (RS256 only), issuer, times, app client and use of a token.</summary>
    /// <param name="token">Compact form.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Whose it is; null when it is not taken.</returns>
    /// <exception cref="HttpRequestException">The issuer does not answer.</exception>
    internal async Task<CurrentUser?> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        if (settings.Issuer.Length == 0 || Read(token) is not { Kid.Length: > 0 } jwt
            || await keys.FindAsync(jwt.Kid, cancellationToken) is not { } key)
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKey = key,
            ValidIssuer = settings.Issuer,
            ValidateAudience = false, // Cognito's access tokens have client_id instead; see AccessClaims.
            LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, jwt.IssuedAt, expires),
        });
        return result.IsValid
            ? AccessClaims.Check(name => result.ClaimsIdentity.FindFirst(name)?.Value, settings)
            : null;
    }

    private JsonWebToken? Read(string token)
    {
        try
        {
            return _handler.CanReadToken(token) ? _handler.ReadJsonWebToken(token) : null;
        }
        catch (Exception e) when (e is SecurityTokenException or ArgumentException)
        {
            return null;
        }
    }

    private bool IsNow(DateTime? notBefore, DateTime issuedAt, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now < expires && issuedAt <= now + MaxClockSkew && (notBefore is null || notBefore <= now + MaxClockSkew);
    }
}
