using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace KanbanAspire.Api.Telemetry;

/// <summary>Measures how pages feel (https://web.dev/articles/vitals), by the page's template.</summary>
internal static class WebVitals
{
    // No page takes longer; a number beyond is no measurement.
    private const double MaxValue = 600;

    // A browser sends one; a thousand of one person would be the percentiles of all.
    private const int MaxValues = 5;

    private static readonly Meter Meter = new("KanbanAspire.Browser");

    private static readonly Dictionary<string, Histogram<double>> Instruments = new Histogram<double>[]
    {
        Create("ttfb", "s", "Time to the first byte of the page.", [0.05, 0.1, 0.2, 0.4, 0.8, 1.8, 3, 6]),
        Create("fcp", "s", "Time to the first contentful paint.", [0.2, 0.5, 1, 1.8, 3, 6, 10]),
        Create("lcp", "s", "Time to the largest contentful paint.", [0.2, 0.5, 1, 2.5, 4, 6, 10]),
        Create("inp", "s", "Time from an interaction to the next paint, without one slow interaction in fifty.", [0.025, 0.05, 0.1, 0.2, 0.5, 1, 2]),
        Create("cls", "1", "Largest burst of layout shifts.", [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]),
    }.ToDictionary(instrument => instrument.Name, StringComparer.Ordinal);

    /// <summary>Records the values of one metric.</summary>
    /// <param name="metric">As it was sent.</param>
    /// <param name="names">What is known.</param>
    /// <returns>How many values were taken, and how many not.</returns>
    internal static (int Accepted, int Rejected) Record(TelemetryMetric metric, KnownNames names)
    {
        var points = (metric.Gauge?.DataPoints ?? []).OfType<TelemetryDataPoint>().ToList();
        if (!Instruments.TryGetValue(metric.Name ?? string.Empty, out var instrument))
        {
            return (0, points.Count);
        }

        var valid = points.Take(MaxValues).Where(point => point.AsDouble is >= 0 and <= MaxValue).ToList();
        foreach (var point in valid)
        {
            var template = (point.Attributes ?? []).OfType<TelemetryAttribute>()
                .Where(attribute => attribute.Key is "url.template").Select(names.Read).FirstOrDefault();
            instrument.Record(point.AsDouble, new TagList { { "url.template", template ?? "{unknown}" } });
        }

        return (valid.Count, points.Count - valid.Count);
    }

    private static Histogram<double> Create(string name, string unit, string description, double[] boundaries) =>
        Meter.CreateHistogram($"browser.web_vital.{name}", unit, description,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
}
