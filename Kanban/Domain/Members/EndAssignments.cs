using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Kanban.Members;

/// <summary>Takes a former member off cards and off the templates of recurring rules.</summary>
/// <param name="MemberId">Who is a member no more.</param>
/// <param name="By">Id of the member who removed them: the batch is recorded as theirs, whichever process runs it.</param>
/// <param name="CardIds">Open cards; with the archived ones and the rules at most <see cref="Limits.StepItems"/>.</param>
/// <param name="ArchivedIds">Archived cards.</param>
/// <param name="RuleIds">Recurring rules.</param>
public sealed record EndAssignments(
    string MemberId, string? By, IReadOnlyList<string> CardIds, IReadOnlyList<string> ArchivedIds, IReadOnlyList<string> RuleIds) : Command
{
    /// <inheritdoc/>
    public override bool WorksOnArchivedBoard => true;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = CardIds, Archived = ArchivedIds, Rules = RuleIds, FormerMember = MemberId };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        // The removal can have been taken back since the cards were found.
        if (!state.FormerMembers.Contains(MemberId))
        {
            return new Unchanged(state.Board!.Seq);
        }

        var cards = state.Cards.Values.Where(card => card.Assignees?.Contains(MemberId, StringComparer.Ordinal) is true)
            .Select(card => new Change<Card>(
                card.Id, card, card with { Assignees = IdList.With(card.Assignees, MemberId, on: false), Version = context.Seq }))
            .ToList();
        var rules = state.Rules.Values.Where(rule => rule.Template.Assignees?.Contains(MemberId, StringComparer.Ordinal) is true)
            .Select(rule => new Change<Rule>(rule.Id, rule, rule with
            {
                Template = rule.Template with { Assignees = IdList.With(rule.Template.Assignees, MemberId, on: false) },
                Version = context.Seq,
            }))
            .ToList();
        return cards is [] && rules is []
            ? new Unchanged(state.Board!.Seq)
            : context.Event(EventKind.AssignmentsEnded) with
            {
                By = By,
                Cards = cards is [] ? null : cards,
                Rules = rules is [] ? null : rules,
            };
    }
}
