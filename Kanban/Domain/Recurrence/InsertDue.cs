using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Recurrence;

/// <summary>
/// Makes the card of a rule's next occurrence and moves the rule on, both in one transaction: delivered twice, late or
/// out of order, an occurrence makes one card. The card's id is derived from rule and occurrence as well.
/// </summary>
/// <param name="Rule">
/// The rule as it was read, whose column, labels and assignees are read with it. One that has changed since is rejected as
/// <see cref="RefusalKind.Stale"/>.
/// </param>
public sealed record InsertDue(Rule Rule) : Command
{
    /// <summary>How late an occurrence still gets its own card; older ones count as swallowed by an outage.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const string ColumnGone = "The column is deleted. The rule is paused until another column is chosen.";

    /// <inheritdoc/>
    public override Needs Needs => new()
    {
        Rules = [Rule.Id],
        Columns = [Rule.Template.ColumnId],
        Labels = Rule.Template.Labels is { Count: > 0 },
        Members = Rule.Template.Assignees ?? [],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Rules.TryGetValue(Rule.Id, out var rule))
        {
            return Refusal.NotFound;
        }

        if (rule.Version != Rule.Version)
        {
            return new Refusal(RefusalKind.Stale, "The rule has changed.");
        }

        if (rule.Next is not { } due || due > moment.At)
        {
            return new Unchanged(rule.Version);
        }

        var columnId = rule.Template.ColumnId;
        if (!state.Columns.TryGetValue(columnId, out var column) || column.Closing is not null)
        {
            // No later occurrence would fare better: the rule waits for its owner.
            return RuleChecks.Change(moment, EventKind.RuleSkipped, rule, rule with { Paused = true, Next = null, Skipped = ColumnGone });
        }

        var (occurrence, next) = Occurrence(rule, due, moment.At);
        var refusal = occurrence is null
            ? new Refusal(RefusalKind.Invalid, "Missed during an outage.")
            : CardChecks.Admit(state, columnId);
        var after = rule with { Next = next, Skipped = refusal?.Detail };
        if (refusal is not null)
        {
            return RuleChecks.Change(moment, EventKind.RuleSkipped, rule, after);
        }

        return RuleChecks.Change(moment, EventKind.CardRecurred, rule, after) with
        {
            Cards = [NewCard(state, rule, occurrence!.Value, moment)],
        };
    }

    // After an outage at most one card makes up for what was missed: that of the first occurrence missed.
    private static (DateTimeOffset? Occurrence, DateTimeOffset? Next) Occurrence(
        Rule rule, DateTimeOffset due, DateTimeOffset now)
    {
        var horizon = now - Grace;
        if (due >= horizon)
        {
            return (due, rule.Schedule.After(due));
        }

        var next = rule.Schedule.After(horizon);
        return (rule.CatchUp ? due : null, next);
    }

    private static Change<Card> NewCard(State state, Rule rule, DateTimeOffset occurrence, Moment moment)
    {
        var template = rule.Template;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(rule.Schedule.TimeZone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(occurrence, zone).DateTime);
        var id = Ids.Derive(rule.Id, occurrence);
        var rank = Rank.Between(state.Columns[template.ColumnId].LastRank, null, moment.Suffix());
        return new Change<Card>(id, null, new Card(id, template.ColumnId, rank, template.Title, moment.Seq, moment.Seq)
        {
            Labels = Present(template.Labels, state.Labels.Keys),
            Assignees = Present(template.Assignees, state.Members.Values.Select(member => member.Id)),
            Due = template.DueInDays is { } days ? day.AddDays(days) : null,
            Priority = template.Priority,
            Estimate = template.Estimate,
            Rule = rule.Id,
        });
    }

    // Labels that were removed since and people who left.
    private static IReadOnlyList<string>? Present(IReadOnlyList<string>? wanted, IEnumerable<string> present) =>
        CardChecks.Distinct(wanted?.Intersect(present, StringComparer.Ordinal).ToList());
}
