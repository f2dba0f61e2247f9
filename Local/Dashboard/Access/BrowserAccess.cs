using System.Security.Cryptography;
using System.Text;

namespace KanbanAspire.Local.Dashboard.Access;

/// <summary>
/// Lets a browser in that opened <c>/login?t=token</c> once: the answer is a cookie, everything else leads to the page
/// that asks for the token. Requests from elsewhere than this machine, for another host name (DNS rebinding) or from
/// another origin's page are refused.
/// </summary>
public sealed class BrowserAccess(RequestDelegate next, DashboardSettings settings, IWebHostEnvironment files)
{
    private static readonly string[] PublicFiles = ["/app.css", "/favicon.svg", "/theme.js"];

    private readonly string _session = Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.BrowserToken), "browser session"u8));

    /// <summary>Handles one request of the front end.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsOwnRequest(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";
        // Cookies know no ports, so the name does: several dashboards on one machine keep their sessions.
        var cookie = $"dashboard-{request.Host.Port}";
        if (request.Path == "/login")
        {
            await LoginAsync(context, cookie);
        }
        else if (AreEqual(request.Cookies[cookie], _session) || PublicFiles.Contains(request.Path.Value))
        {
            await next(context);
        }
        else if (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html"))
        {
            context.Response.Redirect("/login?returnUrl=" + Uri.EscapeDataString(request.Path + request.QueryString));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }

    /// <summary>Compares two secrets in constant time; false when one is missing.</summary>
    public static bool AreEqual(string? given, string? expected) =>
        given is not null && expected is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private static bool IsOwnRequest(HttpContext context)
    {
        var host = context.Request.Host;
        var isLocalName = host.Host is "localhost" or "127.0.0.1" or "[::1]"
            || host.Host.EndsWith(".localhost", StringComparison.Ordinal);
        var origin = context.Request.Headers.Origin.ToString();
        return isLocalName && (origin.Length == 0 || origin == $"http://{host.Value}");
    }

    private async Task LoginAsync(HttpContext context, string cookie)
    {
        var request = context.Request;
        var token = HttpMethods.IsPost(request.Method)
            ? (await request.ReadFormAsync(context.RequestAborted))["t"].ToString()
            : request.Query["t"].ToString();
        var returnUrl = request.Query["returnUrl"].ToString();
        if (AreEqual(token, settings.BrowserToken))
        {
            context.Response.Cookies.Append(cookie, _session, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(3),
            });
            context.Response.Redirect(IsLocalPath(returnUrl) ? returnUrl : "/");
            return;
        }
        context.Response.StatusCode = token.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        context.Response.ContentType = "text/html; charset=utf-8";
        // Plain HTML, so that it shows before the user interface is loaded.
        using var page = new StreamReader(files.WebRootFileProvider.GetFileInfo("login.html").CreateReadStream());
        var message = token.Length == 0 ? "" : "That is not the token of this run.";
        await context.Response.WriteAsync((await page.ReadToEndAsync(context.RequestAborted)).Replace("{message}", message), context.RequestAborted);
    }

    private static bool IsLocalPath(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\');
}
