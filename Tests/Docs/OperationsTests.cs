using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Docs;

/// <summary>Holds the alarms and metrics that docs/operations.md names against the sources.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    [Fact]
    public void Alarms_OfTheStack_AreAllNamed()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "AppHost", "Stack", "Alarms.cs"));
        var alarms = AlarmId().Matches(source).Select(match => match.Groups["id"].Value).ToList();

        Assert.True(alarms.Count > 5, "The alarms have moved.");
        Assert.All(alarms, alarm => Assert.Contains($"`{alarm}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Metrics_OfTheProduct_AreAllNamed()
    {
        var sources = new[] { "Kanban/DynamoDB/Telemetry/KanbanMetrics.cs", "ServiceDefaults/Telemetry/TelemetryFlush.cs", "ServiceDefaults/Telemetry/SpanForwarder.cs",
            "ServiceDefaults/Telemetry/CloudWatch/ExportHandler.cs" }
            .Select(file => File.ReadAllText(Path.Combine(Repository.Root, file)));
        var metrics = sources.SelectMany(source => MetricName().Matches(source)).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(metrics.Count > 8, "The metrics have moved.");
        Assert.All(metrics, metric => Assert.Contains($"`{metric}`", Page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\bAdd(BurnRate)?\(""(?<id>\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlarmId();

    [GeneratedRegex(@"""(?<name>kanban\.[a-z.]+)"", ""(\{\w+\}|s)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetricName();
}
