using System.Reflection;

namespace KanbanAspire.Api.Authentication;

/// <summary>The caller of the request. Any endpoint handler can have it as a parameter, unless it is open to everybody.</summary>
/// <param name="Id">The user pool's <c>sub</c>.</param>
/// <param name="Scopes">Scopes of the access token.</param>
public sealed record CurrentUser(string Id, IReadOnlyList<string> Scopes)
{
    /// <summary>Gets the user whom the authentication has put into the context; called by the framework.</summary>
    /// <param name="context">Request.</param>
    /// <param name="parameter">The handler's parameter.</param>
    /// <returns>The user.</returns>
    /// <exception cref="InvalidOperationException">The endpoint is open to everybody and asks for a user nevertheless.</exception>
    public static ValueTask<CurrentUser> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<CurrentUser>()
            ?? throw new InvalidOperationException($"{parameter.Name} of an endpoint that allows anonymous requests."));
}
