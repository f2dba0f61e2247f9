namespace KanbanAspire.Local.Dashboard.Telemetry;

/// <summary>Is one line of a chart.</summary>
public sealed record ChartLine(string Name, List<(DateTimeOffset At, double Value)> Points);

/// <summary>Turns the points of an instrument into lines: rates for counters, percentiles for histograms.</summary>
public static class ChartLines
{
    private const int MaxLines = 8;
    private const int Steps = 90;

    /// <summary>Draws the series whose tags a predicate accepts.</summary>
    public static List<ChartLine> Of(
        Instrument instrument, IEnumerable<(Tag[] Tags, DataPoint[] Points)> series, DateTimeOffset from, DateTimeOffset to) => instrument.Kind switch
        {
            "histogram" => Percentiles(instrument, series, from, to),
            "summary" => Each(series, points => points.Select(point => (point, (point.Sum ?? 0) / Math.Max(1, point.Count ?? 1)))),
            "counter" => Each(series, points => Rates(points, instrument.IsDelta)),
            _ => Each(series, points => points.Select(point => (point, Value(point)))),
        };

    /// <summary>Reads the number of a point.</summary>
    public static double Value(DataPoint point) => point.AsDouble ?? point.AsInt ?? point.Sum ?? 0;

    private static List<ChartLine> Each(
        IEnumerable<(Tag[] Tags, DataPoint[] Points)> series, Func<DataPoint[], IEnumerable<(DataPoint, double)>> values)
    {
        // A name tells the process only where there are several.
        var isOne = !series.DistinctBy(item => item.Tags.FirstOrDefault(IsProcess)).Skip(1).Any();
        return
        [
            .. series.Select(item => new ChartLine(
                    Name(isOne ? item.Tags.Where(tag => !IsProcess(tag)) : item.Tags),
                    [.. values(item.Points).Select(pair => (Entry.Time(pair.Item1.TimeUnixNano), pair.Item2))]))
                .OrderByDescending(line => line.Points.Select(point => Math.Abs(point.Value)).DefaultIfEmpty().Max()).Take(MaxLines),
        ];
    }

    private static bool IsProcess(Tag tag) => tag.Key == Instrument.Process;

    private static string Name(IEnumerable<Tag> tags) =>
        string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}")) is { Length: > 0 } name ? name : "all";

    private static IEnumerable<(DataPoint Point, double PerSecond)> Rates(DataPoint[] points, bool isDelta) =>
        points.Zip(points.Skip(1), (before, now) => (now, Math.Max(0, isDelta || Value(now) < Value(before) ? Value(now) : Value(now) - Value(before))
            / Math.Max(0.001, (now.TimeUnixNano - before.TimeUnixNano) / 1e9)));

    private static List<ChartLine> Percentiles(
        Instrument instrument, IEnumerable<(Tag[] Tags, DataPoint[] Points)> series, DateTimeOffset from, DateTimeOffset to)
    {
        var counts = new SortedDictionary<long, SortedDictionary<double, double>>();
        var step = Math.Max(TimeSpan.TicksPerSecond, (to - from).Ticks / Steps);
        foreach (var (_, points) in series)
        {
            Dictionary<double, double> before = [];
            foreach (var (point, index) in points.Select((point, index) => (point, index)))
            {
                var now = Buckets(point);
                var at = Entry.Time(point.TimeUnixNano).Ticks / step;
                var slot = counts.TryGetValue(at, out var known) ? known : counts[at] = [];
                var isReset = instrument.IsDelta || now.Values.Sum() < before.Values.Sum();
                // What was counted before the window is not of its first step.
                var isOld = index == 0 && !instrument.IsDelta && Entry.Time(point.StartTimeUnixNano) < from;
                foreach (var (bound, count) in now)
                {
                    var more = count - (isReset ? 0 : before.GetValueOrDefault(bound));
                    slot[bound] = slot.GetValueOrDefault(bound) + (isOld ? 0 : Math.Max(0, more));
                }
                before = now;
            }
        }
        return [.. new[] { 0.5, 0.9, 0.99 }.Select(share => new ChartLine($"p{share * 100:0}",
            [.. counts.Where(slot => slot.Value.Values.Sum() > 0)
                .Select(slot => (new DateTimeOffset(slot.Key * step, TimeSpan.Zero), Percentile(slot.Value, share)))]))];
    }

    /// <summary>Counts by upper bound; the bounds of an exponential histogram are powers of 2^(2^-scale).</summary>
    private static Dictionary<double, double> Buckets(DataPoint point)
    {
        var buckets = new Dictionary<double, double>();
        if (point.Positive is { BucketCounts: { } exponential } positive)
        {
            var growth = Math.Pow(2, Math.Pow(2, -(point.Scale ?? 0)));
            buckets[0] = point.ZeroCount ?? 0;
            for (var i = 0; i < exponential.Length; i++)
            {
                buckets[Math.Pow(growth, positive.Offset + i + 1)] = exponential[i];
            }
        }
        for (var i = 0; i < (point.BucketCounts?.Length ?? 0); i++)
        {
            buckets[point.ExplicitBounds?.ElementAtOrDefault(i) is { } bound && i < point.ExplicitBounds.Length ? bound : double.PositiveInfinity] =
                point.BucketCounts![i];
        }
        return buckets;
    }

    private static double Percentile(SortedDictionary<double, double> buckets, double share)
    {
        var (wanted, below, lower) = (buckets.Values.Sum() * share, 0d, 0d);
        foreach (var (bound, count) in buckets)
        {
            if (below + count >= wanted && count > 0)
            {
                return double.IsInfinity(bound) ? lower : lower + ((bound - lower) * (wanted - below) / count);
            }
            (below, lower) = (below + count, bound);
        }
        return lower;
    }
}
