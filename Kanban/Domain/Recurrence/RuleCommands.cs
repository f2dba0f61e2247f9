using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Recurrence;

/// <summary>Adds a recurring rule.</summary>
/// <param name="Rule">The rule; its version and next occurrence are set here.</param>
public sealed record AddRule(Rule Rule) : Command
{
    /// <summary>
    /// Number of rules on all boards that the person owns, 0 and more. It is read before the command, so concurrent requests may
    /// exceed the limit by their number.
    /// </summary>
    public int RulesOfPerson { get; init; }

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Columns = [Rule.Template.ColumnId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (state.Board!.Counts.Rules >= Limits.Rules)
        {
            return Rejection.TooMany("recurring rules on a board", Limits.Rules);
        }

        if (RulesOfPerson >= Limits.RulesPerPerson)
        {
            return Rejection.TooMany("recurring rules on the boards of a person", Limits.RulesPerPerson);
        }

        return RuleChecks.Check(state, Rule, before: null) is { } rejection
            ? rejection
            : RuleChecks.Change(context, EventKind.RuleAdded, null, RuleChecks.Scheduled(Rule, context.At));
    }
}

/// <summary>
/// Replaces a recurring rule; from now on the new schedule holds. An occurrence that is due and not yet served still comes, unless
/// the rule is paused.
/// </summary>
/// <param name="Rule">The rule as it shall be.</param>
public sealed record ReplaceRule(Rule Rule) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Rules = [Rule.Id], Columns = [Rule.Template.ColumnId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Rules.TryGetValue(Rule.Id, out var before))
        {
            return Rejection.NotFound;
        }

        return RuleChecks.Check(state, Rule, before) is { } rejection
            ? rejection
            : RuleChecks.Change(context, EventKind.RuleChanged, before, RuleChecks.Rescheduled(before, Rule, context.At));
    }
}

/// <summary>Removes a recurring rule.</summary>
/// <param name="RuleId">The rule.</param>
public sealed record RemoveRule(string RuleId) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Rules = [RuleId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context) => state.Rules.TryGetValue(RuleId, out var before)
        ? RuleChecks.Change(context, EventKind.RuleRemoved, before, null)
        : Rejection.NotFound;
}

internal static class RuleChecks
{
    private const int MaxDueInDays = 366;

    internal static Rule Scheduled(Rule rule, DateTimeOffset now) => rule with
    {
        Next = rule.Paused ? null : rule.Schedule.After(now),
    };

    internal static Rule Rescheduled(Rule before, Rule rule, DateTimeOffset now)
    {
        if (rule.Paused || before.Next is not { } next)
        {
            return Scheduled(rule, now);
        }

        if (rule.Schedule.IsSame(before.Schedule))
        {
            return rule with { Next = next };
        }

        // The next occurrence is looked for after the one that is due. Where the new schedule has occurrences between that one and
        // now, which were never promised, the due one is moved to this minute.
        return next > now ? Scheduled(rule, now)
            : rule.Schedule.After(next) > now ? rule with { Next = next }
            : rule with { Next = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero) };
    }

    internal static BoardEvent Change(CommandContext context, EventKind kind, Rule? before, Rule? after) => context.Event(kind) with
    {
        Rules = [new Change<Rule>((before ?? after)!.Id, before, after is null ? null : after with { Version = context.Seq })],
    };

    // A schedule saved before the minimum interval existed stays valid as long as it is unchanged, so that its rule can be edited.
    internal static Rejection? Check(State state, Rule rule, Rule? before)
    {
        if (before?.Schedule.IsSame(rule.Schedule) is not true && rule.Schedule.Problem() is { } problem)
        {
            return Rejection.Invalid(problem);
        }

        if (!state.Columns.ContainsKey(rule.Template.ColumnId))
        {
            return Rejection.Invalid("The board has no such column.");
        }

        var template = rule.Template;
        return template.DueInDays is < 0 or > MaxDueInDays
            ? Rejection.Invalid("A card is due 0 to 366 days after its occurrence.")
            : CardChecks.Check(new Card(rule.Id, template.ColumnId, "a0", template.Title, 0, 0)
            {
                Labels = template.Labels,
                Assignees = template.Assignees,
                Priority = template.Priority,
                Estimate = template.Estimate,
            });
    }
}
