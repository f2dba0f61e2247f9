using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.IAM;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Makes the user pool of the course's chapter 8 (e-mail and password, a code by mail), its pages, its app clients, and the
/// identity pool whose signed-in users may do nothing in AWS until somebody gives their role a policy.
/// </summary>
internal sealed class UserPool
{
    private static readonly string[] Scopes = ["openid", "email", "profile"];

    private readonly Amazon.CDK.Stack _stack;
    private readonly CfnUserPool _pool;
    private string? _site;

    public UserPool(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters)
    {
        _stack = stack;
        _pool = CreatePool(settings, parameters);
        Id = _pool.Ref;
        Issuer = $"https://cognito-idp.{stack.Region}.amazonaws.com/{Id}";
        // Unique in the region, so the account's number is part of it.
        var domain = new CfnUserPoolDomain(stack, "UserPoolDomain", new CfnUserPoolDomainProps
        {
            UserPoolId = Id,
            Domain = $"{settings.Name}-{stack.Account}",
        });
        // Newer than this CDK: managed login, which speaks Korean. The classic pages speak English alone.
        domain.AddPropertyOverride("ManagedLoginVersion", 2);
        Domain = DomainOf(stack, settings);
    }

    public string Id { get; }

    public string Issuer { get; }

    /// <summary>Gets the address of the pages, without a slash at the end.</summary>
    public string Domain { get; }

    public string WebClientId { get; private set; } = "";

    /// <summary>Gets the course's app client; it exists under the condition that it is offered.</summary>
    public string CourseClientId { get; private set; } = "";

    /// <summary>Gets the ids for the authorizer, one element each.</summary>
    public string[] Audience { get; private set; } = [];

    /// <summary>Gets the ids separated by commas.</summary>
    public string ClientIds { get; private set; } = "";

    /// <summary>Gets the address of the pages, which follows from the stack's name alone.</summary>
    public static string DomainOf(Amazon.CDK.Stack stack, StackSettings settings) =>
        $"https://{settings.Name}-{stack.Account}.auth.{stack.Region}.amazoncognito.com";

    /// <summary>Adds the app clients, which know where the pages are, and the identity pool, which knows the clients.</summary>
    /// <param name="parameters">What was chosen.</param>
    /// <param name="site">Address of the pages; null without CloudFront.</param>
    public void AddClients(Parameters parameters, string? site)
    {
        _site = site;
        var web = CreateWebClient(parameters);
        WebClientId = web.Ref;
        CreatePages("WebAppPages", web);
        var course = CreateCourseClient(parameters);
        CreatePages("CourseAppPages", course).Condition = parameters.HasCourseClient;
        CourseClientId = course.Ref;
        Audience = [WebClientId, Parameters.TextIf(parameters.HasCourseClient, course.Ref)];
        ClientIds = Parameters.TextIf(parameters.HasCourseClient, $"{WebClientId},{course.Ref}", WebClientId);
        CreateIdentityPool();
    }

    private CfnUserPool CreatePool(StackSettings settings, Parameters parameters)
    {
        var pool = new CfnUserPool(_stack, "UserPool", new CfnUserPoolProps
        {
            UserPoolName = settings.Named("users"),
            UsernameAttributes = ["email"],
            AutoVerifiedAttributes = ["email"],
            UsernameConfiguration = new CfnUserPool.UsernameConfigurationProperty { CaseSensitive = false },
            Policies = new CfnUserPool.PoliciesProperty
            {
                PasswordPolicy = new CfnUserPool.PasswordPolicyProperty
                {
                    MinimumLength = 8,
                    RequireLowercase = true,
                    RequireUppercase = true,
                    RequireNumbers = true,
                    RequireSymbols = true,
                    TemporaryPasswordValidityDays = 7,
                },
            },
            AccountRecoverySetting = new CfnUserPool.AccountRecoverySettingProperty
            {
                RecoveryMechanisms = new[] { new CfnUserPool.RecoveryOptionProperty { Name = "verified_email", Priority = 1 } },
            },
            VerificationMessageTemplate = new CfnUserPool.VerificationMessageTemplateProperty { DefaultEmailOption = "CONFIRM_WITH_CODE" },
            UserAttributeUpdateSettings = new CfnUserPool.UserAttributeUpdateSettingsProperty
            {
                AttributesRequireVerificationBeforeUpdate = ["email"],
            },
            MfaConfiguration = parameters.Mfa.ValueAsString,
            DeletionProtection = settings.IsProd ? "ACTIVE" : "INACTIVE",
        });
        // Newer than this CDK: the tier that has managed login and rotation of refresh tokens. It is the default of new pools.
        pool.AddPropertyOverride("UserPoolTier", "ESSENTIALS");
        pool.AddPropertyOverride("AdminCreateUserConfig.AllowAdminCreateUserOnly", Parameters.If(parameters.HasSelfSignUp, false, true));
        pool.AddPropertyOverride("EmailConfiguration", Parameters.If(parameters.HasSes, new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["EmailSendingAccount"] = "DEVELOPER",
            ["SourceArn"] = parameters.SesIdentityArn.ValueAsString,
            ["From"] = parameters.MailFrom.ValueAsString,
        }));
        pool.AddPropertyOverride("EnabledMfas", Parameters.If(parameters.HasMfa, new[] { "SOFTWARE_TOKEN_MFA" }));
        pool.ApplyRemovalPolicy(settings.IsProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
        return pool;
    }

