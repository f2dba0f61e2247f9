using KanbanAspire.Api.Authentication;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Users;
using KanbanAspire.ServiceDefaults;

namespace KanbanAspire.Api.Users;

/// <summary>Tells signed-in users who they are.</summary>
public static class UsersApi
{
    /// <summary>Adds what the endpoints use.</summary>
    /// <param name="services">Where to add it.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddUsers(this IServiceCollection services) =>
        services.AddSingleton<UserStore>().AddSingleton<UserInfo>().AddResilientHttpClient(nameof(UserInfo))
            .AddJson(UsersJson.Default);

    /// <summary>Maps <c>/me</c>.</summary>
    /// <param name="api">The group of <c>/api</c>.</param>
    public static void MapUsers(this RouteGroupBuilder api) =>
        api.MapGet("/me", GetMeAsync).WithTags("Users").WithName("GetMe").WithSummary("Get who is signed in")
            .Produces<MeResponse>();

    // The user pool is asked once and the answer kept: its userInfo is limited to some requests a second.
    private static async Task<IResult> GetMeAsync(
        CurrentUser current, UserStore store, UserInfo userInfo, HttpRequest request, CancellationToken cancellationToken)
    {
        var user = await store.GetAsync(current.Id, cancellationToken);
        if (user is null)
        {
            user = await userInfo.GetAsync(current, request.GetAccessToken()!, cancellationToken);
            if (user is null)
            {
                return ProblemTypes.SignInRequired.ToResult("The user pool no longer takes this token.");
            }

            await store.PutAsync(user, cancellationToken);
        }

        return TypedResults.Ok(new MeResponse(user.Id, user.Email, user.Name));
    }
}
