using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Api.Recurrence;

/// <summary>Adds or replaces a recurring rule.</summary>
/// <param name="Schedule">When.</param>
/// <param name="Template">What.</param>
/// <param name="Paused">Whether it is switched off.</param>
/// <param name="CatchUp">Whether one card makes up for what an outage swallowed; null for yes.</param>
public sealed record RuleRequest(Schedule? Schedule, CardTemplate? Template, bool? Paused = null, bool? CatchUp = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => Schedule is not { TimeZone: not null } || Template is not { Title: not null, ColumnId: not null }
        ? Rejection.Invalid("A rule needs a schedule with a time zone and a template with column and title.")
        : CheckedBodies.Short(Template.ColumnId)
            ?? CheckedBodies.ShortList("labels on a card", Template.Labels, Limits.LabelsPerCard)
            ?? CheckedBodies.ShortList("assignees of a card", Template.Assignees, Limits.AssigneesPerCard);
}

/// <summary>Asks for the occurrences of a schedule.</summary>
/// <param name="Schedule">The schedule.</param>
public sealed record PreviewRequest(Schedule? Schedule);

/// <summary>The next occurrences of a schedule.</summary>
/// <param name="Occurrences">Up to five times, in order.</param>
public sealed record OccurrencesResponse(IReadOnlyList<DateTimeOffset> Occurrences);

/// <summary>A recurring rule with its next occurrences.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Occurrences">Up to five times, in order; none while it is paused.</param>
public sealed record RuleResponse(Rule Rule, IReadOnlyList<DateTimeOffset> Occurrences);

/// <summary>The list of a board's recurring rules.</summary>
/// <param name="Rules">The rules.</param>
public sealed record RulesResponse(IReadOnlyList<RuleResponse> Rules);
