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
        using var metrics = new EmbeddedMetrics("scheduler", output);
        KanbanMetrics.ItemInserted();
        KanbanMetrics.MinuteDone("EmbeddedMetricsTests", TimeSpan.FromSeconds(1.5));

        metrics.Write(DateTimeOffset.FromUnixTimeMilliseconds(1795521600000));

        using var line = JsonDocument.Parse(output.ToString());
        var root = line.RootElement;
        Assert.Equal("scheduler", root.GetProperty("service").GetString());
        Assert.Equal(1795521600000, root.GetProperty("_aws").GetProperty("Timestamp").GetInt64());
        var directive = root.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        Assert.Equal("KanbanAspire", directive.GetProperty("Namespace").GetString());
        Assert.Equal("service", directive.GetProperty("Dimensions")[0][0].GetString());
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
        using var metrics = new EmbeddedMetrics("api", output);
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
    public void Write_ManyValues_KeepsToTheFormatsLimit()
    {
        using var output = new StringWriter();
        using var metrics = new EmbeddedMetrics("scheduler", output);
        for (var value = 0; value < 300; value++)
        {
            KanbanMetrics.MinuteDone("EmbeddedMetricsTests", TimeSpan.Zero);
        }

        metrics.Write(DateTimeOffset.UnixEpoch);

        using var line = JsonDocument.Parse(output.ToString());
        Assert.Equal(100, line.RootElement.GetProperty("kanban.scheduler.lag").GetArrayLength());
    }
}
