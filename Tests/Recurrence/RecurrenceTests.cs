using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Tests.Store;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Recurrence;

public sealed class RecurrenceTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Seven days of minutes, each delivered up to three times, shuffled and up to five minutes late, some at once.</summary>
    [Fact]
    public async Task Week_EveryMinuteDeliveredUpToThreeTimesShuffledAndLate_MakesEachCardOnce()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var time = new FakeTimeProvider(Monday);
        var store = table.Store(table.Client, time: time);
        Schedule[] schedules =
        [
            new(Every.Cron, "UTC") { Cron = "*/20 * * * *" },
            new(Every.Day, "Asia/Seoul") { At = "09:00" },
            new(Every.Weekday, "America/New_York") { At = "08:30" },
            new(Every.Week, "Europe/Berlin") { At = "23:59", Days = [0, 3] },
        ];
        foreach (var schedule in schedules)
        {
            await AddRuleAsync(table, store, schedule);
        }

        var random = new Random(1);
        var deliveries = Enumerable.Range(1, 7 * 24 * 60)
            .SelectMany(minute => Enumerable.Range(0, random.Next(1, 4)).Select(_ => minute + random.Next(0, 6)))
            .GroupBy(minute => minute).OrderBy(group => group.Key);
        foreach (var minute in deliveries)
        {
            time.SetUtcNow(Monday.AddMinutes(minute.Key));

            // Where nothing is due a run reads one empty page; those minutes are left out to save the test's time.
            if (schedules.Any(s => s.After(time.GetUtcNow().AddMinutes(-7)) <= time.GetUtcNow()))
            {
                var reports = await Task.WhenAll(minute.Take(2).Select(_ => Background.RunAsync(table, null, time)));
                Assert.All(reports, report => Assert.Empty(report.Failures));
            }
        }

        var log = await table.LogAsync();
        var made = log.Where(e => e.Kind == "cardRecurred").ToList();
        var expected = schedules.Sum(s => s.Next(Monday, 2_000).Count(o => o <= Monday.AddDays(7)));
        Assert.Equal((504 + 7 + 5 + 2, expected), (expected, made.Count));
        Assert.Equal(made.Count, made.Select(e => e.Cards![0].Id).Distinct().Count());
        Assert.DoesNotContain(log, e => e.Kind == "ruleSkipped");
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
    }

    [Theory]
    [InlineData("0 9 * * THU", true)]
    [InlineData("H H * * *", false)]
    [InlineData("H/15 * * * *", false)]
    [InlineData("0 9 * * * *", false)]
    [InlineData("@daily", false)]
    public void Cron_WhatHasNoTimes_IsToldSo(string cron, bool isValid) =>
        Assert.Equal(isValid, new Schedule(Every.Cron, "UTC") { Cron = cron }.Problem() is null);

    [Theory]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("Etc/GMT+9", true)]
    [InlineData("Asia/./Seoul", false)]
    [InlineData("Asia//Seoul", false)]
    [InlineData("Asia/../Asia/Seoul", false)]
    [InlineData("../zoneinfo/Asia/Seoul", false)]
    [InlineData("/usr/share/zoneinfo/Asia/Seoul", false)]
    [InlineData("", false)]
    public void TimeZone_IsANameAndNoPath(string timeZone, bool isKnown) =>
        Assert.Equal(isKnown, new Schedule(Every.Day, timeZone) { At = "09:00" }.Problem() is null);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Outage_OfDays_IsMadeUpForByAtMostOneCard(bool catchUp, int cards)
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(Monday);
        var store = table.Store(table.Client, time: time);
        await AddRuleAsync(table, store, new Schedule(Every.Day, "UTC") { At = "12:00" }, catchUp);
        time.SetUtcNow(Monday.AddDays(5));
        for (var i = 0; i < 3; i++)
        {
            await Background.RunAsync(table, null, time);
        }

        Assert.Equal(cards, (await table.LogAsync()).Count(e => e.Kind == "cardRecurred"));
        time.SetUtcNow(Monday.AddDays(5).AddHours(12));
        await Background.RunAsync(table, null, time);
        Assert.Equal(cards + 1, (await table.LogAsync()).Count(e => e.Kind == "cardRecurred"));
    }

    [Fact]
    public async Task Column_Full_SkipsTheOccurrenceAndSaysWhy()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var time = new FakeTimeProvider(Monday);
        var store = table.Store(table.Client, time: time);
        await AddRuleAsync(table, store, new Schedule(Every.Day, "UTC") { At = "12:00" });
        await table.AddCardAsync();
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeColumn("2", null, null, 1, WipPolicy.Block), null, default);
        time.SetUtcNow(Monday.AddHours(12));
        var report = await Background.RunAsync(table, null, time);
        Assert.Equal((0, 1), (report.Inserted, report.Skipped));
        var rule = Assert.Single(await table.Plain.Boards.GetRulesAsync(table.BoardId, default));
        Assert.Equal((false, Monday.AddHours(36)), (rule.Paused, rule.Next));
        Assert.Contains("at most 1", rule.Skipped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Board_Archived_MakesTheCardWhenRestored()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(Monday);
        var store = table.Store(table.Client, time: time);
        await AddRuleAsync(table, store, new Schedule(Every.Day, "UTC") { At = "12:00" });
        await ArchiveAsync(table, store, archived: true);
        time.SetUtcNow(Monday.AddHours(12));
        var report = await Background.RunAsync(table, null, time);
        Assert.Equal((0, 1), (report.Inserted, report.Stuck));

        await ArchiveAsync(table, store, archived: false);
        time.SetUtcNow(Monday.AddHours(12).AddMinutes(1));
        Assert.Equal(0, (await Background.RunAsync(table, null, time)).Inserted);
        time.SetUtcNow(Monday.AddHours(12).AddMinutes(2));
        Assert.Equal(1, (await Background.RunAsync(table, null, time)).Inserted);
        Assert.Equal(Monday.AddHours(36), Assert.Single(await store.Boards.GetRulesAsync(table.BoardId, default)).Next);
    }

    [Theory]
    [InlineData("* * * * *", false)]
    [InlineData("*/14 * * * *", false)]
    [InlineData("0,59 9,10 * * *", false)]
    [InlineData("0,50 0,23 * * *", false)]
    [InlineData("*/15 * * * *", true)]
    [InlineData("7,37 * * * *", true)]
    [InlineData("0,50 0,23 1 * *", true)]
    [InlineData("0 0 29 2 *", true)]
    public async Task Cron_MoreOftenThanEveryFifteenMinutes_IsRejected(string cron, bool isAdded)
    {
        await using var table = await BoardTable.CreateAsync("A");
        var rule = new Rule(Ids.New(Monday), new Schedule(Every.Cron, "Asia/Seoul") { Cron = cron }, new CardTemplate("2", "x"), 0);
        var outcome = await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddRule(rule), null, default);
        Assert.Equal(isAdded ? null : RejectionKind.Invalid, outcome.Rejection?.Kind);
    }

    [Theory]
    [InlineData("09:00", "09:00:30", "09:00", 1, 24)]
    [InlineData("09:00", "09:00:30", "11:00", 1, 2)]
    [InlineData("09:00", "09:08:00", "09:05", 1, 24)]
    [InlineData("09:00", "08:59:30", "09:00", 0, 0)]
    [InlineData("09:00", "08:59:30", "11:00", 0, 2)]
    public async Task ReplaceRule_WhileAnOccurrenceIsDue_StillMakesIt(string was, string savedAt, string at, int owed, int nextHours)
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(Monday);
        var store = table.Store(table.Client, time: time);
        await AddRuleAsync(table, store, new Schedule(Every.Day, "UTC") { At = was });
        var rule = Assert.Single(await store.Boards.GetRulesAsync(table.BoardId, default));
        var saved = Monday + TimeSpan.Parse(savedAt, System.Globalization.CultureInfo.InvariantCulture);
        time.SetUtcNow(saved);
        var changed = rule with { Schedule = rule.Schedule with { At = at }, Template = rule.Template with { Title = "Edited" } };
        Assert.NotNull((await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ReplaceRule(changed), null, default)).Event);

        await Background.RunAsync(table, null, time);

        var made = (await table.LogAsync()).Where(e => e.Kind == "cardRecurred").ToList();
        Assert.Equal(owed, made.Count);
        Assert.All(made, e => Assert.Equal("Edited", e.Cards![0].After!.Title));
        var next = Assert.Single(await store.Boards.GetRulesAsync(table.BoardId, default)).Next!.Value;
        Assert.Equal(rule.Schedule with { At = at } is var schedule ? schedule.After(saved) : null, next);
        Assert.InRange(nextHours, 0, (next - saved).TotalHours + 1);
    }

    [Fact]
    public async Task Column_Gone_PausesTheRuleAndSaysWhy()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var time = new FakeTimeProvider(Monday);
        var store = table.Store(table.Client, time: time);
        await AddRuleAsync(table, store, new Schedule(Every.Day, "UTC") { At = "12:00" });
        await table.Plain.Batches.DeleteColumnAsync(table.BoardId, "2", null, BoardTable.Ann, null, default);
        for (var day = 0; day < 3; day++)
        {
            time.SetUtcNow(Monday.AddDays(day).AddHours(12));
            await Background.RunAsync(table, null, time);
        }

        var rule = Assert.Single(await store.Boards.GetRulesAsync(table.BoardId, default));
        Assert.Equal((true, null), (rule.Paused, rule.Next));
        Assert.Contains("column", rule.Skipped, StringComparison.Ordinal);
        Assert.Single(await table.LogAsync(), e => e.Kind == "ruleSkipped");
    }

    [Fact]
    public async Task Card_OfATemplateWithWhatIsGone_IsMadeWithoutIt()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(Monday);
        var store = table.Store(table.Client, time: time);
        var label = (await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddLabel("Bug", "red"), null, default)).Event!.Labels![0].Id;
        var rule = new Rule(Ids.New(Monday), new Schedule(Every.Day, "UTC") { At = "12:00" }, new CardTemplate("2", "x")
        {
            Labels = [label, "zz"],
            Assignees = ["1", "zz"],
        }, 0);
        await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddRule(rule), null, default);
        time.SetUtcNow(Monday.AddHours(12));

        await Background.RunAsync(table, null, time);

        var card = (await table.LogAsync()).Single(e => e.Kind == "cardRecurred").Cards![0].After!;
        Assert.Equal([label], card.Labels!);
        Assert.Equal(["1"], card.Assignees!);
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T12:00:00Z", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T12:00:00Z", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("America/New_York", "2026-03-07T20:00:00Z", "08:00", "2026-03-08T12:00:00Z")]
    [InlineData("Asia/Seoul", "2026-03-07T20:00:00Z", "08:00", "2026-03-07T23:00:00Z")]
    public void Schedule_ClockChange_HasOneOccurrenceThatDay(string zone, string after, string at, string expected)
    {
        var schedule = new Schedule(Every.Day, zone) { At = at };
        var first = schedule.After(DateTimeOffset.Parse(after, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), first);
        Assert.InRange((schedule.After(first!.Value) - first.Value)!.Value.TotalHours, 22, 26);
    }

    [Theory]
    [InlineData("UTC", "61 * * * *", false)]
    [InlineData("Nowhere/City", "* * * * *", false)]
    [InlineData("UTC", "@daily", false)]
    [InlineData("UTC", "0 9 * * 1-5", true)]
    public void Schedule_Cron_IsChecked(string zone, string cron, bool isValid) =>
        Assert.Equal(isValid, new Schedule(Every.Cron, zone) { Cron = cron }.Problem() is null);

    private static async Task ArchiveAsync(BoardTable table, BoardServices store, bool archived)
    {
        var outcome = await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeBoard(null, null, null, archived), null, default);
        Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
    }

    private static async Task AddRuleAsync(BoardTable table, BoardServices store, Schedule schedule, bool catchUp = true)
    {
        var rule = new Rule(Ids.New(DateTimeOffset.UtcNow), schedule, new CardTemplate("2", "Water the plants"), 0) { CatchUp = catchUp };
        var outcome = await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddRule(rule), null, default);
        Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
    }
}
