using System.ComponentModel.DataAnnotations;
using KanbanAspire.Local.Cognito.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>/signup, /confirm and /resendcode.</summary>
internal static class SignUpPages
{
    public static Task Show(HttpContext context) => context.ShowAsync<SignUp>(Page.View(context));

    public static async Task SignUp(HttpContext context)
    {
        var (email, password) = await SignInPages.ReadAsync(context);
        var view = Page.View(context) with { Email = email };
        if (!new EmailAddressAttribute().IsValid(email) || email.Length > 254)
        {
            await context.RefuseAsync<SignUp>(view, view.Text.BadEmail, StatusCodes.Status400BadRequest);
            return;
        }

        var users = context.RequestServices.GetRequiredService<UserManager<CognitoUser>>();
        if (!await PasswordPages.IsGoodAsync(users, password))
        {
            await context.RefuseAsync<SignUp>(view, view.Text.BadPassword, StatusCodes.Status400BadRequest);
            return;
        }

        var user = new CognitoUser { Id = Guid.NewGuid().ToString(), Email = email };
        user.UserName = user.Id;
        if (!await CreateAsync(users, user, password))
        {
            await context.RefuseAsync<SignUp>(view, view.Text.Taken, StatusCodes.Status409Conflict);
            return;
        }

        await AskForCodeAsync(context, user);
    }

    /// <summary>Mails a code and goes to the page that asks for it.</summary>
    public static async Task AskForCodeAsync(HttpContext context, CognitoUser user)
    {
        await SendAsync(context, user, user.Email!);
        context.RequestServices.GetRequiredService<PendingAddress>().Set(context, user.Email!, mayEnter: true);
        context.Response.Redirect("/confirm" + context.Request.QueryString.ToUriComponent());
    }

    public static Task ShowConfirm(HttpContext context) => context.ShowAsync<Confirm>(WithPending(context));

    public static async Task Confirm(HttpContext context)
    {
        var services = context.RequestServices;
        var (email, _) = await SignInPages.ReadAsync(context);
        var view = Page.View(context) with { Email = email };
        if (!services.GetRequiredService<Attempts>().TryTake("confirm", email, perHour: 15))
        {
            await context.RefuseAsync<Confirm>(view, view.Text.TooMany, StatusCodes.Status429TooManyRequests);
            return;
        }

        var user = await services.GetRequiredService<Codes>().RedeemAsync(
            email, CodePurpose.ConfirmSignUp, context.Request.Form["code"].ToString(), it => it.EmailConfirmed = true);
        if (user is null)
        {
            await context.RefuseAsync<Confirm>(view, view.Text.BadCode, StatusCodes.Status400BadRequest);
            return;
        }

        var (pending, mayEnter) = services.GetRequiredService<PendingAddress>().Read(context);
        if (mayEnter && string.Equals(pending, user.Email, StringComparison.Ordinal))
        {
            await SignInPages.EnterAsync(context, user);
            return;
        }

        await context.ShowAsync<Login>(view with { Notice = view.Text.Confirmed });
    }

    public static Task ShowResend(HttpContext context) => context.ShowAsync<ResendCode>(WithPending(context));

    public static async Task Resend(HttpContext context)
    {
        var (email, _) = await SignInPages.ReadAsync(context);
        var view = Page.View(context) with { Email = email };
        var user = await context.RequestServices.GetRequiredService<UserManager<CognitoUser>>().FindByEmailAsync(email);
        if (!await SendAsync(context, user, email))
        {
            await context.RefuseAsync<ResendCode>(view, view.Text.TooMany, StatusCodes.Status429TooManyRequests);
            return;
        }

        await context.ShowAsync<Confirm>(view with { Notice = view.Text.CodeSent });
    }

    public static View WithPending(HttpContext context) => Page.View(context) with
    {
        Email = context.RequestServices.GetRequiredService<PendingAddress>().Read(context).Email,
    };

    /// <summary>Sends a code to an unconfirmed user; for anybody else does nothing and looks the same.</summary>
    private static async Task<bool> SendAsync(HttpContext context, CognitoUser? user, string email)
    {
        if (!context.RequestServices.GetRequiredService<Attempts>().TryTake("resend", email, perHour: 5))
        {
            return false;
        }

        if (user is { EmailConfirmed: false })
        {
            await context.RequestServices.GetRequiredService<Codes>()
                .SendAsync(user, CodePurpose.ConfirmSignUp, Page.Text(context));
        }

        return true;
    }

    /// <returns>False when the address has an account.</returns>
    private static async Task<bool> CreateAsync(UserManager<CognitoUser> users, CognitoUser user, string password)
    {
        try
        {
            return (await users.CreateAsync(user, password)).Succeeded;
        }
        catch (DbUpdateException)
        {
            // Two sign-ups with one address at the same time: the unique index has decided.
            return false;
        }
    }
}
