using KanbanAspire.Local.Cognito.Users;
using Microsoft.AspNetCore.Identity;

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>/forgotPassword and /confirmforgotPassword; known and unknown addresses get the same answers.</summary>
internal static class PasswordPages
{
    public static Task ShowForgot(HttpContext context) => context.ShowAsync<ForgotPassword>(Page.View(context));

    public static async Task Forgot(HttpContext context)
    {
        var services = context.RequestServices;
        var (email, _) = await SignInPages.ReadAsync(context);
        var view = Page.View(context) with { Email = email };
        if (!services.GetRequiredService<Attempts>().TryTake("forgot", email, perHour: 5))
        {
            await context.RefuseAsync<ForgotPassword>(view, view.Text.TooMany, StatusCodes.Status429TooManyRequests);
            return;
        }

        var user = await services.GetRequiredService<UserManager<CognitoUser>>().FindByEmailAsync(email);
        if (user is { EmailConfirmed: true })
        {
            await services.GetRequiredService<Codes>().SendAsync(user, CodePurpose.ResetPassword, view.Text);
        }

        services.GetRequiredService<PendingAddress>().Set(context, email, mayEnter: false);
        context.Response.Redirect("/confirmforgotPassword" + context.Request.QueryString.ToUriComponent());
    }

    public static Task ShowReset(HttpContext context) =>
        context.ShowAsync<ConfirmForgotPassword>(SignUpPages.WithPending(context));

    public static async Task Reset(HttpContext context)
    {
        var services = context.RequestServices;
        var users = services.GetRequiredService<UserManager<CognitoUser>>();
        var attempts = services.GetRequiredService<Attempts>();
        var (email, password) = await SignInPages.ReadAsync(context);
        var view = Page.View(context) with { Email = email };
        if (!await IsGoodAsync(users, password))
        {
            await context.RefuseAsync<ConfirmForgotPassword>(view, view.Text.BadPassword, StatusCodes.Status400BadRequest);
            return;
        }

        if (!attempts.TryTake("reset", email, perHour: 15))
        {
            await context.RefuseAsync<ConfirmForgotPassword>(view, view.Text.TooMany, StatusCodes.Status429TooManyRequests);
            return;
        }

        var user = await services.GetRequiredService<Codes>().RedeemAsync(
            email, CodePurpose.ResetPassword, context.Request.Form["code"].ToString(), it =>
            {
                it.PasswordHash = users.PasswordHasher.HashPassword(it, password);
                // Ends the sessions of other browsers.
                it.SecurityStamp = Guid.NewGuid().ToString();
            });
        if (user is null)
        {
            await context.RefuseAsync<ConfirmForgotPassword>(view, view.Text.BadCode, StatusCodes.Status400BadRequest);
            return;
        }

        attempts.SignInSucceeded(email);
        PendingAddress.Clear(context);
        await context.ShowAsync<Login>(view with { Notice = view.Text.PasswordChanged });
    }

    /// <summary>Checks the policy, which pages.js shows while one types.</summary>
    public static async Task<bool> IsGoodAsync(UserManager<CognitoUser> users, string password)
    {
        if (password.Length > 256)
        {
            return false;
        }

        foreach (var validator in users.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(users, new CognitoUser(), password)).Succeeded)
            {
                return false;
            }
        }

        return true;
    }
}
