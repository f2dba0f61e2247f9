using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace KanbanAspire.Local.Cognito.Tokens;

/// <summary>
/// Writes access and ID tokens with Cognito's claims and header, each signed under its own key. Codes and refresh
/// tokens stay as the library makes them: nobody but this server reads them.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html</remarks>
internal sealed class TokenClaims(SigningKeys keys) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public const string OriginJti = "origin_jti";
    public const string EventId = "event_id";

    /// <summary>Leaves the plus sign of a key id as it is: some clients compare the text.</summary>
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        context.Token = context.TokenType switch
        {
            TokenTypeIdentifiers.AccessToken => Sign(AccessToken(context), keys.Access),
            TokenTypeIdentifiers.IdentityToken => Sign(IdToken(context), keys.Id),
            _ => context.Token,
        };
        return ValueTask.CompletedTask;
    }

    private static Dictionary<string, object?> AccessToken(GenerateTokenContext context)
    {
        var claims = Common(context, "access");
        claims["version"] = 2;
        claims["client_id"] = context.ClientId;
        claims["scope"] = string.Join(' ', context.Principal.GetScopes());
        claims["username"] = context.Principal.GetClaim(Claims.Subject);
        return claims;
    }

    private static Dictionary<string, object?> IdToken(GenerateTokenContext context)
    {
        var principal = context.Principal;
        var claims = Common(context, "id");
        claims["aud"] = context.ClientId;
        claims["cognito:username"] = principal.GetClaim(Claims.Subject);
        claims["at_hash"] = principal.GetClaim(Claims.AccessTokenHash);
        claims["nonce"] = principal.GetClaim(Claims.Nonce);
        if (principal.GetClaim(Claims.Email) is { } email)
        {
            claims["email"] = email;
            claims["email_verified"] = principal.GetClaim(Claims.EmailVerified) == "true";
        }

        return claims;
    }

    private static Dictionary<string, object?> Common(GenerateTokenContext context, string use) => new()
    {
        ["sub"] = context.Principal.GetClaim(Claims.Subject),
        ["iss"] = context.Options.Issuer!.OriginalString,
        ["origin_jti"] = context.Principal.GetClaim(OriginJti),
        ["event_id"] = context.Principal.GetClaim(EventId),
        ["token_use"] = use,
        ["auth_time"] = long.Parse(
            context.Principal.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture),
        ["exp"] = context.Principal.GetExpirationDate()!.Value.ToUnixTimeSeconds(),
        ["iat"] = context.Principal.GetCreationDate()!.Value.ToUnixTimeSeconds(),
        ["jti"] = context.Principal.GetTokenId(),
    };

    private static string Sign(Dictionary<string, object?> claims, RsaSecurityKey key)
    {
        var payload = claims.Where(it => it.Value is not null).ToDictionary(StringComparer.Ordinal);
        var unsigned = Encode(new { kid = key.KeyId, alg = SecurityAlgorithms.RsaSha256 }) + '.' + Encode(payload);
        using var signer = key.CryptoProviderFactory.CreateForSigning(key, SecurityAlgorithms.RsaSha256);
        return unsigned + '.' + Base64UrlEncoder.Encode(signer.Sign(System.Text.Encoding.ASCII.GetBytes(unsigned)));
    }

    private static string Encode<T>(T part) =>
        Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(part, Readable));
}
