using System.Security.Claims;
using KanbanAspire.Local.Cognito.Pages;
using KanbanAspire.Local.Cognito.Users;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KanbanAspire.Local.Cognito.Tokens;

/// <summary>Answers /oauth2/authorize: with a redirect within the session's hour, else by way of the sign-in page.</summary>
internal static class AuthorizeApi
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task Authorize(HttpContext context)
    {
        if (context.GetOpenIddictServerResponse() is { Error: not null } failure)
        {
            SendBack(context, failure);
            return;
        }

        var request = context.GetOpenIddictServerRequest()!;
        var session = await context.RequestServices.GetRequiredService<Session>().ReadAsync();
        if (request.HasPromptValue(PromptValues.Login) || request.HasPromptValue(PromptValues.SelectAccount)
            || (session is null && !request.HasPromptValue(PromptValues.None)))
        {
            var query = context.Request.Query.Where(it => it.Key != "prompt");
            context.Response.Redirect("/login" + QueryString.Create(query).ToUriComponent());
        }
        else if (session is null)
        {
            await context.ForbidAsync(Scheme, new AuthenticationProperties
            {
                Items =
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "Nobody is signed in.",
                },
            });
        }
        else
        {
            await context.SignInAsync(Scheme, Principal(session, request.GetScopes()));
        }
    }

    /// <summary>
    /// Sends an error to the client's address when client and address are registered, else to the error page: nobody is
    /// to be sent to an address that no client owns.
    /// </summary>
    private static void SendBack(HttpContext context, OpenIddictResponse failure)
    {
        var query = context.Request.Query;
        var (visit, error) = Visit.Read(context);
        var answer = QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["error"] = error ?? failure.Error,
            ["error_description"] = failure.ErrorDescription,
            [visit is null ? "client_id" : "state"] = query[visit is null ? "client_id" : "state"],
        }).ToUriComponent();
        context.Response.Redirect(visit is null ? "/error" + answer
            : query["redirect_uri"] + (query["response_type"] == "token" ? "#" + answer[1..] : answer));
    }

    private static ClaimsPrincipal Principal(SignedIn session, IEnumerable<string> scopes)
    {
        var granted = scopes.ToHashSet(StringComparer.Ordinal);
        var principal = new ClaimsPrincipal(new ClaimsIdentity("Cognito"))
            .SetClaim(Claims.Subject, session.User.Id)
            .SetClaim(Claims.AuthenticationTime, session.At.ToUnixTimeSeconds())
            .SetClaim(TokenClaims.OriginJti, Guid.NewGuid().ToString())
            .SetClaim(TokenClaims.EventId, Guid.NewGuid().ToString())
            .SetScopes(granted);
        if (granted.Contains(Scopes.Email))
        {
            principal.SetClaim(Claims.Email, session.User.Email)
                .SetClaim(Claims.EmailVerified, session.User.EmailConfirmed ? "true" : "false");
        }

        return principal.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
    }
}
