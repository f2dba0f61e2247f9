namespace KanbanAspire.Tests.Stack;

[Collection("Stack")]
public sealed class AlarmTests(PublishedStack stack)
{
    private readonly AlarmEvaluator _alarms = new(stack.Course.Resources);

    // Each alarm that somebody is told of, with a minute that trips it and one that clears it.
    private static readonly Dictionary<string, (string Metric, double? Bad, double? Good)> Single = new(StringComparer.Ordinal)
    {
        ["AlarmSlowAnswers"] = ("Latency", 1001, 1000),
        ["AlarmApiThrottles"] = ("Throttles", 1, 0),
        ["AlarmSchedulerThrottles"] = ("Throttles", 1, null),
        ["AlarmSchedulerFailed"] = ("ApproximateNumberOfMessagesVisible", 1, 0),
        ["AlarmTimerUndelivered"] = ("ApproximateNumberOfMessagesVisible", 1, 0),
        ["AlarmNoInsert"] = ("kanban.scheduler.inserts", null, 1),
        ["AlarmConflicts"] = ("kanban.conflicts", 61, 60),
        ["AlarmSchedulerLate"] = ("kanban.scheduler.lag", 61, 60),
        ["AlarmBackgroundFailed"] = ("kanban.background.failures", 1, null),
        ["AlarmBackgroundStuck"] = ("kanban.background.stuck", 1, null),
        ["AlarmItemsReadsThrottled"] = ("ReadThrottleEvents", 1, null),
        ["AlarmItemsWritesThrottled"] = ("WriteThrottleEvents", 1, null),
        ["AlarmKanbanReadsThrottled"] = ("ReadThrottleEvents", 1, null),
        ["AlarmKanbanWritesThrottled"] = ("WriteThrottleEvents", 1, null),
        ["AlarmPushFailed"] = ("kanban.push.failures", 1, null),
        ["AlarmTelemetryLost"] = ("kanban.telemetry.failed", 1, null),
        ["AlarmSchedulerTelemetryLost"] = ("kanban.telemetry.failed", 1, null),
    };

    [Fact]
    public void Alarms_All_HaveATestAndAReason()
    {
        var told = stack.Course.OfType("AWS::CloudWatch::Alarm").Concat(stack.Course.OfType("AWS::CloudWatch::CompositeAlarm"))
            .Where(alarm => alarm.Resource["Properties"]!["AlarmActions"] is not null).ToList();

        Assert.Equal(
            Single.Keys.Append("AlarmFastBurn").Append("AlarmSlowBurn").Order(StringComparer.Ordinal),
            told.Select(alarm => alarm.Id).Order(StringComparer.Ordinal));
        Assert.All(told, alarm => Assert.True(((string)alarm.Resource["Properties"]!["AlarmDescription"]!).Length > 50));
    }

    [Theory]
    [InlineData("AlarmSlowAnswers")]
    [InlineData("AlarmApiThrottles")]
    [InlineData("AlarmSchedulerThrottles")]
    [InlineData("AlarmSchedulerFailed")]
    [InlineData("AlarmTimerUndelivered")]
    [InlineData("AlarmNoInsert")]
    [InlineData("AlarmConflicts")]
    [InlineData("AlarmSchedulerLate")]
    [InlineData("AlarmBackgroundFailed")]
    [InlineData("AlarmBackgroundStuck")]
    [InlineData("AlarmItemsReadsThrottled")]
    [InlineData("AlarmItemsWritesThrottled")]
    [InlineData("AlarmKanbanReadsThrottled")]
    [InlineData("AlarmKanbanWritesThrottled")]
    [InlineData("AlarmPushFailed")]
    [InlineData("AlarmTelemetryLost")]
    [InlineData("AlarmSchedulerTelemetryLost")]
    public void Alarm_BadMinutes_TripsAndClears(string id)
    {
        var (metric, bad, good) = Single[id];
        double?[] badMinutes = [.. Enumerable.Repeat(bad, 181)];
        double?[] goodMinutes = [.. Enumerable.Repeat(good, 181)];

        Assert.False(IsOn(id, metric, goodMinutes));
        Assert.True(IsOn(id, metric, [.. goodMinutes, .. badMinutes]));
        Assert.False(IsOn(id, metric, [.. goodMinutes, .. badMinutes, .. goodMinutes]));
    }

