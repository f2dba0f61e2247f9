using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Writes the metrics that alarms use as lines of the function's log, in CloudWatch's embedded metric format: nothing has to be
/// sent. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </summary>
public sealed class EmbeddedMetrics : IDisposable
{
    // The format's own limit of values in one metric.
    private const int MaxValues = 100;

    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["kanban.commands"] = "Count",
        ["kanban.conflicts"] = "Count",
        ["kanban.background.failures"] = "Count",
        ["kanban.background.stuck"] = "Count",
        ["kanban.push.failures"] = "Count",
        ["kanban.recurrence.lag"] = "Seconds",
        ["kanban.scheduler.inserts"] = "Count",
        ["kanban.scheduler.lag"] = "Seconds",
        ["kanban.telemetry.failed"] = "Count",
        ["kanban.telemetry.late"] = "Count",
        ["kanban.telemetry.lost"] = "Count",
        ["browser.web_vital.ttfb"] = "Seconds",
        ["browser.web_vital.fcp"] = "Seconds",
        ["browser.web_vital.lcp"] = "Seconds",
        ["browser.web_vital.inp"] = "Seconds",
        ["browser.web_vital.cls"] = "None",
    };

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<double>> _values = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly string _service;
    private readonly string _stack;
    private readonly TextWriter _output;

    /// <summary>Starts to collect.</summary>
    /// <param name="service">Value of the dimension <c>service</c>, for example <c>api</c>.</param>
    /// <param name="stack">Value of the dimension <c>stack</c>, for example <c>kanban</c>: several stacks of an account share the namespace.</param>
    /// <param name="output">Where the lines go; a function's standard output is its log.</param>
    public EmbeddedMetrics(string service, string stack, TextWriter output)
    {
        (_service, _stack, _output) = (service, stack, output);
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (Units.ContainsKey(instrument.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        _listener.Start();
    }

    /// <summary>Writes what came since the last time: a line, more where a metric has more values than a line takes, none when nothing came.</summary>
    /// <param name="now">Time of the lines.</param>
    public void Write(DateTimeOffset now)
    {
        List<string> lines = [];
        lock (_lock)
        {
            for (var start = 0; _values.Values.Any(values => values.Count > start); start += MaxValues)
            {
                lines.Add(ToLine(now, [.. _values.Where(metric => metric.Value.Count > start)
                    .Select(metric => (metric.Key, metric.Value.GetRange(start, Math.Min(MaxValues, metric.Value.Count - start))))]));
            }

            _values.Clear();
        }

        lines.ForEach(_output.WriteLine);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value)
    {
        lock (_lock)
        {
            if (!_values.TryGetValue(instrument.Name, out var values))
            {
                _values[instrument.Name] = values = [];
            }

            // What is counted is added up; of what is measured each value tells.
            if (instrument is Counter<long> && values.Count > 0)
            {
                values[0] += value;
            }
            else
            {
                values.Add(value);
            }
        }
    }

    private string ToLine(DateTimeOffset now, IReadOnlyList<(string Name, List<double> Values)> metrics)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", now.ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", "KanbanAspire");
            json.WriteStartArray("Dimensions");
            json.WriteStartArray();
            json.WriteStringValue("service");
            json.WriteStringValue("stack");
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            foreach (var (name, _) in metrics)
            {
                json.WriteStartObject();
                json.WriteString("Name", name);
                json.WriteString("Unit", Units[name]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString("service", _service);
            json.WriteString("stack", _stack);
            foreach (var (name, values) in metrics)
            {
                json.WriteStartArray(name);
                values.ForEach(json.WriteNumberValue);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
