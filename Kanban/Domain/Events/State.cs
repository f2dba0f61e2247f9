using System.Collections.Immutable;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Kanban.Events;

/// <summary>
/// A board, or as much of it as a command needs. <c>Apply(state, event)</c> is the one way from one state to the next:
/// the store writes what it changed, and a board rebuilt from its log equals the stored one.
/// </summary>
public sealed partial record State
{
    /// <summary>A board without any event.</summary>
    public static State Empty { get; } = new();

    /// <summary>The board; null before its first event.</summary>
    public Board? Board { get; init; }

    /// <summary>Labels by id.</summary>
    public ImmutableDictionary<string, Label> Labels { get; init; } = Map<Label>();

    /// <summary>Event that last changed a label; 0 for none.</summary>
    public long LabelsVersion { get; init; }

    /// <summary>Columns by id.</summary>
    public ImmutableDictionary<string, Column> Columns { get; init; } = Map<Column>();

    /// <summary>Cards by id, archived ones too.</summary>
    public ImmutableDictionary<string, Card> Cards { get; init; } = Map<Card>();

    /// <summary>Members by <see cref="Member.Sub"/>.</summary>
    public ImmutableDictionary<string, Member> Members { get; init; } = Map<Member>();

    /// <summary>Invites by id.</summary>
    public ImmutableDictionary<string, Invite> Invites { get; init; } = Map<Invite>();

    /// <summary>Recurring rules by id.</summary>
    public ImmutableDictionary<string, Rule> Rules { get; init; } = Map<Rule>();

    /// <summary>Descriptions by card.</summary>
    public ImmutableDictionary<string, Description> Descriptions { get; init; } = Map<Description>();

    /// <summary>Checklists by id.</summary>
    public ImmutableDictionary<string, Checklist> Checklists { get; init; } = Map<Checklist>();

    /// <summary>Comments by id.</summary>
    public ImmutableDictionary<string, Comment> Comments { get; init; } = Map<Comment>();

    /// <summary>Former descriptions that a command reads; not part of the board's state.</summary>
    public ImmutableDictionary<string, Revision> Revisions { get; init; } = Map<Revision>();

    /// <summary>Ids of former members whose assignments are still to end, where a command asks; not part of the board's state.</summary>
    public ImmutableHashSet<string> FormerMembers { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Whether all columns were read, because a command asked for them; not part of the state.</summary>
    public bool HasEveryColumn { get; init; }

    /// <summary>Ids of columns that a command asked for and that are not there; not part of the state.</summary>
    public ImmutableHashSet<string> Missing { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>All open cards of a column in order, where a command had to ask for them; not part of the state.</summary>
    public ImmutableDictionary<string, IReadOnlyList<Card>> ColumnCards { get; init; } =
        Map<IReadOnlyList<Card>>();

    private static ImmutableDictionary<string, T> Map<T>() => ImmutableDictionary.Create<string, T>(StringComparer.Ordinal);
}
