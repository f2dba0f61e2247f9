using System.Collections.Immutable;
using Microsoft.AspNetCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace KanbanAspire.Local.Cognito.Tokens;

/// <summary>Takes away what Cognito does not send, and the fraction of a second that has passed of the life.</summary>
internal sealed class LeanAnswers : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>,
    IOpenIddictServerHandler<ApplyTokenResponseContext>, IOpenIddictServerHandler<ApplyUserInfoResponseContext>
{
    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context) => Strip(context.Response);

    public ValueTask HandleAsync(ApplyTokenResponseContext context) => Strip(context.Response);

    public ValueTask HandleAsync(ApplyUserInfoResponseContext context) => Strip(context.Response);

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
}

/// <summary>The token endpoint answers 400 to every error, to an unknown client as well.</summary>
internal sealed class BadRequests : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Response.Error == Errors.InvalidClient)
        {
            context.Transaction.GetHttpRequest()!.HttpContext.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>A revocation that went well has no body.</summary>
internal sealed class SilentRevocation : IOpenIddictServerHandler<ApplyRevocationResponseContext>
{
    public ValueTask HandleAsync(ApplyRevocationResponseContext context)
    {
        context.Response.ErrorUri = null;
        if (context.Response.Error is null)
        {
            context.HandleRequest();
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Answers with the members of a live pool and no others.</summary>
internal sealed class Discovery(IOptions<CognitoOptions> options)
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