    private CfnUserPoolClient CreateWebClient(Parameters parameters)
    {
        var client = new CfnUserPoolClient(_stack, "WebAppClient", WebClient(parameters));
        // Newer than this CDK. A stolen refresh token is of no use after the next renewal; a renewal whose answer was lost may be
        // repeated for a minute.
        client.AddPropertyOverride("RefreshTokenRotation", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["Feature"] = "ENABLED",
            ["RetryGracePeriodSeconds"] = 60,
        });
        return client;
    }

    private CfnUserPoolClientProps WebClient(Parameters parameters) => new()
    {
        UserPoolId = Id,
        ClientName = "web",
        GenerateSecret = false,
        SupportedIdentityProviders = ["COGNITO"],
        AllowedOAuthFlowsUserPoolClient = true,
        AllowedOAuthFlows = ["code"],
        AllowedOAuthScopes = Scopes,
        CallbackUrLs = [.. OnSite("/callback"), Parameters.TextIf(parameters.HasLocalOrigin, $"{parameters.LocalOrigin.ValueAsString}/callback")],
        LogoutUrLs = [.. OnSite("/"), Parameters.TextIf(parameters.HasLocalOrigin, $"{parameters.LocalOrigin.ValueAsString}/")],
        // Rotation excludes ALLOW_REFRESH_TOKEN_AUTH, which an empty list stands for. The front end uses neither, but /oauth2/token.
        ExplicitAuthFlows = ["ALLOW_USER_SRP_AUTH"],
        PreventUserExistenceErrors = "ENABLED",
        EnableTokenRevocation = true,
        AccessTokenValidity = 60,
        IdTokenValidity = 60,
        RefreshTokenValidity = 30,
        TokenValidityUnits = new CfnUserPoolClient.TokenValidityUnitsProperty { AccessToken = "minutes", IdToken = "minutes", RefreshToken = "days" },
    };

    // The implicit grant puts tokens into addresses; so it is a client of its own, for a class, with short-lived tokens.
    private CfnUserPoolClient CreateCourseClient(Parameters parameters)
    {
        var client = new CfnUserPoolClient(_stack, "CourseAppClient", new CfnUserPoolClientProps
        {
            UserPoolId = Id,
            ClientName = "course",
            GenerateSecret = false,
            SupportedIdentityProviders = ["COGNITO"],
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthFlows = ["implicit"],
            AllowedOAuthScopes = Scopes,
            CallbackUrLs = ["https://oauth.pstmn.io/v1/callback", .. OnSite("/course/callback")],
            LogoutUrLs = _site is null ? null : [.. OnSite("/")],
            ExplicitAuthFlows = ["ALLOW_REFRESH_TOKEN_AUTH"],
            PreventUserExistenceErrors = "ENABLED",
            EnableTokenRevocation = true,
            AccessTokenValidity = 15,
            IdTokenValidity = 15,
            TokenValidityUnits = new CfnUserPoolClient.TokenValidityUnitsProperty { AccessToken = "minutes", IdToken = "minutes" },
        });
        client.CfnOptions.Condition = parameters.HasCourseClient;
        return client;
    }

    // Managed login shows no page to a client without a style; this is Cognito's own. Newer than this CDK.
    private ICfnResourceOptions CreatePages(string id, CfnUserPoolClient client) => new CfnResource(_stack, id, new CfnResourceProps
    {
        Type = "AWS::Cognito::ManagedLoginBranding",
        Properties = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["UserPoolId"] = Id,
            ["ClientId"] = client.Ref,
            ["UseCognitoProvidedValues"] = true,
        },
    }).CfnOptions;

    private IEnumerable<string> OnSite(string path) => _site is null ? [] : [$"{_site}{path}"];

    private void CreateIdentityPool()
    {
        var identities = new CfnIdentityPool(_stack, "IdentityPool", new CfnIdentityPoolProps
        {
            AllowUnauthenticatedIdentities = false,
            AllowClassicFlow = false,
            CognitoIdentityProviders = new[]
            {
                new CfnIdentityPool.CognitoIdentityProviderProperty
                {
                    ClientId = WebClientId,
                    ProviderName = $"cognito-idp.{_stack.Region}.amazonaws.com/{Id}",
                    ServerSideTokenCheck = true,
                },
            },
        });
        var role = new Role(_stack, "SignedInRole", new RoleProps
        {
            Description = "Signed-in users of the identity pool; without a policy they may do nothing in AWS.",
            AssumedBy = new WebIdentityPrincipal("cognito-identity.amazonaws.com", new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["StringEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["cognito-identity.amazonaws.com:aud"] = identities.Ref },
                ["ForAnyValue:StringLike"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["cognito-identity.amazonaws.com:amr"] = "authenticated" },
            }),
        });
        _ = new CfnIdentityPoolRoleAttachment(_stack, "IdentityPoolRoles", new CfnIdentityPoolRoleAttachmentProps
        {
            IdentityPoolId = identities.Ref,
            Roles = new Dictionary<string, object>(StringComparer.Ordinal) { ["authenticated"] = role.RoleArn },
        });
    }
}
