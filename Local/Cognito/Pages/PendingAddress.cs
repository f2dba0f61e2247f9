using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>
/// Remembers from page to page whose code is awaited, in a protected cookie, since an address in a link would end
/// in histories and logs.
/// </summary>
internal sealed class PendingAddress(IDataProtectionProvider protection)
{
    private const string Name = "pending";
    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector(Name).ToTimeLimitedDataProtector();

    /// <param name="context">The request to answer.</param>
    /// <param name="email">The address.</param>
    /// <param name="mayEnter">Whether this browser has just given the password, so that the code alone signs in.</param>
    public void Set(HttpContext context, string email, bool mayEnter) => context.Response.Cookies.Append(
        Name,
        _protector.Protect((mayEnter ? '+' : '-') + email, TimeSpan.FromHours(24)),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromHours(24) });

    public (string? Email, bool MayEnter) Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Name] is { } value && _protector.Unprotect(value) is [var mark, .. var email]
                ? (email, mark == '+')
                : (null, false);
        }
        catch (CryptographicException)
        {
            return (null, false);
        }
    }

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name);
}
