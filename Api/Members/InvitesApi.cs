using System.Buffers.Text;
using System.Security.Cryptography;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Api.Users;
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
    private const int MaxAttempts = 5;

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
        // The code is kept nowhere. So a repeated request, whose first answer was lost, gets a link of its own, and the first one ends.
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeSizeBytes));
            var command = new AddInvite(
                Ids.Hash(code), request.Role ?? (Role)(-1), request.ExpiresAt?.ToUniversalTime() ?? default, request.SingleUse ?? false);
            var actor = new Actor(call.User.Id, string.Empty);
            var id = attempt == 0 ? call.CommandId : call.CommandId! with { Id = $"{call.CommandId.Id}.{attempt}" };
            var outcome = await call.Store.ExecuteAsync(call.BoardId, actor, command, id, call.Context.RequestAborted);
            if (outcome.Refusal is { } refusal)
            {
                return refusal.ToProblem();
            }

            var made = outcome.Event!.Invites![0].Id;
            if (made == command.InviteId)
            {
                return Answer(call, outcome, code);
            }

            await call.Store.ExecuteAsync(call.BoardId, actor, new RevokeInvite(made), null, call.Context.RequestAborted);
        }

        return new Refusal(RefusalKind.Busy, "This was repeated too often. Make a new invite.").ToProblem();
    }

    private static IResult Answer(BoardCall call, Outcome outcome, string code)
    {
        var answer = JsonText.Write(json =>
        {
            json.WriteRaw("event", outcome.Json!);
            json.WriteString("code", code);
        });
        return answer.Made($"/api/boards/{call.BoardId}/invites/{outcome.Event!.Invites![0].Id}");
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
}
