using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Local.Tokens;

/// <summary>A token that passed.</summary>
/// <param name="Claims">Its claims, all as strings, as functions get them.</param>
/// <param name="Scopes">Its scopes; null when it has no such claim.</param>
internal sealed record CheckedToken(IReadOnlyDictionary<string, string> Claims, IReadOnlyList<string>? Scopes);

/// <summary>The outcome of a check.</summary>
/// <param name="Token">The token; null when it was rejected.</param>
/// <param name="Challenge">Value of <c>www-authenticate</c>.</param>
/// <param name="IsForbidden">True when the token is good but has none of the scopes.</param>
internal sealed record TokenCheck(CheckedToken? Token, string Challenge = "Bearer", bool IsForbidden = false)
{
    public static TokenCheck Unauthorized(string? description = null) => new(
        Token: null, description is null ? "Bearer" : $"""Bearer scope="" error="invalid_token" error_description="{description}" """.TrimEnd());
}

/// <summary>
/// Checks tokens as the JWT authorizer of an HTTP API does
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html).
/// </summary>
internal sealed class JwtAuthorizer(string issuer, IReadOnlyList<string> audiences, SigningKeys keys)
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Checks the value of the Authorization header, with or without <c>Bearer</c>.</summary>
    /// <param name="authorization">The header; null when it is missing.</param>
    /// <param name="scopes">Of which the token must have one; empty for none.</param>
    public async Task<TokenCheck> CheckAsync(string? authorization, IReadOnlyList<string> scopes)
    {
        var text = authorization?.Trim() ?? "";
        text = text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? text["Bearer ".Length..].Trim() : text;
        if (Parse(text) is not var (token, payload))
        {
            return TokenCheck.Unauthorized();
        }

        using (payload)
        {
            if (await FindFaultAsync(token, payload.RootElement) is { } fault)
            {
                return TokenCheck.Unauthorized(fault);
            }

            var granted = ScopesOf(payload.RootElement);
            return scopes.Count == 0 || granted?.Intersect(scopes, StringComparer.Ordinal).Any() == true
                ? new TokenCheck(new CheckedToken(ClaimsOf(payload.RootElement), granted))
                : new TokenCheck(Token: null, $"""Bearer scope="{string.Join(' ', scopes)}" error="insufficient_scope" """.TrimEnd(), IsForbidden: true);
        }
    }

    private async Task<string?> FindFaultAsync(JsonWebToken token, JsonElement payload)
    {
        // Before any key is looked for: a token says its algorithm itself, and must not choose "none" or a shared secret.
        if (token.Alg is not SecurityAlgorithms.RsaSha256)
        {
            return "the signing algorithm is not RS256";
        }

        if (await keys.FindAsync(token.Kid) is not { } key)
        {
            return "the signing key is unknown";
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateAudience = false,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.Zero,
        });
        return result.Exception switch
        {
            SecurityTokenExpiredException => "the token has expired",
            SecurityTokenNotYetValidException => "the token is not valid yet",
            SecurityTokenInvalidIssuerException => "the issuer is not the expected one",
            not null => "the token could not be verified",
            null when IsIssuedInFuture(payload) => "the token was issued in the future",
            null when !HasAudience(payload) => "the audience is not an expected one",
            _ => null,
        };
    }

    private bool IsIssuedInFuture(JsonElement payload) =>
        payload.TryGetProperty("iat", out var iat) && iat.TryGetInt64(out var seconds) && seconds > DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1;

    // Cognito's access tokens have no aud; only then client_id stands in for it.
    private bool HasAudience(JsonElement payload) =>
        (payload.TryGetProperty("aud", out var aud) || payload.TryGetProperty("client_id", out aud))
        && Strings(aud).Intersect(audiences, StringComparer.Ordinal).Any();

    private static List<string>? ScopesOf(JsonElement payload) =>
        payload.TryGetProperty("scope", out var scope) || payload.TryGetProperty("scp", out scope)
            ? [.. Strings(scope).SelectMany(s => s.Split(' ', StringSplitOptions.RemoveEmptyEntries))]
            : null;

    private static Dictionary<string, string> ClaimsOf(JsonElement payload) => payload.EnumerateObject()
        .GroupBy(claim => claim.Name, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => group.Last().Value is { ValueKind: JsonValueKind.Array } list ? $"[{string.Join(' ', list.EnumerateArray())}]"
                : group.Last().Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? group.Last().Value.GetRawText()
                : group.Last().Value.ToString(),
            StringComparer.Ordinal);

    private static IEnumerable<string> Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Select(v => v.ToString()),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };

    private static (JsonWebToken Token, JsonDocument Payload)? Parse(string text)
    {
        try
        {
            var token = new JsonWebToken(text);
            var payload = JsonDocument.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(token.EncodedPayload)));
            return payload.RootElement.ValueKind == JsonValueKind.Object ? (token, payload) : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or JsonException)
        {
            return null;
        }
    }
}
