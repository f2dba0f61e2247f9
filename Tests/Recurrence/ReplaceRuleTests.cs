using CsCheck;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Tests.Recurrence;

/// <summary>Saves rules at any time, before, while and after they are due, and counts the cards.</summary>
public sealed class ReplaceRuleTests
{
    private const int MaxMinutes = 25;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Crons = ["*/15 * * * *", "7,37 * * * *", "0 * * * *", "5 3,4 * * *"];

    private enum Act
    {
        Run,
        Wait,
        EditTitle,
        ChangeSchedule,
    }

    [Fact]
    public void Saves_AtAnyTime_SwallowNoOccurrence() => Gen.Select(
        Gen.Int[1, MaxMinutes], Gen.Enum<Act>(), Gen.Int[0, Crons.Length - 1]).Array[1, 60].Sample(
        steps => Assert.Equal(Promised(steps), Made(steps)), iter: 2_000);

    [Fact]
    public void Pause_WhileAnOccurrenceIsDue_EndsIt()
    {
        var (state, rule) = Begin();
        var at = Start.AddMinutes(16);
        state = Do(state, new ReplaceRule(rule with { Paused = true }), at).State;
        rule = Assert.Single(state.Rules.Values);
        Assert.Equal((true, null), (rule.Paused, rule.Next));
        rule = Assert.Single(Do(state, new ReplaceRule(rule with { Paused = false }), at.AddMinutes(1)).State.Rules.Values);
        Assert.Equal(Start.AddMinutes(30), rule.Next);
    }

    [Fact]
    public void Schedule_SavedBeforeTheMinimumInterval_GoesOnUntilItIsChanged()
    {
        var (state, rule) = Begin();
        var old = rule with { Schedule = rule.Schedule with { Cron = "* * * * *" }, Next = Start.AddMinutes(1) };
        state = state with { Rules = state.Rules.SetItem(old.Id, old) };
        var edited = old with { Template = old.Template with { Title = "Edited" } };

        var (after, e) = Do(state, new ReplaceRule(edited), Start);
        Assert.Equal((Start.AddMinutes(1), "ruleChanged"), (after.Rules[old.Id].Next, e?.Kind));
        Assert.Equal("cardRecurred", Do(after, new InsertDue(after.Rules[old.Id]), Start.AddMinutes(1)).Event?.Kind);
        Assert.Null(Do(state, new ReplaceRule(edited with { Schedule = old.Schedule with { Cron = "*/2 * * * *" } }), Start).Event);
    }

    // What owners may expect: each occurrence of a schedule once; of those that are due when it is exchanged, one.
    private static int Promised((int Minutes, Act Act, int Cron)[] steps)
    {
        var (made, due, sinceRun, now) = (0, 0, 0, Start);
        var schedule = ScheduleOf(0);
        foreach (var (minutes, act, cron) in steps.Append((1, Act.Run, 0)))
        {
            due += schedule.Next(now, MaxMinutes).Count(o => o <= now.AddMinutes(minutes));
            now = now.AddMinutes(minutes);
            sinceRun += minutes;
            if (act is Act.ChangeSchedule && !ScheduleOf(cron).Equals(schedule))
            {
                (schedule, due) = (ScheduleOf(cron), Math.Min(due, 1));
            }

            if (act is Act.Run || sinceRun > MaxMinutes)
            {
                (made, due, sinceRun) = (made + due, 0, 0);
            }
        }

        return made;
    }

    private static int Made((int Minutes, Act Act, int Cron)[] steps)
    {
        var (state, rule) = Begin();
        var (ids, sinceRun, now) = (new HashSet<string>(StringComparer.Ordinal), 0, Start);
        foreach (var (minutes, act, cron) in steps.Append((1, Act.Run, 0)))
        {
            now = now.AddMinutes(minutes);
            sinceRun += minutes;
            var changed = act switch
            {
                Act.EditTitle => rule with { Template = rule.Template with { Title = $"{now}" } },
                Act.ChangeSchedule => rule with { Schedule = ScheduleOf(cron) },
                _ => null,
            };
            if (changed is not null)
            {
                state = Do(state, new ReplaceRule(changed), now).State;
                rule = state.Rules[rule.Id];
            }

            if (act is Act.Run || sinceRun > MaxMinutes)
            {
                sinceRun = 0;
                for (; rule.Next <= now; rule = state.Rules[rule.Id])
                {
                    (state, var e) = Do(state, new InsertDue(rule), now);
                    Assert.True(ids.Add(e!.Cards![0].Id));
                }
            }
        }

        return ids.Count;
    }

    private static (State State, Rule Rule) Begin()
    {
        var boardId = Ids.New(Start);
        var state = Do(State.Empty, new CreateBoard(boardId, new BoardInfo("Board"), ["A"]), Start).State;
        var rule = new Rule(Ids.New(Start), ScheduleOf(0), new CardTemplate("2", "x"), 0);
        state = Do(state, new AddRule(rule), Start).State;
        return (state, state.Rules[rule.Id]);
    }

    private static (State State, BoardEvent? Event) Do(State state, Command command, DateTimeOffset at)
    {
        var actor = new Actor("ann", "Ann", state.Members.GetValueOrDefault("ann"));
        var decision = command.Decide(state, new CommandContext(at, (state.Board?.Seq ?? 0) + 1, actor, () => "aaaaaa"));
        return decision is Accepted accepted ? (state.Apply(accepted.Event), accepted.Event) : (state, null);
    }

    private static Schedule ScheduleOf(int cron) => new(Every.Cron, "UTC") { Cron = Crons[cron] };
}
