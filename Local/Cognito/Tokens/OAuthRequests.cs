using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace KanbanAspire.Local.Cognito.Tokens;

/// <summary>
/// Gives all the client's scopes to a request that names none, and overlooks a challenge where there is no code.
/// </summary>
internal sealed class Defaults : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (string.IsNullOrWhiteSpace(context.Request.Scope))
        {
            context.Request.Scope = string.Join(' ', OAuth.AllScopes);
        }

        if (context.Request.ResponseType == ResponseTypes.Token)
        {
            context.Request.CodeChallenge = null;
            context.Request.CodeChallengeMethod = null;
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Refuses the scopes that mean nothing without an ID token.</summary>
internal sealed class ScopesOfOpenId : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        var scopes = context.Request.GetScopes();
        if (!scopes.Contains(Scopes.OpenId)
            && scopes.Any(it => it is Scopes.Email or Scopes.Phone or Scopes.Profile))
        {
            context.Reject(Errors.InvalidScope, "email, phone and profile need openid.");
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>
/// Issues a refresh token with every code (Cognito has no offline_access) and an ID token with
/// response_type=token.
/// </summary>
internal sealed class IssuedTokens : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType is OpenIddictServerEndpointType.Token
            && context.Request.IsAuthorizationCodeGrantType())
        {
            context.GenerateRefreshToken = context.IncludeRefreshToken = true;
        }

        if (context.EndpointType is OpenIddictServerEndpointType.Authorization
            && context.Request.HasResponseType(ResponseTypes.Token)
            && context.Principal!.HasScope(Scopes.OpenId))
        {
            context.GenerateIdentityToken = context.IncludeIdentityToken = true;
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Refuses to revoke what is not a refresh token, as Cognito does.</summary>
internal sealed class RefreshTokensOnly : IOpenIddictServerHandler<ValidateRevocationRequestContext>
{
    public ValueTask HandleAsync(ValidateRevocationRequestContext context)
    {
        if (!context.GenericTokenPrincipal!.HasTokenType(TokenTypeIdentifiers.RefreshToken))
        {
            context.Reject(Errors.UnsupportedTokenType, "Only refresh tokens can be revoked.");
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Revokes the access and ID tokens of the sign-in with its refresh token.</summary>
internal sealed class RevokeFamily(IOpenIddictTokenManager tokens)
    : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        if (context.GenericTokenPrincipal.GetAuthorizationId() is { } family)
        {
            await tokens.RevokeByAuthorizationIdAsync(family, context.CancellationToken);
        }
    }
}
