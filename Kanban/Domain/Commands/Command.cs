using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Commands;

/// <summary>
/// A change that a person or the Scheduler asks of a board. <see cref="Decide"/> is pure: from the state as read, it makes the
/// event that does it, or says why not. A lost race reads and decides again.
/// </summary>
public abstract record Command
{
    /// <summary>Minimum role.</summary>
    public virtual Role Requires => Role.Editor;

    /// <summary>Whether it may be done to an archived board.</summary>
    public virtual bool WorksOnArchivedBoard => false;

    /// <summary>Part of the board that it decides on, besides the board and the caller's membership.</summary>
    public virtual ReadSet ReadSet => ReadSet.BoardOnly;

    /// <summary>Decides. The board exists and is open, and the caller is authorized.</summary>
    /// <param name="state">The part of the board that was read.</param>
    /// <param name="context">Everything that is not state: time, actor, chance.</param>
    /// <returns>An event, a rejection, or what has to be read as well.</returns>
    public abstract Decision Decide(State state, CommandContext context);

    /// <summary>
    /// Decides on a board for a member: the one rule about who may do what, then the command's own decision, then the one check of
    /// the state that it leads to.
    /// </summary>
    /// <param name="state">The part of the board that was read.</param>
    /// <param name="context">Everything that is not state.</param>
    /// <returns>As <see cref="Decide"/>.</returns>
    public Decision DecideFor(State state, CommandContext context)
    {
        var decision = RejectionFor(state, context) ?? Decide(state, context);
        return decision is Accepted accepted
            ? Validation.Check(state, accepted with { Event = Settle(state, context, accepted.Event) })
            : decision;
    }

    // What an event brings with it, whatever command it is of.
    private static BoardEvent Settle(State state, CommandContext context, BoardEvent e) =>
        Completion.Settle(state, PushChannel.Assign(state.Board, CardNumbers.Assign(state.Board, e), context.Channel));

    /// <summary>Tells why it may not even be decided.</summary>
    /// <param name="state">The part of the board that was read.</param>
    /// <param name="context">Everything that is not state.</param>
    /// <returns>A rejection; null when it may.</returns>
    protected virtual Rejection? RejectionFor(State state, CommandContext context)
    {
        if (state.Board is null || state.Board.Info.Deleted)
        {
            return Rejection.NotFound;
        }

        if (context.Actor is not null && !IsAuthorized(context.Actor.Member))
        {
            return context.Actor.Member is null
                ? Rejection.NotFound
                : Rejection.RoleMissing(Requires, context.Actor.Member.Role);
        }

        return state.Board.Info.Archived && !WorksOnArchivedBoard
            ? new Rejection(RejectionKind.BoardArchived, "The board is archived. Restore it first.")
            : null;
    }

    /// <summary>Tells whether a member is authorized.</summary>
    /// <param name="member">The member; null for a non-member.</param>
    /// <returns>True when the role suffices.</returns>
    protected virtual bool IsAuthorized(Member? member) => member is not null && member.Role >= Requires;
}

/// <summary>Everything that a decision depends on besides the state.</summary>
/// <param name="At">Time.</param>
/// <param name="Seq">Number that the event will have.</param>
/// <param name="Actor">The caller; null for the Scheduler.</param>
/// <param name="Jitter">Makes six random digits for a rank.</param>
public sealed record CommandContext(DateTimeOffset At, long Seq, Actor? Actor, Func<string> Jitter)
{
    /// <summary>Makes the name of a channel.</summary>
    public Func<string> Channel { get; init; } = PushChannel.New;

    /// <summary>Member id of the caller; null for the Scheduler or a person who is only joining.</summary>
    public string? By => Actor?.Member?.Id;

    /// <summary>Makes the event.</summary>
    /// <param name="kind">What was done.</param>
    /// <returns>An event without changes.</returns>
    public BoardEvent Event(EventKind kind) => new(Seq, At, kind.Name) { By = By };
}

/// <summary>The caller of a command.</summary>
/// <param name="Sub">Id at the identity provider.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Member">The membership as read; null for a non-member.</param>
public sealed record Actor(string Sub, string Name, Member? Member = null);
