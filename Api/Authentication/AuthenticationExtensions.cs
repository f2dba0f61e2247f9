using System.Diagnostics;
using System.Security.Claims;
using KanbanAspire.Api.Lambda;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.ServiceDefaults;
using KanbanAspire.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Authorization;

namespace KanbanAspire.Api.Authentication;

internal static class AuthenticationExtensions
{
    private const string RequiredScope = "openid";

    internal static IServiceCollection AddAccessTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddResilientHttpClient(nameof(SigningKeys));
        var settings = AuthenticationSettings.From(configuration);
        services.AddSingleton(settings);
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AccessTokenValidator>();
        return settings.FetchKeysAtStart ? services.AddHostedService<SigningKeysWarmUp>() : services;
    }

    /// <summary>
    /// Requires an access token for every endpoint, unless it says <c>AllowAnonymous</c>. It is a middleware of
    /// its own because the framework's falls back to the principal that the Lambda server makes of an event's claims, and
    /// those are to be believed only where <see cref="AuthenticationSettings.TrustGateway"/> says so.
    /// </summary>
    internal static void UseAccessTokens(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<AuthenticationSettings>();
        app.Use(async (context, next) =>
        {
            var claimed = context.User;
            context.User = new ClaimsPrincipal();
            if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null)
            {
                var user = settings.TrustGateway && !FunctionUrl.IsCalled(context)
                    ? AccessClaims.Check(name => claimed.FindFirst(name)?.Value, settings)
                    : await FromBearerAsync(context);
                if (await RefusedAsync(context, user))
                {
                    return;
                }

                context.Features.Set(user);
                Activity.Current?.SetPseudonym(user!.Id);
            }

            await next(context);
        });
    }

    private static async Task<CurrentUser?> FromBearerAsync(HttpContext context) =>
        context.Request.GetAccessToken() is { } token
            ? await context.RequestServices.GetRequiredService<AccessTokenValidator>()
                .ValidateAsync(token, context.RequestAborted)
            : null;

    private static async Task<bool> RefusedAsync(HttpContext context, CurrentUser? user)
    {
        if (user is null)
        {
            context.Response.Headers.WWWAuthenticate =
                context.Request.GetAccessToken() is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            await context.RejectAsync(ProblemTypes.SignInRequired, GatewayAnswers.Unauthorized);
            return true;
        }

        if (!user.Scopes.Contains(RequiredScope, StringComparer.Ordinal))
        {
            context.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{RequiredScope}\"";
            await context.RejectAsync(ProblemTypes.ScopeMissing, GatewayAnswers.Forbidden);
            return true;
        }

        return false;
    }
}
