using System.Buffers.Text;
using System.Security.Cryptography;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Api.Users;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Api.Members;

internal static class InvitesApi
{
    private const int CodeSizeBytes = 16;
    private const int MaxAttempts = 5;

    internal static void MapBoardInvites(this RouteGroupBuilder board)
    {
        var invites = board.MapGroup("/invites").WithTags("Invites");
        invites.MapGet("/", ListAsync).WithName("ListInvites").WithSummary("List invites").Produces<InvitesResponse>();
        invites.MapPost("/", AddAsync).WithName("AddInvite").WithSummary("Make an invite")
            .Produces<AddInviteResponse>(201).WithIdempotencyKey();
        invites.MapDelete("/{inviteId}", RevokeAsync).WithName("RevokeInvite").WithSummary("Revoke an invite")
            .ProducesEvent();
    }

    internal static void MapInvites(this RouteGroupBuilder api)
    {
        var invites = api.MapGroup("/invites/{code}").WithTags("Invites").CheckIds();
        invites.MapGet("/", FindAsync).WithName("FindInvite").WithSummary("See what an invite leads to").Produces<InviteResponse>();
        invites.MapPost("/", JoinAsync).WithName("FollowInvite").WithSummary("Join a board").ProducesEvent();
    }

    private static Task<IResult> ListAsync(BoardCall call) => call.ReadAsync(
        async (_, cancellationToken) => JsonText.Of(
            new InvitesResponse(await call.Boards.GetInvitesAsync(call.BoardId, cancellationToken)), BoardsJson.Compact.InvitesResponse),
        Role.Owner);

    private static async Task<IResult> AddAsync(BoardCall call, AddInviteRequest request)
    {
        var invites = await call.Boards.GetInvitesAsync(call.BoardId, call.Context.RequestAborted);

        // The code is kept nowhere. So a repeated request, whose first answer was lost, gets a link of its own, and the first one ends.
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeSizeBytes));
            var command = new AddInvite(
                Ids.Hash(code), request.Role ?? (Role)(-1), request.ExpiresAt?.ToUniversalTime() ?? default, request.SingleUse ?? false)
            {
                InvitesOfBoard = invites.Count,
            };
            var actor = new Actor(call.User.Id, string.Empty);
            var id = attempt == 0 ? call.CommandId : call.CommandId! with { Id = $"{call.CommandId.Id}.{attempt}" };
            var outcome = await call.Commands.ExecuteAsync(call.BoardId, actor, command, id, call.Context.RequestAborted);
            if (outcome.Rejection is { } rejection)
            {
                return rejection.ToProblem();
            }

            var made = outcome.Event!.Invites![0].Id;
            if (made == command.InviteId)
            {
                return Answer(call, outcome, code);
            }

            await call.Commands.ExecuteAsync(call.BoardId, actor, new RevokeInvite(made), null, call.Context.RequestAborted);
        }

        return new Rejection(RejectionKind.Busy, "This was repeated too often. Make a new invite.").ToProblem();
    }

    private static JsonText Answer(BoardCall call, Outcome outcome, string code) => JsonText.Write(json =>
    {
        json.WriteRaw("event", outcome.Json!);
        json.WriteString("code", code);
    }) with
    { Status = 201, Location = $"/api/boards/{call.BoardId}/invites/{outcome.Event!.Invites![0].Id}" };

    private static Task<IResult> RevokeAsync(BoardCall call, string inviteId) => call.ExecuteAsync(new RevokeInvite(inviteId));

    private static async Task<IResult> FindAsync(BoardCall call, string code) =>
        await call.Boards.FindInviteAsync(Ids.Hash(code), call.Context.RequestAborted) is { } found
            ? JsonText.Of(
                new InviteResponse(found.BoardId, found.BoardName, found.Invite.Role, found.Invite.ExpiresAt),
                BoardsJson.Compact.InviteResponse)
            : Rejection.NotFound.ToProblem();

    private static async Task<IResult> JoinAsync(BoardCall call, string code, Profiles profiles)
    {
        var inviteId = Ids.Hash(code);
        var found = await call.Boards.FindInviteAsync(inviteId, call.Context.RequestAborted);
        if (found is not { } invite)
        {
            return Rejection.NotFound.ToProblem();
        }

        var actor = await profiles.ActorAsync(call);
        Outcome outcome = await call.Commands.ExecuteAsync(
            invite.BoardId, actor, new Join(inviteId, invite.Invite.By), call.CommandId, call.Context.RequestAborted);
        return BoardCall.Answer(outcome);
    }
}
