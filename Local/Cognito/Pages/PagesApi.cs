using Microsoft.AspNetCore.Antiforgery;

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>The pages under Cognito's paths.</summary>
internal static class PagesApi
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(csrf =>
        {
            csrf.FormFieldName = "csrf";
            csrf.Cookie.Name = "csrf";
            csrf.Cookie.SameSite = SameSiteMode.Strict;
            csrf.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<Users.Attempts>();
        services.AddSingleton<PendingAddress>();
        services.AddScoped<Users.Codes>();
    }

    public static void MapPages(this WebApplication app)
    {
        foreach (var asset in (Asset[])[Asset.Style, Asset.Script, Asset.Icon])
        {
            app.MapGet(asset.Path, asset.SendAsync);
        }

        app.MapGet("/", context => { context.Response.Redirect("/mailbox"); return Task.CompletedTask; });
        app.MapGet("/error", ErrorPage.Show);
        app.MapGet("/logout", SignInPages.SignOut);
        app.MapPage("/login", SignInPages.Show, SignInPages.SignIn);
        app.MapPage("/signup", SignUpPages.Show, SignUpPages.SignUp);
        app.MapPage("/confirm", SignUpPages.ShowConfirm, SignUpPages.Confirm);
        app.MapPage("/resendcode", SignUpPages.ShowResend, SignUpPages.Resend);
        app.MapPage("/forgotPassword", PasswordPages.ShowForgot, PasswordPages.Forgot);
        app.MapPage("/confirmforgotPassword", PasswordPages.ShowReset, PasswordPages.Reset);
    }

    private static void MapPage(this WebApplication app, string path, RequestDelegate show, RequestDelegate submit)
    {
        app.MapGet(path, context => IsValid(context) ? show(context) : Task.CompletedTask);
        app.MapPost(path, async context =>
        {
            if (!IsValid(context))
            {
                return;
            }

            if (await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            {
                await submit(context);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                await show(context);
            }
        });
    }

    private static bool IsValid(HttpContext context)
    {
        var (_, error) = Visit.Read(context);
        if (error is not null)
        {
            context.Response.Redirect("/error" + QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["error"] = error,
                ["client_id"] = context.Request.Query["client_id"],
            }).ToUriComponent());
        }

        return error is null;
    }
}
