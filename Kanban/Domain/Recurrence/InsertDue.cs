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
/// <see cref="RejectionKind.Stale"/>.
/// </param>
public sealed record InsertDue(Rule Rule) : Command
{
    /// <summary>Age up to which an occurrence gets a card of its own; older ones count as missed in an outage.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const string ColumnGone = "The column is deleted. The rule is paused until another column is chosen.";

    /// <inheritdoc/>
    public override ReadSet ReadSet => new()
    {
        Rules = [Rule.Id],
        Columns = [Rule.Template.ColumnId],
        Labels = Rule.Template.Labels is { Count: > 0 },
        Members = Rule.Template.Assignees ?? [],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Rules.TryGetValue(Rule.Id, out var rule))
        {
            return Rejection.NotFound;
        }

        if (rule.Version != Rule.Version)
        {
            return new Rejection(RejectionKind.Stale, "The rule has changed.");
        }

        if (rule.Next is not { } due || due > context.At)
        {
            return new Unchanged(rule.Version);
        }

        var columnId = rule.Template.ColumnId;
        if (!state.Columns.TryGetValue(columnId, out var column) || column.Closing is not null)
        {
            // No later occurrence would fare better: the rule waits for its owner.
            return RuleChecks.Change(context, EventKind.RuleSkipped, rule, rule with { Paused = true, Next = null, Skipped = ColumnGone });
        }

        var (occurrence, next) = Occurrence(rule, due, context.At);
        var rejection = occurrence is null
            ? new Rejection(RejectionKind.Invalid, "Missed during an outage.")
            : CardChecks.Admit(state, columnId);
        var after = rule with { Next = next, Skipped = rejection?.Detail };
        if (rejection is not null)
        {
            return RuleChecks.Change(context, EventKind.RuleSkipped, rule, after);
        }

        return RuleChecks.Change(context, EventKind.CardRecurred, rule, after) with
        {
            Cards = [NewCard(state, rule, occurrence!.Value, context)],
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

    private static Change<Card> NewCard(State state, Rule rule, DateTimeOffset occurrence, CommandContext context)
    {
        var template = rule.Template;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(rule.Schedule.TimeZone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(occurrence, zone).DateTime);
        var id = Ids.Derive(rule.Id, occurrence);
        var rank = Rank.Between(state.Columns[template.ColumnId].LastRank, null, context.Jitter());
        return new Change<Card>(id, null, new Card(id, template.ColumnId, rank, template.Title, context.Seq, context.Seq)
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
