using System.Collections.Immutable;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreHandlers;
using static OpenIddict.Server.OpenIddictServerEvents;
using BuiltIn = OpenIddict.Server.OpenIddictServerHandlers;

namespace KanbanAspire.Local.Cognito.Tokens;

/// <summary>Sets the protocol up as a user pool has it: endpoints on two addresses, grants, lifetimes, claims.</summary>
internal static class OAuth
{
    private const int First = int.MinValue + 50_000;

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

        Adapt(server);
    }

    /// <summary>Puts our handlers between the library's, each next to the one whose work it changes.</summary>
    private static void Adapt(OpenIddictServerBuilder server)
    {
        // Cognito asks for no nonce with the implicit grant.
        server.RemoveEventHandler(BuiltIn.Authentication.ValidateNonceParameter.Descriptor);

        Before<ValidateAuthorizationRequestContext, Defaults>(BuiltIn.Authentication.ValidateRequestParameter.Descriptor);
        After<ValidateAuthorizationRequestContext, ScopesOfOpenId>(BuiltIn.Authentication.ValidateScopes.Descriptor);
        After<ProcessSignInContext, IssuedTokens>(BuiltIn.EvaluateGeneratedTokens.Descriptor);
        Before<GenerateTokenContext, TokenClaims>(BuiltIn.Protection.GenerateIdentityModelToken.Descriptor);
        Before<ValidateTokenContext, TokenReader>(BuiltIn.Protection.ValidateIdentityModelToken.Descriptor);
        After<ValidateRevocationRequestContext, RefreshTokensOnly>(BuiltIn.Revocation.ValidateAuthorizedParty.Descriptor);
        After<HandleRevocationRequestContext, RevokeFamily>(BuiltIn.Revocation.RevokeToken.Descriptor);
        After<HandleUserInfoRequestContext, UserInfo>(BuiltIn.UserInfo.AttachClaims.Descriptor);

        Add<ApplyConfigurationResponseContext, Discovery>(First);
        After<ApplyAuthorizationResponseContext, LeanAnswers>(BuiltIn.Authentication.AttachIssuer.Descriptor);
        Add<ApplyTokenResponseContext, LeanAnswers>(First);
        Add<ApplyUserInfoResponseContext, LeanAnswers>(First);
        After<ApplyTokenResponseContext, BadRequests>(AttachHttpResponseCode<ApplyTokenResponseContext>.Descriptor);
        After<ApplyRevocationResponseContext, SilentRevocation>(BuiltIn.Revocation.NormalizeErrorResponse.Descriptor);

        void Before<TContext, THandler>(OpenIddictServerHandlerDescriptor other)
            where TContext : BaseContext
            where THandler : class, IOpenIddictServerHandler<TContext> => Add<TContext, THandler>(other.Order - 500);

        void After<TContext, THandler>(OpenIddictServerHandlerDescriptor other)
            where TContext : BaseContext
            where THandler : class, IOpenIddictServerHandler<TContext> => Add<TContext, THandler>(other.Order + 500);

        void Add<TContext, THandler>(int order)
            where TContext : BaseContext
            where THandler : class, IOpenIddictServerHandler<TContext> =>
            server.AddEventHandler<TContext>(handler => handler.UseScopedHandler<THandler>().SetOrder(order));
    }
}