    [Theory]
    [InlineData("AlarmNoInsert", 2, false)]
    [InlineData("AlarmNoInsert", 3, true)]
    [InlineData("AlarmSlowAnswers", 2, false)]
    [InlineData("AlarmSlowAnswers", 3, true)]
    [InlineData("AlarmSchedulerFailed", 1, true)]
    [InlineData("AlarmTelemetryLost", 60, false)]
    [InlineData("AlarmTelemetryLost", 61, true)]
    public void Alarm_FewBadMinutes_TripsWhenItShould(string id, int minutes, bool expected)
    {
        var (metric, bad, good) = Single[id];

        Assert.Equal(expected, IsOn(id, metric, [.. Enumerable.Repeat(good, 15), .. Enumerable.Repeat(bad, minutes)]));
    }

    [Theory]
    // 100 requests a minute, so a budget of one error in ten minutes.
    [InlineData("AlarmFastBurn", 60, 2, true)]
    [InlineData("AlarmFastBurn", 60, 1, false)]
    [InlineData("AlarmFastBurn", 5, 2, false)]
    [InlineData("AlarmFastBurn", 5, 20, true)]
    [InlineData("AlarmSlowBurn", 360, 1, true)]
    [InlineData("AlarmSlowBurn", 30, 1, false)]
    [InlineData("AlarmSlowBurn", 360, 0, false)]
    public void BurnRate_ErrorsOfTheLastMinutes_Trips(string id, int minutes, double errorsAMinute, bool expected) =>
        Assert.Equal(expected, _alarms.IsOn(id, new Dictionary<string, double?[]>(StringComparer.Ordinal)
        {
            ["Count"] = [.. Enumerable.Repeat<double?>(100, 400)],
            ["5xx"] = [.. Enumerable.Repeat<double?>(0, 400 - minutes), .. Enumerable.Repeat<double?>(errorsAMinute, minutes)],
        }));

    [Fact]
    public void BurnRate_OverSince5Minutes_Clears() => Assert.False(_alarms.IsOn("AlarmFastBurn", new Dictionary<string, double?[]>(StringComparer.Ordinal)
    {
        ["Count"] = [.. Enumerable.Repeat<double?>(100, 400)],
        ["5xx"] = [.. Enumerable.Repeat<double?>(50, 395), .. Enumerable.Repeat<double?>(0, 5)],
    }));

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void BurnRate_FewRequests_TripsFromThreeFailuresOn(int failures, bool expected) =>
        Assert.Equal(expected, _alarms.IsOn("AlarmFastBurn", new Dictionary<string, double?[]>(StringComparer.Ordinal)
        {
            ["Count"] = [.. Enumerable.Repeat<double?>(1, 400)],
            ["5xx"] = [.. Enumerable.Repeat<double?>(0, 400 - failures), .. Enumerable.Repeat<double?>(1, failures)],
        }));

    [Fact]
    public void BurnRate_NoRequests_IsQuiet() => Assert.False(_alarms.IsOn("AlarmFastBurn", new Dictionary<string, double?[]>(StringComparer.Ordinal)
    {
        ["Count"] = [.. Enumerable.Repeat<double?>(null, 400)],
        ["5xx"] = [.. Enumerable.Repeat<double?>(null, 400)],
    }));

    private bool IsOn(string id, string metric, double?[] minutes) =>
        _alarms.IsOn(id, new Dictionary<string, double?[]>(StringComparer.Ordinal) { [metric] = minutes });
}
