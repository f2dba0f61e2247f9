using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace KanbanAspire.Local.Cognito.Users;

/// <summary>Who is signed in to the pages, and since when.</summary>
internal sealed record SignedIn(CognitoUser User, DateTimeOffset At);

/// <summary>The pages' session: a cookie good for one hour that a changed password ends.</summary>
internal sealed class Session(IHttpContextAccessor accessor, UserManager<CognitoUser> users, TimeProvider time)
{
    public const string Scheme = "cognito";
    private const string Stamp = "stamp";

    private HttpContext Context => accessor.HttpContext!;

    public async Task<SignedIn?> ReadAsync()
    {
        var ticket = await Context.AuthenticateAsync(Scheme);
        if (!ticket.Succeeded || await users.FindByIdAsync(ticket.Principal.FindFirstValue("sub")!) is not { } user
            || ticket.Principal.FindFirstValue(Stamp) != user.SecurityStamp)
        {
            return null;
        }

        return new SignedIn(user, ticket.Properties.IssuedUtc!.Value);
    }

    public Task StartAsync(CognitoUser user)
    {
        var identity = new ClaimsIdentity([new("sub", user.Id), new(Stamp, user.SecurityStamp!)], Scheme);
        return Context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties
        {
            IssuedUtc = time.GetUtcNow(),
            ExpiresUtc = time.GetUtcNow().AddHours(1),
        });
    }

    public Task EndAsync() => Context.SignOutAsync(Scheme);
}
