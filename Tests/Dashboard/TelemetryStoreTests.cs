extern alias dashboard;

using System.Text.Json;
using dashboard::KanbanAspire.Local.Dashboard;
using dashboard::KanbanAspire.Local.Dashboard.Otlp;
using dashboard::KanbanAspire.Local.Dashboard.Resources;
using dashboard::KanbanAspire.Local.Dashboard.Telemetry;

namespace KanbanAspire.Tests.Dashboard;

/// <summary>Tests what is kept, in which order it is shown and how it is filtered and drawn.</summary>
public sealed class TelemetryStoreTests
{
    private static readonly Origin Origin = new("api", new([new("host.name", new("here"))]), null);

    [Fact]
    public void Store_OverItsLimit_DropsWholeTracesOldestFirstAndCountsThem()
    {
        var store = new TelemetryStore(spanLimitBytes: 1_000, logLimitBytes: 1_000);
        for (var trace = 1; trace <= 3; trace++)
        {
            store.Add(Read(TelemetryTests.Json($"{trace:x32}", "api", ("one", 1, 0), ("two", 1, 0))), sizeBytes: 400);
        }
        Assert.Equal([$"{3:x32}", $"{2:x32}"], store.Traces().Select(trace => trace.Id));
        Assert.Null(store.Find($"{1:x32}"));
        Assert.Equal((4, 2, 800), (store.SpanQuota.Count, store.SpanQuota.Dropped, store.SpanQuota.UsedBytes));

        store.Add(Read("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1"},{"timeUnixNano":"2"},{"timeUnixNano":"3"}]}]}]}"""), 1_500);
        Assert.Equal([3, 2], store.Logs().Select(log => log.Id));
        Assert.Equal(1, store.LogQuota.Dropped);
    }

    [Fact]
    public void Store_GivenTheSameSpanTwice_KeepsOne()
    {
        var store = new TelemetryStore();
        store.Add(Read(TelemetryTests.Json($"{1:x32}", "api", ("one", 1, 0))), 400);
        store.Add(Read(TelemetryTests.Json($"{1:x32}", "api", ("one", 1, 0))), 400);
        Assert.Equal(1, store.SpanQuota.Count);
        Assert.Single(store.Find($"{1:x32}")!.Spans());
    }

    [Fact]
    public void Store_GivenTheSamePointTwice_KeepsOne()
    {
        var store = new TelemetryStore();
        for (var again = 0; again < 2; again++)
        {
            store.Add(Read("""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","gauge":{"dataPoints":[{"timeUnixNano":"1","asInt":"1"}]}}]}]}]}"""), 200);
        }
        Assert.Equal((1, 1), (store.Metrics.SeriesCount, store.Metrics.Quota.Count));
    }

    [Fact]
    public void Rows_OfATrace_AreParentsFirstWithOrphansAndTheTimeInNoChild()
    {
        var rows = Trace.Rows(
            [Span("c2", "a", 50, 80), Span("a", null, 0, 100), Span("lost", "gone", 10, 20), Span("c1", "a", 10, 60), Span("d", "c1", 20, 30)],
            new HashSet<string>());
        Assert.Equal(
            [("a", 0, false, 30), ("c1", 1, false, 40), ("d", 2, false, 10), ("c2", 1, false, 30), ("lost", 0, true, 10)],
            rows.Select(row => (row.Span.Data.SpanId, row.Depth, row.IsOrphan, (int)row.SelfTime.TotalMilliseconds)));
    }

    [Fact]
    public void Rows_OfSpansThatAreEachOthersParent_EndAndLeaveThemOut()
    {
        Assert.Equal(["root"], Trace.Rows([Span("root", null, 0, 9), Span("a", "b", 1, 2), Span("b", "a", 1, 2)], new HashSet<string>())
            .Select(row => row.Span.Data.SpanId));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("work", true)]
    [InlineData("\"slow work\" API", true)]
    [InlineData("-work", false)]
    [InlineData("name=work", false)]
    [InlineData("name:work", true)]
    [InlineData("host.name=here", true)]
    [InlineData("host.name!=here", false)]
    [InlineData("resource=api kind=client", true)]
    [InlineData("duration>=100ms duration<0.2s", true)]
    [InlineData("duration>100", false)]
    [InlineData("count>41", true)]
    [InlineData("count>many", false)]
    [InlineData("missing=1", false)]
    [InlineData("-missing=1", true)]
    [InlineData("\"unclosed", false)]
    public void Filter_OfASpan_MeetsItsConditions(string text, bool expected)
    {
        Assert.Equal(expected, Filter.Parse(text).Matches(Span("a", null, 0, 100)));
    }

    [Fact]
    public void Series_BeyondTheLimit_TakeThePlaceOfTheOneSilentLongest()
    {
        var store = new TelemetryStore();
        for (var i = 0; i <= MetricStore.SeriesLimit; i++)
        {
            store.Add(Read($$$"""
                {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","gauge":{"dataPoints":[
                {"timeUnixNano":"{{{i + 1}}}","asInt":"1","attributes":[{"key":"n","value":{"intValue":"{{{i}}}"}}]}]}}]}]}]}
                """), 200);
        }
        var kept = store.Metrics.Series(store.Metrics.Instruments(null).Single(), DateTimeOffset.MinValue).ConvertAll(series => series.Tags.Single().Value.ToString());
        Assert.Equal((MetricStore.SeriesLimit, 1), (store.Metrics.SeriesCount, store.Metrics.Quota.Dropped));
        Assert.DoesNotContain("0", kept);
        Assert.Contains($"{MetricStore.SeriesLimit}", kept);
    }

    [Fact]
    public void Metrics_OverTheirLimit_DropTheSeriesSilentLongest()
    {
        var store = new TelemetryStore(metricLimitBytes: 1_000);
        foreach (var name in new[] { "one", "two", "three" })
        {
            store.Add(Read($$$"""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"{{{name}}}","gauge":{"dataPoints":[{"timeUnixNano":"{{{name.Length}}}","asInt":"1"}]}}]}]}]}"""), 400);
        }

        Assert.Equal(["three", "two"], store.Metrics.Instruments(null).Select(instrument => instrument.Metric.Name));
        Assert.Equal((2, 800, 1), (store.Metrics.Quota.Count, store.Metrics.Quota.UsedBytes, store.Metrics.Quota.Dropped));
    }

    [Fact]
    public void Instrument_WhoseSeriesAllMadeRoom_IsGone()
    {
        var store = new TelemetryStore();
        store.Add(Read("""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"old","gauge":{"dataPoints":[{"timeUnixNano":"1","asInt":"1"}]}}]}]}]}"""), 200);
        var points = Enumerable.Range(0, MetricStore.SeriesLimit + 1).Select(i =>
            $$$"""{"timeUnixNano":"{{{i + 2}}}","asInt":"1","attributes":[{"key":"n","value":{"intValue":"{{{i}}}"}}]}""");
        store.Add(
            Read($$$"""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"new","gauge":{"dataPoints":[{{{string.Join(',', points)}}}]}}]}]}]}"""), 200);
        Assert.Equal(["new"], store.Metrics.Instruments(null).Select(instrument => instrument.Metric.Name));
        Assert.Equal((MetricStore.SeriesLimit, 2), (store.Metrics.SeriesCount, store.Metrics.Quota.Dropped));
    }

    [Theory]
    [InlineData("plain", "plain:")]
    [InlineData("\e[31mred\e[0m rest", "red:fg-1| rest:")]
    [InlineData("\e[1;92;41mx\e[39my\e[22;49mz", "x:bg-1 bold fg-10|y:bg-1 bold|z:")]
    [InlineData("\e[2Jcleared\e]0;title\a!", "cleared:|!:")]
    [InlineData("\e[mreset\e[", "reset:")]
    public void AnsiText_WithEscapeSequences_BecomesPieces(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', AnsiText.Parse(text).Select(piece => $"{piece.Text}:{piece.Class}")));
    }

    [Theory]
    [InlineData(0.5, "s", "500 ms")]
    [InlineData(0, "s", "0")]
    [InlineData(1_500_000, "By", "1.5 MB")]
    [InlineData(12.34, "{command}/s", "12.3 command/s")]
    public void Measure_InAUnit_IsWrittenForAPerson(double value, string unit, string expected)
    {
        Assert.Equal(expected, Format.Measure(value, unit));
    }

    private static OtlpData Read(string json) => JsonSerializer.Deserialize(json, OtlpJson.Default.OtlpData)!;

    private static SpanEntry Span(string id, string? parent, int fromMs, int toMs) => new(
        new(new string('0', 32), id, parent, null, "slow work", 3, (ulong)fromMs * 1_000_000, (ulong)toMs * 1_000_000,
            [new("count", new(42L))], null, null, null), Origin);
}
