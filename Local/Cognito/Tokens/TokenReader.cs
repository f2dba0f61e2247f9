using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace KanbanAspire.Local.Cognito.Tokens;

/// <summary>Reads back the tokens that <see cref="TokenClaims"/> wrote, which the library does not know.</summary>
internal sealed class TokenReader(SigningKeys keys) : IOpenIddictServerHandler<ValidateTokenContext>
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Token.Split('.').Length != 3)
        {
            return;
        }

        var result = await Handler.ValidateTokenAsync(context.Token, new TokenValidationParameters
        {
            ValidIssuer = context.Options.Issuer!.OriginalString,
            IssuerSigningKeys = [keys.Access, keys.Id],
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateAudience = false,
            // The library checks it next, by its own clock.
            ValidateLifetime = false,
        });
        if (!result.IsValid)
        {
            context.Reject(Errors.InvalidToken, "The token is not one of this user pool.");
            return;
        }

        var token = (JsonWebToken)result.SecurityToken;
        var isAccessToken = token.GetPayloadValue<string>("token_use") == "access";
        var type = isAccessToken ? TokenTypeIdentifiers.AccessToken : TokenTypeIdentifiers.IdentityToken;
        if (context.ValidTokenTypes.Count > 0 && !context.ValidTokenTypes.Contains(type))
        {
            context.Reject(Errors.InvalidToken, "The token is not of the expected use.");
            return;
        }

        context.Principal = new ClaimsPrincipal(new ClaimsIdentity("Cognito"))
            .SetClaim(Claims.Subject, token.Subject)
            .SetTokenType(type)
            .SetTokenId(token.Id)
            .SetCreationDate(new DateTimeOffset(token.IssuedAt, TimeSpan.Zero))
            .SetExpirationDate(new DateTimeOffset(token.ValidTo, TimeSpan.Zero))
            .SetPresenters(token.GetPayloadValue<string>(isAccessToken ? "client_id" : "aud"))
            .SetScopes(isAccessToken ? token.GetPayloadValue<string>("scope").Split(' ') : []);
    }
}
