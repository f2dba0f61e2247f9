using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using KanbanAspire.Api.Boards;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Api.Members;

/// <summary>Makes an invitation by link.</summary>
/// <param name="Role">Role of who follows it.</param>
/// <param name="ExpiresAt">When it ends, at most 30 days from now.</param>
/// <param name="SingleUse">Whether it ends with the first who follows it.</param>
public sealed record AddInviteRequest(Role? Role, DateTimeOffset? ExpiresAt, bool? SingleUse = null);

/// <summary>Is a new invitation.</summary>
/// <param name="Event">The event that made it.</param>
/// <param name="Code">The secret of the link. It is kept nowhere: no other answer has it.</param>
public sealed record AddInviteResponse(BoardEvent Event, string Code);

/// <summary>Is the list of a board's invites.</summary>
/// <param name="Invites">Invites that have not ended.</param>
public sealed record InvitesResponse(IReadOnlyList<Invite> Invites);

/// <summary>Tells somebody what they are invited to.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="BoardName">Its name.</param>
/// <param name="Role">What they may do there.</param>
/// <param name="ExpiresAt">When the invitation ends.</param>
public sealed record InviteResponse(string BoardId, string BoardName, Role Role, DateTimeOffset ExpiresAt);

internal static class InvitesApi
{
    private const int CodeSizeBytes = 16;

    internal static void MapBoardInvites(this RouteGroupBuilder board)
    {
        var invites = board.MapGroup("/invites").WithTags("Invites");
        invites.MapGet("/", ListAsync).WithName("ListInvites").WithSummary("List invites").Produces<InvitesResponse>();
        invites.MapPost("/", AddAsync).WithName("AddInvite").WithSummary("Make an invite").Produces<AddInviteResponse>(201);
        invites.MapDelete("/{inviteId}", RevokeAsync).WithName("RevokeInvite").WithSummary("Revoke an invite")
            .Produces<BoardEvent>();
    }

    internal static void MapInvites(this RouteGroupBuilder api)
    {
        var invites = api.MapGroup("/invites/{code}").WithTags("Invites").CheckIds();
        invites.MapGet("/", FindAsync).WithName("FindInvite").WithSummary("See what an invite leads to").Produces<InviteResponse>();
        invites.MapPost("/", JoinAsync).WithName("FollowInvite").WithSummary("Join a board").Produces<BoardEvent>();
    }

    private static Task<IResult> ListAsync(BoardCall call) => call.ReadAsync(
        async (_, cancellationToken) => JsonText.Of(
            new InvitesResponse(await call.Store.GetInvitesAsync(call.BoardId, cancellationToken)), BoardsJson.Compact.InvitesResponse),
        Role.Owner);

    private static async Task<IResult> AddAsync(BoardCall call, AddInviteRequest request)
    {
        var code = NewCode(call);
        var command = new AddInvite(
            Ids.Hash(code), request.Role ?? (Role)(-1), request.ExpiresAt?.ToUniversalTime() ?? default, request.SingleUse ?? false);
        var outcome = await call.Store.ExecuteAsync(
            call.BoardId, new Actor(call.User.Id, string.Empty), command, call.CommandId, call.Context.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var answer = JsonText.Write(json =>
        {
            json.WriteRaw("event", outcome.Json!);
            json.WriteString("code", code);
        });
        return answer.Made($"/api/boards/{call.BoardId}/invites/{command.InviteId}");
    }

    private static Task<IResult> RevokeAsync(BoardCall call, string inviteId) => call.ExecuteAsync(new RevokeInvite(inviteId));

    private static async Task<IResult> FindAsync(BoardCall call, string code) =>
        await call.Store.FindInviteAsync(Ids.Hash(code), call.Context.RequestAborted) is { } found
            ? JsonText.Of(
                new InviteResponse(found.BoardId, found.BoardName, found.Invite.Role, found.Invite.ExpiresAt),
                BoardsJson.Compact.InviteResponse)
            : Refusal.NotFound.ToProblem();

    private static async Task<IResult> JoinAsync(BoardCall call, string code, Profiles profiles)
    {
        var inviteId = Ids.Hash(code);
        var found = await call.Store.FindInviteAsync(inviteId, call.Context.RequestAborted);
        if (found is not { } invite)
        {
            return Refusal.NotFound.ToProblem();
        }

        var actor = await profiles.ActorAsync(call);
        Outcome outcome = await call.Store.ExecuteAsync(
            invite.BoardId, actor, new Join(inviteId, invite.Invite.By), call.CommandId, call.Context.RequestAborted);
        return BoardCall.Answer(outcome);
    }

    // From the client's secret command id, so that a repeated request gets the same code although it is kept nowhere.
    private static string NewCode(BoardCall call) => call.CommandId is { } id
        ? Base64Url.EncodeToString(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(id.Id), Encoding.UTF8.GetBytes($"invite {call.BoardId} {call.User.Id}")).AsSpan(0, CodeSizeBytes))
        : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeSizeBytes));
}
