using System.Text.Json.Serialization;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Names what the rows of a board, its swimlanes, are made of.</summary>
[JsonConverter(typeof(CamelCaseEnum<LaneKind>))]
public enum LaneKind
{
    /// <summary>A row for each priority.</summary>
    Priority,

    /// <summary>A row for each label; a card stands in that of its first.</summary>
    Label,

    /// <summary>A row for each member; a card stands in that of its first assignee.</summary>
    Assignee,
}

/// <summary>Says what a card becomes that is dropped into another swimlane, as part of the same move.</summary>
/// <param name="By">What the rows are made of.</param>
/// <param name="From">Id of the label or member whose row it leaves, which the new one replaces; null for the row without any.</param>
/// <param name="To">Priority, or id of the label or member, whose row it goes to; null for the row without any, which empties the field.</param>
public sealed record LaneMove(LaneKind By, string? From, string? To)
{
    internal bool ReadsLabels => By is LaneKind.Label && To is not null;

    internal string? Member => By is LaneKind.Assignee ? To : null;

    /// <summary>Tells whether what the row stands for is there.</summary>
    internal Rejection? Check(State state) => By switch
    {
        LaneKind.Priority => To is null || Priority is not null ? null : CardChecks.NoSuchPriority,
        LaneKind.Label => To is null || state.Labels.ContainsKey(To) ? null : Rejection.NotFound,
        _ => To is null || MemberChecks.Has(state, To) ? null : Rejection.NotFound,
    };

    internal Card Apply(Card card) => By switch
    {
        LaneKind.Priority => card with { Priority = Priority },
        LaneKind.Label => card with { Labels = Replaced(card.Labels) },
        _ => card with { Assignees = Replaced(card.Assignees) },
    };

    private CardPriority? Priority => Enum.TryParse<CardPriority>(To, ignoreCase: true, out var priority)
        && string.Equals(Enum.GetName(priority), To, StringComparison.OrdinalIgnoreCase) ? priority : null;

    // First, so that the card stands in the row that it was dropped into whatever else it carries.
    private IReadOnlyList<string>? Replaced(IReadOnlyList<string>? ids)
    {
        if (To is null)
        {
            return null;
        }

        var others = (ids ?? []).Where(id => id != From && id != To);
        return [To, .. others];
    }
}
