using System.Collections.Immutable;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using BuiltIn = OpenIddict.Server.OpenIddictServerHandlers;

namespace KanbanAspire.Local.Cognito.Tokens;

/// <summary>Sets the protocol up as a user pool has it: endpoints on two addresses, grants, lifetimes, claims.</summary>
internal static class OAuth
{
    /// <summary>What a client gets when it asks for no scope.</summary>
    public static readonly ImmutableArray<string> AllScopes =
        [Scopes.OpenId, Scopes.Email, Scopes.Phone, Scopes.Profile, "aws.cognito.signin.user.admin"];

    public static void AddOAuth(this IServiceCollection services, CognitoOptions options)
    {
        services.AddSingleton<SigningKeys>();
        services.AddOptions<OpenIddictServerOptions>().Configure<SigningKeys>((protocol, keys) => keys.AddTo(protocol));
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<Users.UserPool>())
            .AddServer(server => Configure(server, options));
    }

    private static void Configure(OpenIddictServerBuilder server, CognitoOptions options)
    {
        server.SetIssuer(new Uri(options.IssuerUrl))
            .SetConfigurationEndpointUris($"{options.IssuerUrl}/.well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris($"{options.IssuerUrl}/.well-known/jwks.json")
            .SetAuthorizationEndpointUris($"{options.DomainUrl}/oauth2/authorize")
            .SetTokenEndpointUris($"{options.DomainUrl}/oauth2/token")
            .SetUserInfoEndpointUris($"{options.DomainUrl}/oauth2/userInfo")
            .SetRevocationEndpointUris($"{options.DomainUrl}/oauth2/revoke");

        server.AllowAuthorizationCodeFlow().AllowImplicitFlow().AllowRefreshTokenFlow()
            .RegisterScopes([.. AllScopes])
            .DisableRollingRefreshTokens()
            .DisableSlidingRefreshTokenExpiration()
            .DisableAccessTokenEncryption()
            .Configure(protocol => protocol.CodeChallengeMethods.RemoveWhere(it => it != CodeChallengeMethods.Sha256));

        server.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(5))
            .SetAccessTokenLifetime(TimeSpan.FromHours(1))
            .SetIdentityTokenLifetime(TimeSpan.FromHours(1))
            .SetRefreshTokenLifetime(TimeSpan.FromDays(30));

        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableErrorPassthrough()
            .DisableTransportSecurityRequirement();

        // Cognito asks for no nonce with the implicit grant.
        server.RemoveEventHandler(BuiltIn.Authentication.ValidateNonceParameter.Descriptor);
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler
            .UseSingletonHandler<Defaults>()
            .SetOrder(BuiltIn.Authentication.ValidateRequestParameter.Descriptor.Order - 500));
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler
            .UseSingletonHandler<ScopesOfOpenId>()
            .SetOrder(BuiltIn.Authentication.ValidateScopes.Descriptor.Order + 500));
        server.AddEventHandler<ProcessSignInContext>(handler => handler
            .UseSingletonHandler<IssuedTokens>()
            .SetOrder(BuiltIn.EvaluateGeneratedTokens.Descriptor.Order + 500));
        server.AddEventHandler<GenerateTokenContext>(handler => handler
            .UseSingletonHandler<TokenClaims>()
            .SetOrder(BuiltIn.Protection.GenerateIdentityModelToken.Descriptor.Order - 500));
        server.AddEventHandler<ValidateTokenContext>(handler => handler
            .UseSingletonHandler<TokenReader>()
            .SetOrder(BuiltIn.Protection.ValidateIdentityModelToken.Descriptor.Order - 500));
        server.AddEventHandler<ValidateRevocationRequestContext>(handler => handler
            .UseSingletonHandler<RefreshTokensOnly>()
            .SetOrder(BuiltIn.Revocation.ValidateAuthorizedParty.Descriptor.Order + 500));
        server.AddEventHandler<HandleRevocationRequestContext>(handler => handler
            .UseScopedHandler<RevokeFamily>()
            .SetOrder(BuiltIn.Revocation.RevokeToken.Descriptor.Order + 500));
        server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler
            .UseScopedHandler<UserInfo>()
            .SetOrder(BuiltIn.UserInfo.AttachClaims.Descriptor.Order + 500));
        server.AddEventHandler<ApplyConfigurationResponseContext>(handler => handler
            .UseSingletonHandler<Discovery>()
            .SetOrder(int.MinValue + 50_000));
        server.AddEventHandler<ApplyAuthorizationResponseContext>(handler => handler
            .UseInlineHandler(context => Strip(context.Response))
            .SetOrder(BuiltIn.Authentication.AttachIssuer.Descriptor.Order + 500));
        server.AddEventHandler<ApplyTokenResponseContext>(handler => handler
            .UseInlineHandler(context => Strip(context.Response))
            .SetOrder(int.MinValue + 50_000));
        server.AddEventHandler<ApplyTokenResponseContext>(handler => handler
            .UseInlineHandler(BadRequestAlways)
            .SetOrder(OpenIddictServerAspNetCoreHandlers
                .AttachHttpResponseCode<ApplyTokenResponseContext>.Descriptor.Order + 500));
        server.AddEventHandler<ApplyUserInfoResponseContext>(handler => handler
            .UseInlineHandler(context => Strip(context.Response))
            .SetOrder(int.MinValue + 50_000));
        server.AddEventHandler<ApplyRevocationResponseContext>(handler => handler
            .UseInlineHandler(SendNoBody)
            .SetOrder(BuiltIn.Revocation.NormalizeErrorResponse.Descriptor.Order + 500));
    }

    /// <summary>Takes away what Cognito does not send, and the fraction of a second that has passed of the life.</summary>
    private static ValueTask Strip(OpenIddictResponse response)
    {
        response.ErrorUri = null;
        response.RemoveParameter(Parameters.Iss);
        response.RemoveParameter(Parameters.Scope);
        if (response.ExpiresIn is { } seconds)
        {
            response.ExpiresIn = (seconds + 59) / 60 * 60;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The token endpoint answers 400 to every error, to an unknown client as well.</summary>
    private static ValueTask BadRequestAlways(ApplyTokenResponseContext context)
    {
        if (context.Response.Error == Errors.InvalidClient)
        {
            context.Transaction.GetHttpRequest()!.HttpContext.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A revocation that went well has no body.</summary>
    private static ValueTask SendNoBody(ApplyRevocationResponseContext context)
    {
        context.Response.ErrorUri = null;
        if (context.Response.Error is null)
        {
            context.HandleRequest();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Gives all the client's scopes to a request that names none, and overlooks a challenge where there is no code.
    /// </summary>
    private sealed class Defaults : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
    {
        public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
        {
            if (string.IsNullOrWhiteSpace(context.Request.Scope))
            {
                context.Request.Scope = string.Join(' ', AllScopes);
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
    private sealed class ScopesOfOpenId : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
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
    private sealed class IssuedTokens : IOpenIddictServerHandler<ProcessSignInContext>
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
    private sealed class RefreshTokensOnly : IOpenIddictServerHandler<ValidateRevocationRequestContext>
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
    private sealed class RevokeFamily(IOpenIddictTokenManager tokens)
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

    /// <summary>Answers with the members of a live pool and no others.</summary>
    private sealed class Discovery(Microsoft.Extensions.Options.IOptions<CognitoOptions> options)
        : IOpenIddictServerHandler<ApplyConfigurationResponseContext>
    {
        private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
        {
            Metadata.Issuer, Metadata.AuthorizationEndpoint, Metadata.TokenEndpoint, Metadata.RevocationEndpoint,
            Metadata.UserInfoEndpoint, Metadata.JwksUri, Metadata.SubjectTypesSupported,
            Metadata.IdTokenSigningAlgValuesSupported,
        };

        public ValueTask HandleAsync(ApplyConfigurationResponseContext context)
        {
            var response = context.Response;
            foreach (var name in response.GetParameters().Select(it => it.Key).Where(it => !Kept.Contains(it)).ToList())
            {
                response.RemoveParameter(name);
            }

            response.SetParameter(Metadata.EndSessionEndpoint, options.Value.DomainUrl + "/logout");
            response.SetParameter(Metadata.ResponseTypesSupported, ImmutableArray.Create<string?>("code", "token"));
            response.SetParameter(Metadata.ScopesSupported,
                ImmutableArray.Create<string?>("openid", "email", "phone", "profile"));
            response.SetParameter(Metadata.TokenEndpointAuthMethodsSupported,
                ImmutableArray.Create<string?>("client_secret_basic", "client_secret_post"));
            return ValueTask.CompletedTask;
        }
    }
}
