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

    private long Start => from.Ticks;

    private long First => Start / _step;

    /// <summary>Draws an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="series">Its series.</param>
    /// <param name="by">The attribute whose values have a line each; null for a line per set of attributes, whatever the process.</param>
    public List<ChartLine> Of(Instrument instrument, IReadOnlyList<(Tag[] Tags, DataPoint[] Points)> series, string? by)
    {
        // Up to where all processes that are still there have told what they counted.
        var last = series.Select(item => At(item.Points[^1])).Order().ToList();
        var until = Math.Min(to.Ticks, last.Find(time => time >= to.Ticks - Silence) is > 0 and var known ? known : last.LastOrDefault());
        var isShared = series.DistinctBy(item => item.Tags.FirstOrDefault(tag => tag.Key == Instrument.Process)).Skip(1).Any();
        var lines = instrument.Kind switch
        {
            "histogram" => Groups(tag => tag.Key == by).Select(group => (group.Key, Counts: Counts(group)))
                .SelectMany(group => (by is null ? [50, 90, 99] : new[] { 90 }).Select(share => Line(
                    $"{(by is null ? "" : group.Key + " ")}p{share}", group.Counts, until, (slot, _) => Percentile(slot, share / 100d)))),
            "counter" => Groups(IsShown).Select(group => Line(group.Key, Counts(group), until, (slot, seconds) => slot.Values.Sum() / seconds)),
            "up-down counter" => Groups(IsShown).Select(group => new ChartLine(group.Key, Levels(group, Math.Min(to.Ticks, last.LastOrDefault()) / _step))),
            // What is measured rather than counted has no sum: processes stay apart.
            _ => series.Select(item => new ChartLine(
                Name(item.Tags.Where(tag => isShared || tag.Key != Instrument.Process)),
                [.. item.Points.Select(point => (Entry.Time(point.TimeUnixNano), Value(point)))])),
        };
        return [.. lines.OrderByDescending(line => line.Points.Select(point => Math.Abs(point.Value)).DefaultIfEmpty().Max()).Take(MaxLines)];

        bool IsShown(Tag tag) => by is null ? tag.Key != Instrument.Process : tag.Key == by;

        IEnumerable<IGrouping<string, DataPoint[]>> Groups(Func<Tag, bool> isShown) =>
            series.GroupBy(item => Name(item.Tags.Where(isShown), by), item => item.Points);

        SortedDictionary<double, double>[] Counts(IEnumerable<DataPoint[]> group)
        {
            var count = (int)Math.Max(0, ((until + _step - 1) / _step) - First);
            var slots = Enumerable.Range(0, count).Select(_ => new SortedDictionary<double, double>()).ToArray();
            foreach (var points in group)
            {
                Count(points, instrument.IsDelta, slots, until);
            }
            return slots;
        }
    }

    /// <summary>Reads the number of a point.</summary>
    public static double Value(DataPoint point) => point.AsDouble ?? point.AsInt ?? point.Sum ?? 0;

    private static string Name(IEnumerable<Tag> tags, string? by = null) => string.Join(", ", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
        .Select(tag => by is null ? $"{tag.Key}={tag.Value}" : $"{tag.Value}")) is { Length: > 0 } name ? name : by is null ? "all" : "without";

    private static long At(DataPoint point) => Entry.Time(point.TimeUnixNano).Ticks;

    // A step without a count has no percentile, but a rate, once there was one.
    private ChartLine Line(
        string name, SortedDictionary<double, double>[] slots, long until, Func<SortedDictionary<double, double>, double, double?> value) => new(name,
        [
            .. from slot in slots.Select((counts, index) => (Counts: counts, Begin: (First + index) * _step)).SkipWhile(slot => slot.Counts.Count == 0)
               let end = Math.Min(until, slot.Begin + _step)
               let number = value(slot.Counts, (double)(end - Math.Max(Start, slot.Begin)) / TimeSpan.TicksPerSecond)
               where number is not null
               select (new DateTimeOffset(end, TimeSpan.Zero), number.Value),
        ]);

    // What came between two points came evenly.
    private void Count(DataPoint[] points, bool isDelta, SortedDictionary<double, double>[] slots, long until)
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
                    Spread(slots, bound, Math.Max(0, count - known.GetValueOrDefault(bound)), Math.Min(begin, at - 1), at, until);
                }
            }
            (before, known) = (now, counted);
        }
    }

    private void Spread(SortedDictionary<double, double>[] slots, double bound, double count, long begin, long end, long until)
    {
        var (first, last) = (Math.Max(begin, Start), Math.Min(end, until));
        for (var slot = first / _step; slot * _step < last && first < last; slot++)
        {
            var share = (double)(Math.Min(last, (slot + 1) * _step) - Math.Max(first, slot * _step)) / (end - begin);
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

    // By upper bound; of a counter all.
    private static Dictionary<double, double> Buckets(DataPoint point)
    {
        var buckets = new Dictionary<double, double>();
        if (point.BucketCounts is null)
        {
            buckets[0] = Value(point);
        }
        for (var i = 0; i < (point.BucketCounts?.Length ?? 0); i++)
        {
            buckets[i < point.ExplicitBounds?.Length ? point.ExplicitBounds[i] : double.PositiveInfinity] = point.BucketCounts![i];
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
