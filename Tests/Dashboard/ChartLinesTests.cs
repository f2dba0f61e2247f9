extern alias dashboard;

using System.Globalization;
using CsCheck;
using dashboard::KanbanAspire.Local.Dashboard.Otlp;
using dashboard::KanbanAspire.Local.Dashboard.Telemetry;

namespace KanbanAspire.Tests.Dashboard;

/// <summary>Tests what a chart shows of processes that count apart, start, end and start anew.</summary>
public sealed class ChartLinesTests
{
    private const int Cumulative = 2;
    private static readonly DateTimeOffset From = DateTimeOffset.UnixEpoch.AddHours(1);

    [Fact]
    public void Counter_OfTwoProcesses_IsTheSumOfTheirRates() => Assert.Equal(
        ["all: 2 2 5 5"],
        Lines(Counter(), 60, null, ("a", [(0, 100), (2, 104), (4, 108)]), ("b", [(0, 7), (2, 7), (4, 13)])));

    [Fact]
    public void Counter_SplitByProcess_IsALineEach() => Assert.Equal(
        ["b: 0 0 3 3", "a: 2 2 2 2"],
        Lines(Counter(), 60, Instrument.Process, ("a", [(0, 100), (2, 104), (4, 108)]), ("b", [(0, 7), (2, 7), (4, 13)])));

    [Fact]
    public void Counter_OfAProcessThatEnds_LeavesTheOthersAndIsNeverNegative() => Assert.Equal(
        [$"all: 3 3{string.Concat(Enumerable.Repeat(" 1", 28))}"],
        Lines(Counter(), 60, null, ("a", [(0, 50), (2, 54)]), ("b", [.. Enumerable.Range(0, 31).Select(second => (second, 7L + second))])));

    [Fact]
    public void Counter_WhoseProcessesReportInTurns_DoesNotDipAtItsEnd() => Assert.Equal(
        ["all: 3 3 3 3"],
        Lines(Counter(), 10, null, ("a", [(0, 0), (2, 4), (4, 8)]), ("b", [(0, 0), (3, 3), (6, 6)])));

    // The window has steps of ten seconds, of which it takes half of the first.
    [Fact]
    public void Counter_OfAProcessThatEndsWithinAStep_IsDrawnUpToThere() => Assert.Equal(
        ["all: 3 3"],
        new ChartLines(From.AddSeconds(5), From.AddSeconds(905)).Of(
            Counter(), [(Tags("a"), Every(880, 898, 2)), (Tags("b"), Every(880, 905, 1))], null)
            .ConvertAll(line => $"{line.Name}: {string.Join(' ', line.Points.Select(point => Math.Round(point.Value, 6)))}"));

    [Fact]
    public void Counter_OfAWindowThatBeginsWithinAStep_HasItsWholeRateThere() => Assert.Equal(
        [1, 1, 1],
        new ChartLines(From.AddSeconds(5), From.AddSeconds(905)).Of(Counter(), [(Tags("a"), Every(5, 30, 1))], null)
            .Single().Points.Select(point => Math.Round(point.Value, 6)));

    [Fact]
    public void Counter_OfAProcessThatStartsAnew_CountsWhatItHasCountedSince() => Assert.Equal(
        ["all: 10 10 4 4"],
        Lines(Counter(), 60, null, ("a", [(0, 10), (2, 30), (4, 8)])));

    [Fact]
    public void Counter_WhoseStartIsInTheWindow_CountsItsFirstPoint()
    {
        var point = Point(4, 12) with { StartTimeUnixNano = Nanoseconds(2) };

        var line = new ChartLines(From, From.AddSeconds(60)).Of(Counter(), [([], [point])], null).Single();

        Assert.Equal([(3, 6.0), (4, 6.0)], line.Points.Select(at => ((int)(at.At - From).TotalSeconds, at.Value)));
    }

    [Fact]
    public void Counter_FromAClockFarAhead_IsDrawnUpToNow() => Assert.Equal(
        10, new ChartLines(From, From.AddSeconds(10)).Of(Counter(), [([], [Point(0, 1), Point(1, 2) with { TimeUnixNano = ulong.MaxValue }])], null).Single().Points.Count);

    [Fact]
    public void UpDownCounter_OfTwoProcesses_IsTheSumUntilOneIsSilent()
    {
        var upDown = new Instrument(new("api", null, null), new("u", null, null, null, new([], Cumulative, false), null));

        var values = Lines(upDown, 60, null, ("a", [(0, 5), (10, 3)]), ("b", [.. Enumerable.Range(0, 41).Select(second => (second, 1L))])).Single().Split(' ');

        Assert.Equal(("6", "4", "1"), (values[1], values[21], values[^1]));
    }

