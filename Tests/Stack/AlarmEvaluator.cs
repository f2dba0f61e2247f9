using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// Evaluates alarms of a template over series of one value a minute, as CloudWatch does: periods, statistics, M out of N data
/// points, missing data, an expression over metrics, and alarms over alarms.
/// </summary>
/// <param name="template">Resources of the template by logical id.</param>
public sealed partial class AlarmEvaluator(JsonObject template)
{
    /// <summary>Says whether an alarm is on after the last minute.</summary>
    /// <param name="id">Logical id.</param>
    /// <param name="series">By metric name, the values of each minute, oldest first; null where nothing was sent.</param>
    /// <returns>True when it is on.</returns>
    public bool IsOn(string id, IReadOnlyDictionary<string, double?[]> series)
    {
        var alarm = template[id]!["Properties"]!;
        if (template[id]!["Type"]!.GetValue<string>() is "AWS::CloudWatch::CompositeAlarm")
        {
            var parts = alarm["AlarmRule"]!["Fn::Join"]![1]!.AsArray();
            Assert.Equal(["ALARM(\"", "\") AND ALARM(\"", "\")"], parts.OfType<JsonValue>().Select(part => part.GetValue<string>()));
            return parts.OfType<JsonObject>().All(part => IsOn((string)part["Fn::GetAtt"]![0]!, series));
        }

        var values = DataPoints(alarm, series, out var count);
        var breaching = values.Select(value => value switch
        {
            null when (string?)alarm["TreatMissingData"] is "breaching" => true,
            null when (string?)alarm["TreatMissingData"] is "notBreaching" => false,
            { } number => (string?)alarm["ComparisonOperator"] is "GreaterThanThreshold" ? number > Threshold(alarm) : number < Threshold(alarm),
            _ => throw new NotSupportedException("Missing data must be declared."),
        });
        return breaching.Count(b => b) >= ((int?)alarm["DatapointsToAlarm"] ?? count);
    }

    private static double Threshold(JsonNode alarm) => alarm["Threshold"]!.GetValue<double>();

    private static List<double?> DataPoints(JsonNode alarm, IReadOnlyDictionary<string, double?[]> series, out int count)
    {
        count = (int)alarm["EvaluationPeriods"]!;
        if (alarm["Metrics"] is not JsonArray metrics)
        {
            var statistic = (string?)alarm["Statistic"] ?? (string)alarm["ExtendedStatistic"]!;
            return Periods(series[(string)alarm["MetricName"]!], (int)alarm["Period"]!, count, statistic);
        }

        var n = count;
        var byId = metrics.Where(m => m!["MetricStat"] is not null).ToDictionary(
            m => (string)m!["Id"]!,
            m => Periods(series[(string)m!["MetricStat"]!["Metric"]!["MetricName"]!], (int)m["MetricStat"]!["Period"]!, n, (string)m["MetricStat"]!["Stat"]!),
            StringComparer.Ordinal);
        var expression = Ratio().Match((string)metrics.Single(m => (bool?)m!["ReturnData"] == true)!["Expression"]!);
        Assert.True(expression.Success, "Only a factor times a quotient, from some number on, is understood.");
        var factor = double.Parse(expression.Groups["factor"].Value, CultureInfo.InvariantCulture);
        var few = double.Parse(expression.Groups["few"].Value, CultureInfo.InvariantCulture);
        return [.. byId[expression.Groups["above"].Value].Zip(byId[expression.Groups["below"].Value], (above, below) =>
            below is null or 0 ? null : (above ?? 0) > few ? factor * above / below : 0)];
    }

    private static List<double?> Periods(double?[] minutes, int periodSeconds, int count, string statistic)
    {
        var length = periodSeconds / 60;
        return [.. Enumerable.Range(1, count).Select(i => minutes.Length - (i * length) is var start && start + length <= 0
            ? null
            : Statistic([.. minutes[Math.Max(0, start)..(start + length)].OfType<double>()], statistic))];
    }

    private static double? Statistic(double[] values, string statistic) => (values, statistic) switch
    {
        ([], _) => null,
        (_, "Sum") => values.Sum(),
        (_, "Maximum") => values.Max(),
        (_, "p99") => values.Order().ElementAt((int)Math.Ceiling(values.Length * 0.99) - 1),
        _ => throw new NotSupportedException(statistic),
    };

    [GeneratedRegex(@"^IF\((?<above>\w+) > (?<few>\d+), (?<factor>\d+) \* \k<above> / (?<below>\w+), 0\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ratio();
}
