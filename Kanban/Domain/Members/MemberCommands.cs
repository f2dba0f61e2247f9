using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Members;

/// <summary>Changes what a member may do.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="Role">The new role.</param>
public sealed record ChangeRole(string MemberId, Role Role) : Command
{
    /// <inheritdoc/>
    public override Role Requires => Role.Owner;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Members = [MemberId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (MemberChecks.Find(state, MemberId) is not { } before)
        {
            return Rejection.NotFound;
        }

        return before.Role == Role ? new Unchanged(before.Version)
            : context.Event(EventKind.RoleChanged) with
            {
                Members = [new Change<Member>(before.Id, before, before with { Role = Role, Version = context.Seq })],
            };
    }
}

/// <summary>Removes a member, or leaves: everybody may remove themselves.</summary>
/// <param name="MemberId">The member.</param>
public sealed record RemoveMember(string MemberId) : Command
{
    /// <inheritdoc/>
    public override Role Requires => Role.Owner;

    /// <inheritdoc/>
    public override bool WorksOnArchivedBoard => true;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Members = [MemberId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (MemberChecks.Find(state, MemberId) is not { } member)
        {
            return Rejection.NotFound;
        }

        return context.Event(context.By == MemberId ? EventKind.MemberLeft : EventKind.MemberRemoved) with
        {
            Members = [new Change<Member>(MemberId, member, null)],
        };
    }

    /// <inheritdoc/>
    protected override bool IsAuthorized(Member? member) => member?.Id == MemberId || base.IsAuthorized(member);
}

/// <summary>Makes an invitation by link.</summary>
/// <param name="InviteId">Hash of its secret.</param>
/// <param name="Role">Role of who follows it.</param>
/// <param name="ExpiresAt">When it ends, at most 30 days from now.</param>
/// <param name="SingleUse">Whether it ends with the first who follows it.</param>
public sealed record AddInvite(string InviteId, Role Role, DateTimeOffset ExpiresAt, bool SingleUse) : Command
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    /// <summary>
    /// Number of invites of the board that have not ended, 0 and more. It is read before the command, so concurrent requests may exceed
    /// the limit by their number.
    /// </summary>
    public int InvitesOfBoard { get; init; }

    /// <inheritdoc/>
    public override Role Requires => Role.Owner;

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!Enum.IsDefined(Role))
        {
            return Rejection.Invalid("The role is owner, editor, commenter or viewer.");
        }

        if (ExpiresAt <= context.At || ExpiresAt > context.At + MaxAge)
        {
            return Rejection.Invalid("An invite ends within 30 days.") with { Limit = 30 };
        }

        if (InvitesOfBoard >= Limits.Invites)
        {
            return Rejection.TooMany("invites of a board", Limits.Invites);
        }

        var invite = new Invite(InviteId, Role, ExpiresAt, SingleUse, context.By!, 0, context.Seq);
        return context.Event(EventKind.InviteAdded) with { Invites = [new Change<Invite>(InviteId, null, invite)] };
    }
}

/// <summary>Ends an invitation.</summary>
/// <param name="InviteId">The invite.</param>
public sealed record RevokeInvite(string InviteId) : Command
{
    /// <inheritdoc/>
    public override Role Requires => Role.Owner;

    /// <inheritdoc/>
    public override bool WorksOnArchivedBoard => true;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Invites = [InviteId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context) => state.Invites.TryGetValue(InviteId, out var invite)
        ? context.Event(EventKind.InviteRevoked) with { Invites = [new Change<Invite>(InviteId, invite, null)] }
        : Rejection.NotFound;
}

/// <summary>
/// Follows an invitation. Who is a member already stays what they are. It ends when its maker is an owner no more, or an owner
/// who was removed would come back by a link of their own.
/// </summary>
/// <param name="InviteId">Hash of the secret in the link.</param>
/// <param name="MadeBy">Id of the member who made it, as found before.</param>
public sealed record Join(string InviteId, string MadeBy) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Invites = [InviteId], Members = [MadeBy] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Invites.TryGetValue(InviteId, out var invite) || invite.ExpiresAt <= context.At
            || MemberChecks.Find(state, invite.By)?.Role != Role.Owner)
        {
            return Rejection.NotFound;
        }

        if (context.Actor!.Member is { } already)
        {
            return new Unchanged(already.Version);
        }

        var member = new Member(
            Ids.Short(state.Board!.NextId), context.Actor.Sub, context.Actor.Name, invite.Role, context.Seq);
        var used = invite.SingleUse ? null : invite with { Uses = invite.Uses + 1, Version = context.Seq };
        return context.Event(EventKind.MemberJoined) with
        {
            By = member.Id,
            Members = [new Change<Member>(member.Id, null, member)],
            Invites = [new Change<Invite>(InviteId, invite, used)],
        };
    }

    /// <inheritdoc/>
    protected override bool IsAuthorized(Member? member) => true;
}

internal static class MemberChecks
{
    internal static Rejection LastOwner { get; } = new(RejectionKind.LastOwner, "A board keeps at least one owner.");

    internal static Member? Find(State state, string id) => state.Members.Values.FirstOrDefault(member => member.Id == id);

    internal static bool Has(State state, string id) => Find(state, id) is not null;

    internal static Rejection? Check(Member member) =>
        Enum.IsDefined(member.Role) ? null : Rejection.Invalid("The role is owner, editor, commenter or viewer.");
}
