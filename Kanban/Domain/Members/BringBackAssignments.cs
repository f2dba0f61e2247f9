using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Kanban.Members;

/// <summary>Assigns a member who came back by undo to what they were taken off, wherever it is on the board by now.</summary>
/// <param name="MemberId">Who is a member again.</param>
/// <param name="By">Id of the member who took the removal back: the step is recorded as theirs, whichever process runs it.</param>
/// <param name="Cards">How cards had changed, at most half of <see cref="Limits.StepItems"/>: each is looked for in two places.</param>
/// <param name="Rules">How recurring rules had changed, at most as many.</param>
public sealed record BringBackAssignments(
    string MemberId, string? By, IReadOnlyList<Change<Card>> Cards, IReadOnlyList<Change<Rule>> Rules) : Command
{
    /// <inheritdoc/>
    public override bool WorksOnArchivedBoard => true;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new()
    {
        Members = [MemberId],
        Cards = [.. Cards.Select(change => change.Id)],
        Archived = [.. Cards.Select(change => change.Id)],
        Rules = [.. Rules.Select(change => change.Id)],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!MemberChecks.Has(state, MemberId))
        {
            return Rejection.NotFound;
        }

        var cards = Cards.Select(change => (change.Before, Now: state.Cards.GetValueOrDefault(change.Id)))
            .Where(pair => pair.Now is not null && HasRoom(pair.Now.Assignees))
            .Select(pair => new Change<Card>(pair.Now!.Id, pair.Now, pair.Now with
            {
                Assignees = Again(pair.Before!.Assignees!, pair.Now.Assignees),
                Version = context.Seq,
            }))
            .ToList();
        var rules = Rules.Select(change => (change.Before, Now: state.Rules.GetValueOrDefault(change.Id)))
            .Where(pair => pair.Now is not null && HasRoom(pair.Now.Template.Assignees))
            .Select(pair => new Change<Rule>(pair.Now!.Id, pair.Now, pair.Now with
            {
                Template = pair.Now.Template with { Assignees = Again(pair.Before!.Template.Assignees!, pair.Now.Template.Assignees) },
                Version = context.Seq,
            }))
            .ToList();
        return cards is [] && rules is []
            ? new Unchanged(state.Board!.Seq)
            : context.Event(EventKind.AssignmentsRestored) with
            {
                By = By,
                Cards = cards is [] ? null : cards,
                Rules = rules is [] ? null : rules,
            };
    }

    // One card that others have filled up meanwhile keeps no other from its member.
    private bool HasRoom(IReadOnlyList<string>? now) =>
        now is null || (now.Count < Limits.AssigneesPerCard && !now.Contains(MemberId, StringComparer.Ordinal));

    // In the order that it had; at the end where the others have changed since.
    private List<string> Again(IReadOnlyList<string> before, IReadOnlyList<string>? now) =>
        before.Where(id => id != MemberId).SequenceEqual(now ?? [], StringComparer.Ordinal) ? [.. before] : [.. now ?? [], MemberId];
}