    [Fact]
    public void Gauge_OfTwoProcesses_IsALineEach()
    {
        var gauge = new Instrument(new("api", null, null), new("g", null, null, new([], null, null), null, null));

        Assert.Equal(
            ["service.instance.id=b: 9", "service.instance.id=a: 5"],
            Lines(gauge, 60, null, ("a", [(0, 5)]), ("b", [(0, 9)])));
        Assert.Equal(["all: 5"], Lines(gauge, 60, null, ("a", [(0, 5)])));
    }

    [Fact]
    public void Histogram_OfTwoProcesses_HasThePercentilesOfBothTogether()
    {
        // One process is fast, the other slow: together half of all is below 10.
        (Tag[], DataPoint[])[] series =
        [
            (Tags("a"), [Point(0, 0) with { BucketCounts = [5, 0, 0], ExplicitBounds = [10, 20] }, Point(1, 0) with { BucketCounts = [15, 0, 0], ExplicitBounds = [10, 20] }]),
            (Tags("b"), [Point(0, 0) with { BucketCounts = [0, 0, 0], ExplicitBounds = [10, 20] }, Point(1, 0) with { BucketCounts = [0, 10, 0], ExplicitBounds = [10, 20] }]),
        ];
        var lines = new ChartLines(From, From.AddSeconds(60));

        Assert.Equal([("p99", 19.8), ("p90", 18.0), ("p50", 10.0)], Last(lines.Of(Histogram(), series, null)));
        Assert.Equal(
            [("b p90", 19.0), ("a p90", 9.0)],
            Last(lines.Of(Histogram(), series, Instrument.Process)));
    }

    // The area below the line is what all processes have counted, whatever they did.
    [Fact]
    public void Counter_OfAnyProcesses_HasTheirSumBelowItsLine() =>
        Gen.Select(Gen.Int[0, 40], Gen.Select(Gen.Int[1, 3], Gen.Int[0, 9], Gen.Bool).Array[1, 12]).Array[1, 5].Sample(processes =>
        {
            var (truth, series) = (0d, new List<(Tag[], DataPoint[])>());
            foreach (var ((start, steps), index) in processes.Select((process, index) => (process, index)))
            {
                var (second, count, began, points) = (start, 0L, start, new List<DataPoint>());
                foreach (var (seconds, more, isAnew) in steps)
                {
                    (count, began) = isAnew ? (0, second) : (count, began);
                    (second, count, truth) = (second + seconds, count + more, truth + more);
                    points.Add(Point(second, count) with { StartTimeUnixNano = Nanoseconds(began) + 1 });
                }

                series.Add((Tags($"{index}"), [.. points]));
            }

            // A last point of a process that counts nothing lets every step be known.
            series.Add((Tags("last"), [Point(100, 0) with { StartTimeUnixNano = Nanoseconds(99) }]));
            var line = new ChartLines(From, From.AddSeconds(180)).Of(Counter(), series, null).Single();
            const int StepSeconds = 2;
            return line.Points.TrueForAll(point => point.Value >= 0)
                && Math.Abs((line.Points.Sum(point => point.Value) * StepSeconds) - truth) < 1e-6;
        });

    private static List<string> Lines(
        Instrument instrument, int seconds, string? by, params (string Process, (int Second, long Value)[] Points)[] processes) =>
        new ChartLines(From, From.AddSeconds(seconds))
            .Of(instrument, [.. processes.Select(one => (Tags(one.Process), one.Points.Select(point => Point(point.Second, point.Value)).ToArray()))], by)
            .ConvertAll(line => string.Create(CultureInfo.InvariantCulture,
                $"{line.Name}: {string.Join(' ', line.Points.Select(point => Math.Round(point.Value, 6)))}"));

    private static IEnumerable<(string, double)> Last(List<ChartLine> lines) => lines.Select(line => (line.Name, Math.Round(line.Points[^1].Value, 3)));

    private static Tag[] Tags(string process) => [new(Instrument.Process, new(process))];

    private static Instrument Counter() => new(new("api", null, null), new("c", null, null, null, new([], Cumulative, true), null));

    private static Instrument Histogram() => new(new("api", null, null), new("h", null, "ms", null, null, new([], Cumulative, null)));

    private static DataPoint[] Every(int from, int to, int perSecond) =>
        [.. Enumerable.Range(from, to - from + 1).Select(second => Point(second, (long)second * perSecond))];

    private static ulong Nanoseconds(int second) => (ulong)(From.AddSeconds(second) - DateTimeOffset.UnixEpoch).Ticks * 100;

    private static DataPoint Point(int second, long value) =>
        new(null, 0, Nanoseconds(second), null, value, null, null, null, null, null, null);
}
