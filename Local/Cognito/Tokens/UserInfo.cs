using KanbanAspire.Local.Cognito.Users;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace KanbanAspire.Local.Cognito.Tokens;

/// <summary>Tells the e-mail address from the database, since access tokens do not carry it.</summary>
/// <remarks>email_verified is a string here, unlike in the ID token: so does Cognito.</remarks>
internal sealed class UserInfo(UserManager<CognitoUser> users) : IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    public async ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        var principal = context.AccessTokenPrincipal;
        var user = await users.FindByIdAsync(principal.GetClaim(Claims.Subject)!);
        if (user is null || !principal.HasScope(Scopes.OpenId))
        {
            context.Reject(Errors.InvalidToken, "The access token is not one of a user with the openid scope.");
            return;
        }

        context.Audiences.Clear();
        context.Issuer = null;
        context.Claims["username"] = user.Id;
        if (principal.HasScope(Scopes.Email))
        {
            context.Claims["email"] = user.Email!;
            context.Claims["email_verified"] = user.EmailConfirmed ? "true" : "false";
        }
    }
}
