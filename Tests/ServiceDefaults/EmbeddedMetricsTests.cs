using System.Diagnostics.Metrics;
using System.Text.Json;
using KanbanAspire.Kanban.Telemetry;
using KanbanAspire.ServiceDefaults.Telemetry;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class EmbeddedMetricsTests
{
    [Fact]
    public void Write_AfterAMinuteWasDone_IsOneLineOfTheFormat()
    {
        using var output = new StringWriter();
        using var metrics = new EmbeddedMetrics("scheduler", "team-board", output);
        KanbanMetrics.ItemInserted();
        KanbanMetrics.MinuteDone("EmbeddedMetricsTests", TimeSpan.FromSeconds(1.5));

        metrics.Write(DateTimeOffset.FromUnixTimeMilliseconds(1795521600000));

        using var line = JsonDocument.Parse(output.ToString());
        var root = line.RootElement;
        Assert.Equal("scheduler", root.GetProperty("service").GetString());
        Assert.Equal(1795521600000, root.GetProperty("_aws").GetProperty("Timestamp").GetInt64());
        var directive = root.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        Assert.Equal("KanbanAspire", directive.GetProperty("Namespace").GetString());
        Assert.Equal("team-board", root.GetProperty("stack").GetString());
        Assert.Equal("""[["service","stack"]]""", directive.GetProperty("Dimensions").GetRawText());
        foreach (var metric in directive.GetProperty("Metrics").EnumerateArray())
        {
            Assert.Equal(JsonValueKind.Array, root.GetProperty(metric.GetProperty("Name").GetString()!).ValueKind);
        }

        Assert.Contains(1.5, root.GetProperty("kanban.scheduler.lag").EnumerateArray().Select(value => value.GetDouble()));
        Assert.NotEmpty(root.GetProperty("kanban.scheduler.inserts").EnumerateArray());
    }

    [Theory]
    [InlineData("ttfb", "Seconds")]
    [InlineData("fcp", "Seconds")]
    [InlineData("lcp", "Seconds")]
    [InlineData("inp", "Seconds")]
    [InlineData("cls", "None")]
    public void Write_AWebVital_NamesItsUnit(string name, string unit)
    {
        using var output = new StringWriter();
        using var metrics = new EmbeddedMetrics("api", "team-board", output);
        using var meter = new Meter("EmbeddedMetricsTests");
        meter.CreateHistogram<double>($"browser.web_vital.{name}").Record(0.125);

        metrics.Write(DateTimeOffset.UnixEpoch);

        using var line = JsonDocument.Parse(output.ToString());
        var metric = line.RootElement.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Metrics").EnumerateArray()
            .Single(metric => metric.GetProperty("Name").GetString() == $"browser.web_vital.{name}");
        Assert.Equal(unit, metric.GetProperty("Unit").GetString());
        Assert.Contains(0.125, line.RootElement.GetProperty($"browser.web_vital.{name}").EnumerateArray().Select(value => value.GetDouble()));
    }

    [Fact]
    public void Write_ManyValues_KeepsToTheFormatsLimitAndLosesNone()
    {
        using var output = new StringWriter();
        using var metrics = new EmbeddedMetrics("scheduler", "team-board", output);
        using var meter = new Meter("EmbeddedMetricsTests");
        var (lag, commands) = (meter.CreateHistogram<double>("kanban.scheduler.lag"), meter.CreateCounter<long>("kanban.conflicts"));
        for (var value = 0; value < 1_000; value++)
        {
            lag.Record(10_000 + value);
            commands.Add(1_000_000);
        }

        metrics.Write(DateTimeOffset.UnixEpoch);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(lines, line => Assert.InRange(Values(line, "kanban.scheduler.lag").Count(), 1, 100));
        Assert.Equal(
            Enumerable.Range(10_000, 1_000).Select(value => (double)value),
            lines.SelectMany(line => Values(line, "kanban.scheduler.lag")).Where(value => value >= 10_000));
        Assert.Equal(1_000, Math.Floor(Assert.Single(lines.SelectMany(line => Values(line, "kanban.conflicts"))) / 1_000_000));

        static IEnumerable<double> Values(JsonElement line, string name) =>
            line.TryGetProperty(name, out var values) ? values.EnumerateArray().Select(value => value.GetDouble()) : [];
    }
}
