using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Api.Members;

internal static class MembersApi
{
    internal static void MapMembers(this RouteGroupBuilder board)
    {
        var members = board.MapGroup("/members").WithTags("Members");
        members.MapGet("/", ListAsync).WithName("ListMembers").WithSummary("List members").Produces<MembersResponse>();
        members.MapPatch("/{memberId}", ChangeRoleAsync).WithName("ChangeRole").WithSummary("Change a member's role")
            .ProducesEvent();
        members.MapDelete("/{memberId}", RemoveAsync).WithName("RemoveMember").WithSummary("Remove a member, or leave")
            .ProducesEvent();
        board.MapBoardInvites();
    }

    private static Task<IResult> ListAsync(BoardCall call) => call.ReadAsync(async (_, cancellationToken) => JsonText.Of(
        new MembersResponse(await call.Boards.GetMembersAsync(call.BoardId, cancellationToken)), BoardsJson.Compact.MembersResponse));

    private static Task<IResult> ChangeRoleAsync(BoardCall call, string memberId, ChangeRoleRequest request) =>
        call.ExecuteAsync(new ChangeRole(memberId, request.Role ?? (Role)(-1)));

    private static async Task<IResult> RemoveAsync(BoardCall call, string memberId) => BoardCall.Answer(await call.Batches.RemoveMemberAsync(
        call.BoardId, memberId, new Actor(call.User.Id, string.Empty), call.CommandId, call.Context.RequestAborted));
}
