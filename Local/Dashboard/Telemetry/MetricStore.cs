namespace KanbanAspire.Local.Dashboard.Telemetry;

/// <summary>Keeps the latest points of every series: one per instrument, process and set of attributes.</summary>
/// <param name="limitBytes">Size of the points kept, measured as OTLP JSON.</param>
public sealed class MetricStore(long limitBytes)
{
    /// <summary>Points kept per series: a quarter of an hour at one a second.</summary>
    public const int PointLimit = 900;

    /// <summary>Series kept; a later one takes the place of the one that was silent longest.</summary>
    public const int SeriesLimit = 2_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string, string), Instrument> _instruments = [];

    /// <summary>Counts the series.</summary>
    public int SeriesCount { get; private set; }

    /// <summary>Counts the points.</summary>
    public Quota Quota { get; } = new(limitBytes);

    /// <summary>Takes in the metrics of one origin.</summary>
    /// <param name="origin">The origin.</param>
    /// <param name="metrics">Its metrics.</param>
    /// <param name="sizeBytes">Share of each point in what came.</param>
    public void Add(Origin origin, IReadOnlyList<Metric> metrics, long sizeBytes)
    {
        Tag[] process = [.. (origin.Resource?.Attributes ?? []).Where(tag => tag.Key == Instrument.Process)];
        lock (_lock)
        {
            foreach (var metric in metrics.Where(metric => metric.Data?.DataPoints is not null))
            {
                var key = (origin.Service, origin.Scope?.Name ?? "", metric.Name);
                if (!_instruments.TryGetValue(key, out var instrument))
                {
                    instrument = _instruments[key] = new(origin, metric.With([]));
                }
                foreach (var point in metric.Data!.DataPoints!)
                {
                    AddPoint(instrument, point, process, sizeBytes);
                }
            }
            // Without a point, or all its series made room.
            foreach (var (key, _) in _instruments.Where(known => known.Value.Series.Count == 0))
            {
                _instruments.Remove(key);
            }
        }
    }

    /// <summary>Lists the instruments of a resource, by scope and name; of all resources when it is null.</summary>
    public List<Instrument> Instruments(string? service) => _lock.Read(() => (
        from instrument in _instruments.Values
        where service is null || instrument.Origin.Service == service
        orderby instrument.Origin.Service, instrument.Origin.Scope?.Name, instrument.Metric.Name
        select instrument).ToList());

    /// <summary>Copies the points of an instrument's series.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="since">Earlier points are left out, but for the last one before, from which the first step counts.</param>
    public List<(Tag[] Tags, DataPoint[] Points)> Series(Instrument instrument, DateTimeOffset since) =>
        _lock.Read(() => instrument.Series.Values.Select(series => (series.Tags, Since(series.Points, since))).ToList());

    private static DataPoint[] Since(List<DataPoint> points, DateTimeOffset since) =>
        [.. points.Where((_, index) => index + 1 >= points.Count || Entry.Time(points[index + 1].TimeUnixNano) >= since)];

    private void AddPoint(Instrument instrument, DataPoint point, Tag[] process, long sizeBytes)
    {
        Tag[] tags = [.. (point.Attributes ?? []).UnionBy(process, tag => tag.Key)];
        var key = string.Join(',', tags.Select(tag => $"{tag.Key}={tag.Value}").Order());
        if (!instrument.Series.TryGetValue(key, out var series))
        {
            if (SeriesCount == SeriesLimit)
            {
                DropSilent();
            }
            SeriesCount++;
            series = instrument.Series[key] = (tags, []);
        }
        // A capture of what is here already.
        if (series.Points is [.., var last] && point.TimeUnixNano <= last.TimeUnixNano)
        {
            return;
        }
        if (series.Points.Count == PointLimit)
        {
            Quota.Drop(1, series.Points[0].SizeBytes);
            series.Points.RemoveAt(0);
        }
        series.Points.Add(point with { Attributes = null, SizeBytes = sizeBytes });
        Quota.Add(1, sizeBytes);
        while (Quota.IsExceeded)
        {
            DropSilent();
        }
    }

    // Processes of a function come and go; what the gone ones counted makes room.
    private void DropSilent()
    {
        var (owner, key, points) = _instruments.Values
            .SelectMany(instrument => instrument.Series, (owner, series) => (owner, series.Key, series.Value.Points))
            .MinBy(series => series.Points[^1].TimeUnixNano);
        owner.Series.Remove(key);
        SeriesCount--;
        Quota.Drop(points.Count, points.Sum(point => point.SizeBytes));
    }
}

/// <summary>Is one instrument of one resource; <c>Metric</c> is without its points and tells its kind.</summary>
public sealed record Instrument(Origin Origin, Metric Metric)
{
    /// <summary>Names the attribute that tells the processes of a resource apart.</summary>
    public const string Process = "service.instance.id";

    internal Dictionary<string, (Tag[] Tags, List<DataPoint> Points)> Series { get; } = [];

    /// <summary>Names the kind.</summary>
    public string Kind => Metric switch
    {
        { Histogram: not null } => "histogram",
        { Sum.IsMonotonic: true } => "counter",
        { Sum: not null } => "up-down counter",
        _ => "gauge",
    };

    /// <summary>Tells delta from cumulative temporality.</summary>
    public bool IsDelta => Metric.Data?.AggregationTemporality == 1;
}
