using System.Collections.Immutable;
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
            .UseInlineHandler(context => OAuthAnswers.Strip(context.Response))
            .SetOrder(BuiltIn.Authentication.AttachIssuer.Descriptor.Order + 500));
        server.AddEventHandler<ApplyTokenResponseContext>(handler => handler
            .UseInlineHandler(context => OAuthAnswers.Strip(context.Response))
            .SetOrder(int.MinValue + 50_000));
        server.AddEventHandler<ApplyTokenResponseContext>(handler => handler
            .UseInlineHandler(OAuthAnswers.BadRequestAlways)
            .SetOrder(OpenIddictServerAspNetCoreHandlers
                .AttachHttpResponseCode<ApplyTokenResponseContext>.Descriptor.Order + 500));
        server.AddEventHandler<ApplyUserInfoResponseContext>(handler => handler
            .UseInlineHandler(context => OAuthAnswers.Strip(context.Response))
            .SetOrder(int.MinValue + 50_000));
        server.AddEventHandler<ApplyRevocationResponseContext>(handler => handler
            .UseInlineHandler(OAuthAnswers.SendNoBody)
            .SetOrder(BuiltIn.Revocation.NormalizeErrorResponse.Descriptor.Order + 500));
    }
}
