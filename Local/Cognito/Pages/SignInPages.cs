using KanbanAspire.Local.Cognito.Users;
using Microsoft.AspNetCore.Identity;

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>/login and /logout.</summary>
internal static class SignInPages
{
    /// <summary>A hash that no password has, verified for unknown users so that they take as long as known ones.</summary>
    private const string NobodysHash =
        "AQAAAAIAAYagAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

    public static Task Show(HttpContext context) => context.ShowAsync<Login>(Page.View(context));

    public static async Task SignIn(HttpContext context)
    {
        var services = context.RequestServices;
        var (email, password) = await ReadAsync(context);
        var view = Page.View(context) with { Email = email };
        var attempts = services.GetRequiredService<Attempts>();
        if (!attempts.BeginSignIn(email))
        {
            await context.RefuseAsync<Login>(view, view.Text.TooMany, StatusCodes.Status429TooManyRequests);
            return;
        }

        var users = services.GetRequiredService<UserManager<CognitoUser>>();
        var user = await users.FindByEmailAsync(email);
        if (!await HasPasswordAsync(users, user, password))
        {
            await context.RefuseAsync<Login>(view, view.Text.WrongPassword, StatusCodes.Status400BadRequest);
            return;
        }

        attempts.SignInSucceeded(email);
        if (!user!.EmailConfirmed)
        {
            await SignUpPages.AskForCodeAsync(context, user);
            return;
        }

        await EnterAsync(context, user);
    }

    /// <summary>Ends the session, then goes where a registered address says, or to the sign-in page.</summary>
    public static async Task SignOut(HttpContext context)
    {
        var query = context.Request.Query;
        var options = context.RequestServices.GetRequiredService<CognitoOptions>();
        var client = Clients.All(options).SingleOrDefault(it => it.ClientId == query["client_id"].ToString());
        var signOutUri = query["logout_uri"].ToString();
        var target = client?.PostLogoutRedirectUris.Any(it => it.OriginalString == signOutUri) == true ? signOutUri
            : signOutUri.Length == 0 && query.ContainsKey("response_type") && Visit.Read(context).Visit is not null
                ? "/login" + context.Request.QueryString.ToUriComponent()
                : null;
        if (target is null)
        {
            context.Response.Redirect("/error?error=invalid_request");
            return;
        }

        await context.RequestServices.GetRequiredService<Session>().EndAsync();
        context.Response.Redirect(target);
    }

    /// <summary>Starts the session and goes back to the OAuth request.</summary>
    public static async Task EnterAsync(HttpContext context, CognitoUser user)
    {
        await context.RequestServices.GetRequiredService<Session>().StartAsync(user);
        PendingAddress.Clear(context);
        context.Response.Redirect("/oauth2/authorize" + context.Request.QueryString.ToUriComponent());
    }

    public static async Task<(string Email, string Password)> ReadAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return (form["username"].ToString().Trim(), form["password"].ToString());
    }

    private static Task<bool> HasPasswordAsync(UserManager<CognitoUser> users, CognitoUser? user, string password)
    {
        if (user is not null)
        {
            return users.CheckPasswordAsync(user, password);
        }

        users.PasswordHasher.VerifyHashedPassword(new CognitoUser(), NobodysHash, password);
        return Task.FromResult(false);
    }
}
