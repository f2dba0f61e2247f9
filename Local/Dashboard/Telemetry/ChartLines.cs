namespace KanbanAspire.Local.Dashboard.Telemetry;

/// <summary>Is one line of a chart.</summary>
public sealed record ChartLine(string Name, List<(DateTimeOffset At, double Value)> Points);

/// <summary>
/// Turns the points of an instrument into lines: rates of counters, percentiles of histograms, values of the rest. What the
/// processes of a resource count is added up, step by step: one that ends leaves what it has counted, one that starts anew begins at 0.
/// </summary>
/// <param name="from">Start of the window.</param>
/// <param name="to">End of the window.</param>
public sealed class ChartLines(DateTimeOffset from, DateTimeOffset to)
{
    private const int MaxLines = 8;
    private const int MaxSteps = 90;

    // A process that has sent nothing for so long is taken to have ended.
    private static readonly long Silence = TimeSpan.FromSeconds(15).Ticks;

    private readonly long _step = Math.Max(TimeSpan.TicksPerSecond, (to - from).Ticks / MaxSteps);

    private long First => from.Ticks / _step;

    /// <summary>Draws an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="series">Its series.</param>
    /// <param name="by">The attribute whose values have a line each; null for a line per set of attributes, whatever the process.</param>
    public List<ChartLine> Of(Instrument instrument, IReadOnlyList<(Tag[] Tags, DataPoint[] Points)> series, string? by)
    {
        // Up to where all processes that are still there have told what they counted; of the past all is known.
        var last = series.Select(item => At(item.Points[^1])).Order().ToList();
        var alive = last.FindAll(time => time >= to.Ticks - Silence);
        var end = alive is [] || last[^1] == to.Ticks ? (last.LastOrDefault() + _step - 1) / _step : alive[0] / _step;
        var isShared = series.DistinctBy(item => item.Tags.FirstOrDefault(tag => tag.Key == Instrument.Process)).Skip(1).Any();
        var lines = instrument.Kind switch
        {
            "histogram" => Groups(tag => tag.Key == by).SelectMany(group => (by is null ? [50, 90, 99] : new[] { 90 })
                .Select(share => Line($"{(by is null ? "" : group.Key + " ")}p{share}", Counts(group), slot => Percentile(slot, share / 100d)))),
            "counter" => Groups(IsShown).Select(group => Line(group.Key, Counts(group), slot => slot.Values.Sum() * TimeSpan.TicksPerSecond / _step)),
            "up-down counter" => Groups(IsShown).Select(group => new ChartLine(group.Key, Levels(group, last.LastOrDefault() / _step))),
            // What is measured rather than counted has no sum: processes stay apart.
            _ => series.Select(item => new ChartLine(Name(item.Tags.Where(tag => isShared || tag.Key != Instrument.Process)), [.. item.Points.Select(point => (Entry.Time(point.TimeUnixNano), Value(point)))])),
        };
        return [.. lines.OrderByDescending(line => line.Points.Select(point => Math.Abs(point.Value)).DefaultIfEmpty().Max()).Take(MaxLines)];

        bool IsShown(Tag tag) => by is null ? tag.Key != Instrument.Process : tag.Key == by;

        IEnumerable<IGrouping<string, DataPoint[]>> Groups(Func<Tag, bool> isShown) =>
            series.GroupBy(item => Name(item.Tags.Where(isShown)), item => item.Points);

        SortedDictionary<double, double>[] Counts(IEnumerable<DataPoint[]> group)
        {
            var slots = Enumerable.Range(0, (int)Math.Max(0, end - First)).Select(_ => new SortedDictionary<double, double>()).ToArray();
            foreach (var points in group)
            {
                Count(points, instrument.IsDelta, slots);
            }
            return slots;
        }
    }

    /// <summary>Reads the number of a point.</summary>
    public static double Value(DataPoint point) => point.AsDouble ?? point.AsInt ?? point.Sum ?? 0;

    private static string Name(IEnumerable<Tag> tags) =>
        string.Join(", ", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")) is { Length: > 0 } name ? name : "all";

    private static long At(DataPoint point) => Entry.Time(point.TimeUnixNano).Ticks;

    // A step without a count has no percentile, but a rate, once there was one.
    private ChartLine Line(string name, SortedDictionary<double, double>[] slots, Func<SortedDictionary<double, double>, double?> value) => new(name,
        [.. slots.Select((slot, index) => (At: new DateTimeOffset((First + index + 1) * _step, TimeSpan.Zero), Value: value(slot), slot.Count))
            .SkipWhile(item => item.Count == 0).Where(item => item.Value is not null).Select(item => (item.At, item.Value!.Value))]);

    // What came between two points came evenly.
    private void Count(DataPoint[] points, bool isDelta, SortedDictionary<double, double>[] slots)
    {
        DataPoint? before = null;
        Dictionary<double, double> known = [];
        foreach (var now in points)
        {
            var (begin, at, counted) = (Math.Max(Entry.Time(now.StartTimeUnixNano).Ticks, before is null ? 0 : At(before)), At(now), Buckets(now));
            if (isDelta || now.StartTimeUnixNano > before?.TimeUnixNano || Total(now) < (before is null ? 0 : Total(before)))
            {
                known = [];
            }
            // Of what was counted before the first point nobody knows when.
            if (before is not null || isDelta || Entry.Time(now.StartTimeUnixNano) >= from)
            {
                foreach (var (bound, count) in counted)
                {
                    Spread(slots, bound, Math.Max(0, count - known.GetValueOrDefault(bound)), Math.Min(begin, at - 1), at);
                }
            }
            (before, known) = (now, counted);
        }
    }

    private void Spread(SortedDictionary<double, double>[] slots, double bound, double count, long begin, long end)
    {
        for (var slot = Math.Max(First, begin / _step); slot <= Math.Min(First + slots.Length - 1, (end - 1) / _step); slot++)
        {
            var share = (double)(Math.Min(end, (slot + 1) * _step) - Math.Max(begin, slot * _step)) / (end - begin);
            var counts = slots[slot - First];
            counts[bound] = counts.GetValueOrDefault(bound) + (count * share);
        }
    }

    // Of each process its last value, until it falls silent.
    private List<(DateTimeOffset At, double Value)> Levels(IEnumerable<DataPoint[]> group, long end)
    {
        var sums = new SortedDictionary<long, double>();
        foreach (var points in group)
        {
            var next = 0;
            for (var slot = First; slot <= Math.Min(end, (At(points[^1]) + Silence) / _step); slot++)
            {
                for (; next < points.Length && At(points[next]) < (slot + 1) * _step; next++)
                {
                }
                if (next > 0)
                {
                    sums[slot] = sums.GetValueOrDefault(slot) + Value(points[next - 1]);
                }
            }
        }
        return [.. sums.Select(sum => (new DateTimeOffset(Math.Min((sum.Key + 1) * _step, to.Ticks), TimeSpan.Zero), sum.Value))];
    }

    private static double Total(DataPoint point) => point.Count ?? Value(point);

    /// <summary>Counts by upper bound, of a counter all; the bounds of an exponential histogram are powers of 2^(2^-scale).</summary>
    private static Dictionary<double, double> Buckets(DataPoint point)
    {
        var buckets = new Dictionary<double, double>();
        if (point is { BucketCounts: null, Positive: null })
        {
            buckets[0] = Value(point);
        }
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

    private static double? Percentile(SortedDictionary<double, double> buckets, double share)
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
        return wanted > 0 ? lower : null;
    }
}
