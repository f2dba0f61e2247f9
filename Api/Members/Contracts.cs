using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Api.Members;

/// <summary>The list of a board's members.</summary>
/// <param name="Members">The members.</param>
public sealed record MembersResponse(IReadOnlyList<Member> Members);

/// <summary>Changes a role.</summary>
/// <param name="Role">The new role.</param>
public sealed record ChangeRoleRequest(Role? Role);

/// <summary>Makes an invitation by link.</summary>
/// <param name="Role">Role of who follows it.</param>
/// <param name="ExpiresAt">When it ends, at most 30 days from now.</param>
/// <param name="SingleUse">Whether it ends with the first who follows it.</param>
public sealed record AddInviteRequest(Role? Role, DateTimeOffset? ExpiresAt, bool? SingleUse = null);

/// <summary>A new invitation.</summary>
/// <param name="Event">The event that made it.</param>
/// <param name="Code">The secret of the link. It is kept nowhere: no other answer has it.</param>
public sealed record AddInviteResponse(BoardEvent Event, string Code);

/// <summary>The list of a board's invites.</summary>
/// <param name="Invites">Invites that have not ended.</param>
public sealed record InvitesResponse(IReadOnlyList<Invite> Invites);

/// <summary>Tells somebody what they are invited to.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="BoardName">Its name.</param>
/// <param name="Role">What they may do there.</param>
/// <param name="ExpiresAt">When the invitation ends.</param>
public sealed record InviteResponse(string BoardId, string BoardName, Role Role, DateTimeOffset ExpiresAt);
