using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>Sends pages with the visitor's language, the form's proof and the content policy.</summary>
internal static class Page
{
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /// <summary>Policy and headers of everything on the domain, also of redirects and errors.</summary>
    public static Task WithHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
        return next(context);
    }

    /// <summary>The view of this request, to change with <c>with</c>.</summary>
    public static View View(HttpContext context)
    {
        var text = Text(context);
        var query = context.Request.Query;
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        var other = query.Where(it => it.Key != "lang")
            .Append(new("lang", text.OtherLanguage));
        return new View(text, context.Request.QueryString.ToUriComponent(), tokens.RequestToken!)
        {
            Email = query["login_hint"] is [{ Length: > 0 and < 255 } hint] ? hint : null,
            OtherLanguageLink = context.Request.Path + QueryString.Create(other).ToUriComponent(),
        };
    }

    /// <summary>Sends the page.</summary>
    public static Task ShowAsync<TPage>(this HttpContext context, View view, int? status = null)
        where TPage : IComponent
    {
        // A form without our proof is not carried out; its page is shown again.
        if (context.Response.StatusCode == StatusCodes.Status403Forbidden)
        {
            view = view with { Error = view.Text.FormExpired };
        }

        if (Visit.Read(context).Visit is { } visit)
        {
            // Browsers apply form-action to the redirects after a form, too.
            context.Response.Headers.ContentSecurityPolicy = Policy + ' ' + visit.ReturnOrigin;
        }

        return new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["View"] = view })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        }.ExecuteAsync(context);
    }

    /// <summary>Sends the page again and says why.</summary>
    public static Task RefuseAsync<TPage>(this HttpContext context, View view, string error, int status)
        where TPage : IComponent => context.ShowAsync<TPage>(view with { Error = error }, status);

    /// <summary>Texts of the language that was asked for, now or before, else of the one the browser prefers.</summary>
    public static Texts Text(HttpContext context)
    {
        var asked = context.Request.Query["lang"].ToString();
        if (asked is "ko" or "en")
        {
            context.Response.Cookies.Append("lang", asked, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                HttpOnly = true,
            });
        }
        else
        {
            asked = context.Request.Cookies["lang"] ?? Preferred(context);
        }

        return asked == "ko" ? Texts.Korean : Texts.English;
    }

    private static string? Preferred(HttpContext context) => context.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(it => it.Quality ?? 1)
        .Select(it => it.Value.Value?.Split('-')[0])
        .FirstOrDefault(it => it is "ko" or "en");
}
