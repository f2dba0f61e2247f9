using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Commands;

/// <summary>
/// Something that somebody wants done to a board. <see cref="Decide"/> is pure: from the state as read, it makes the
/// event that does it, or says why not. A lost race reads and decides again.
/// </summary>
public abstract record Command
{
    /// <summary>Least role that may do it.</summary>
    public virtual Role Requires => Role.Editor;

    /// <summary>Whether it may be done to an archived board.</summary>
    public virtual bool WorksOnArchivedBoard => false;

    /// <summary>Part of the board that it decides on, besides the board and the member who asks.</summary>
    public virtual Needs Needs => Needs.Nothing;

    /// <summary>Decides. The board is there and open, and the member may ask.</summary>
    /// <param name="state">The part of the board that was read.</param>
    /// <param name="moment">Everything that is not state: time, actor, chance.</param>
    /// <returns>An event, a refusal, or what has to be read as well.</returns>
    public abstract Decision Decide(State state, Moment moment);

    /// <summary>
    /// Decides on a board for a member: the one rule about who may do what, then the command's own decision, then the one check of
    /// the state that it leads to.
    /// </summary>
    /// <param name="state">The part of the board that was read.</param>
    /// <param name="moment">Everything that is not state.</param>
    /// <returns>As <see cref="Decide"/>.</returns>
    public Decision DecideFor(State state, Moment moment)
    {
        var decision = RefusalFor(state, moment) ?? Decide(state, moment);
        return decision is Accepted accepted ? Validation.Check(state, accepted) : decision;
    }

    /// <summary>Tells why it may not even be decided.</summary>
    /// <param name="state">The part of the board that was read.</param>
    /// <param name="moment">Everything that is not state.</param>
    /// <returns>A refusal; null when it may.</returns>
    protected virtual Refusal? RefusalFor(State state, Moment moment)
    {
        if (state.Board is null || state.Board.Info.Deleted)
        {
            return Refusal.NotFound;
        }

        if (moment.Actor is not null && !MayAsk(moment.Actor.Member))
        {
            return moment.Actor.Member is null
                ? Refusal.NotFound
                : new Refusal(RefusalKind.Forbidden, $"This needs the role {RoleName(Requires)}.");
        }

        return state.Board.Info.Archived && !WorksOnArchivedBoard
            ? new Refusal(RefusalKind.BoardArchived, "The board is archived. Restore it first.")
            : null;
    }

    /// <summary>Tells whether somebody may ask for it.</summary>
    /// <param name="member">The member; null for somebody who is none.</param>
    /// <returns>True when the role suffices.</returns>
    protected virtual bool MayAsk(Member? member) => member is not null && member.Role >= Requires;

    private static string RoleName(Role role) => role switch
    {
        Role.Owner => "owner",
        Role.Editor => "editor",
        Role.Commenter => "commenter",
        _ => "viewer",
    };
}

/// <summary>Everything that a decision depends on besides the state.</summary>
/// <param name="At">Time.</param>
/// <param name="Seq">Number that the event will have.</param>
/// <param name="Actor">Who asks; null for the Scheduler.</param>
/// <param name="Suffix">Makes six random digits for a rank.</param>
public sealed record Moment(DateTimeOffset At, long Seq, Actor? Actor, Func<string> Suffix)
{
    /// <summary>Id of the member who asks; null for the Scheduler or somebody who joins only now.</summary>
    public string? By => Actor?.Member?.Id;

    /// <summary>Makes the event.</summary>
    /// <param name="kind">What was done.</param>
    /// <returns>An event without changes.</returns>
    public BoardEvent Event(EventKind kind) => new(Seq, At, kind.Name) { By = By };
}

/// <summary>Who asks.</summary>
/// <param name="Sub">Id at the identity provider.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Member">The membership as read; null for somebody who is no member.</param>
public sealed record Actor(string Sub, string Name, Member? Member = null);
