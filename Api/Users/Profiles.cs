using System.Text.Json;
using KanbanAspire.Api.Authentication;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Users;

namespace KanbanAspire.Api.Users;

/// <summary>Names the people who come to a board. The name is kept with the member; it is asked for only then.</summary>
/// <param name="users">Profiles that are known.</param>
/// <param name="userInfo">Where to ask for the others.</param>
internal sealed class Profiles(UserStore users, UserInfo userInfo)
{
    private const int NameOfIdLength = 8;

    internal async Task<Actor> ActorAsync(BoardCall call)
    {
        var cancelled = call.Context.RequestAborted;
        var profile = await users.GetAsync(call.User.Id, cancelled) ?? await AskAsync(call, cancelled);
        var name = profile?.Name ?? call.User.Id[..Math.Min(NameOfIdLength, call.User.Id.Length)];
        return new Actor(call.User.Id, name[..Math.Min(Limits.NameLength, name.Length)]);
    }

    private async Task<User?> AskAsync(BoardCall call, CancellationToken cancelled)
    {
        try
        {
            return call.Context.Request.GetAccessToken() is { } token ? await userInfo.GetAsync(call.User, token, cancelled) : null;
        }
        catch (Exception e) when ((e is JsonException || Failures.IsUnavailable(e)) && !cancelled.IsCancellationRequested)
        {
            // Without a name people still work; the first characters of the id stand for it.
            return null;
        }
    }
}
