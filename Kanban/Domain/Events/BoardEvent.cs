using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Kanban.Events;

/// <summary>
/// One entry of a board's log: what changed, from what, to what. The board is nothing but its log: counts and versions
/// follow from it (<see cref="State.Apply"/>).
/// </summary>
/// <param name="Seq">Its number: 1, 2, 3, … without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Kind">Name of its <see cref="EventKind"/>, such as <c>cardMoved</c>.</param>
public sealed record BoardEvent(long Seq, DateTimeOffset At, string Kind)
{
    /// <summary>Id of the member who did it; null for the Scheduler.</summary>
    public string? By { get; init; }

    /// <summary>Number of the event that this one takes back; null for others.</summary>
    public long? Undoes { get; init; }

    /// <summary>The event of another board that is the other half of this one: a card went there, or came from there; null for others.</summary>
    public EventRef? Counterpart { get; init; }

    /// <summary>Labels and assignees that a card lost when it moved to another board; null for none.</summary>
    public LeftBehind? LeftBehind { get; init; }

    /// <summary>Where the board's events are pushed from this one on; null when that did not change.</summary>
    public string? Channel { get; init; }

    /// <summary>The board itself; null when it did not change.</summary>
    public Change<BoardInfo>? Board { get; init; }

    /// <summary>Labels; null for none, as with all below.</summary>
    public IReadOnlyList<Change<Label>>? Labels { get; init; }

    /// <summary>Columns. Their counts change with the cards.</summary>
    public IReadOnlyList<Change<Column>>? Columns { get; init; }

    /// <summary>Cards.</summary>
    public IReadOnlyList<Change<Card>>? Cards { get; init; }

    /// <summary>Members.</summary>
    public IReadOnlyList<Change<Member>>? Members { get; init; }

    /// <summary>Invites.</summary>
    public IReadOnlyList<Change<Invite>>? Invites { get; init; }

    /// <summary>Recurring rules.</summary>
    public IReadOnlyList<Change<Rule>>? Rules { get; init; }

    /// <summary>Descriptions, by reference.</summary>
    public IReadOnlyList<Change<Description>>? Descriptions { get; init; }

    /// <summary>Checklists.</summary>
    public IReadOnlyList<Change<Checklist>>? Checklists { get; init; }

    /// <summary>Comments, by reference.</summary>
    public IReadOnlyList<Change<Comment>>? Comments { get; init; }

    /// <summary>Ids of permanently deleted cards; their texts are removed in the background.</summary>
    public IReadOnlyList<string>? Trash { get; init; }

    /// <summary>Whether it is about many cards at once.</summary>
    internal bool IsBulk => Cards is { Count: > 1 };

    /// <summary>Tells whether it is of one of some kinds.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <returns>True for any of them.</returns>
    public bool Is(params ReadOnlySpan<EventKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (kind.Name == Kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the event without what a card said: its title, and the texts of its checklists.</summary>
    /// <param name="cardId">The card.</param>
    /// <returns>The event; numbers, places, people and dates stay.</returns>
    public BoardEvent Redact(string cardId) => this with
    {
        Cards = Cards?.Select(change => change.Id == cardId ? Map(change, card => card with { Title = string.Empty }) : change).ToList(),
        Checklists = Checklists?.Select(change => (change.Before ?? change.After)!.CardId == cardId ? Map(change, Redact) : change).ToList(),
    };

    private static Checklist Redact(Checklist list) => list with
    {
        Title = string.Empty,
        Entries = [.. list.Entries.Select(entry => entry with { Text = string.Empty })],
    };

    private static Change<T> Map<T>(Change<T> change, Func<T, T> map)
        where T : class =>
        new(change.Id, change.Before is { } before ? map(before) : null, change.After is { } after ? map(after) : null);
}

/// <summary>Points to an event of another board.</summary>
/// <param name="BoardId">The board; following the reference requires membership there.</param>
/// <param name="Seq">Number of the event in its log.</param>
public sealed record EventRef(string BoardId, long Seq);

/// <summary>Labels and assignees that a card lost when it moved to another board.</summary>
/// <param name="Labels">Names of labels that the other board does not have, or colors of labels without a name; null for none.</param>
/// <param name="Assignees">Ids here of members who are none there; null for none.</param>
public sealed record LeftBehind(IReadOnlyList<string>? Labels = null, IReadOnlyList<string>? Assignees = null)
{
    /// <summary>Compares a card as it left with what arrived.</summary>
    /// <param name="card">The card as it left.</param>
    /// <param name="home">The board that it left, with its labels.</param>
    /// <param name="memberIds">Members of both boards, by their ids on the board that it left.</param>
    /// <param name="arrived">What was decided on the other board.</param>
    /// <returns>What it left behind; null for nothing.</returns>
    public static LeftBehind? Of(Card card, State home, IReadOnlyDictionary<string, string> memberIds, Accepted arrived)
    {
        var taken = (arrived.Event.Cards![0].After!.Labels ?? []).Select(id => arrived.Next!.Labels[id]).ToList();
        var labels = (card.Labels ?? []).Select(home.Labels.GetValueOrDefault).OfType<Label>()
            .Where(label => !taken.Exists(label.IsLike)).Select(label => label.Name.Length > 0 ? label.Name : label.Colour);
        var assignees = (card.Assignees ?? []).Where(id => !memberIds.ContainsKey(id));
        var left = new LeftBehind(CardChecks.Distinct([.. labels]), CardChecks.Distinct([.. assignees]));
        return left is { Labels: null, Assignees: null } ? null : left;
    }
}

/// <summary>A change of one thing.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Id">Its id.</param>
/// <param name="Before">As it was; null when it is new.</param>
/// <param name="After">As it is; null when it is gone.</param>
public sealed record Change<T>(string Id, T? Before = null, T? After = null)
    where T : class;
