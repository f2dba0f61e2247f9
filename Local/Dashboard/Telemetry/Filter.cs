using System.Text.RegularExpressions;

namespace KanbanAspire.Local.Dashboard.Telemetry;

/// <summary>
/// Is what stands in a search box: words, and conditions on any field or attribute such as <c>status=error</c>,
/// <c>http.route=/items</c>, <c>duration&gt;100ms</c>, <c>name:put</c> (contains), <c>-health</c> (not). All must hold.
/// </summary>
public sealed partial class Filter
{
    private readonly Term[] _terms;

    private Filter(Term[] terms) => _terms = terms;

    private sealed record Term(bool IsNot, string Key, string Operator, string Value)
    {
        private readonly double? _number = Number(Value);

        public bool Matches(Entry entry) => IsNot != (Key.Length == 0 ? entry.Contains(Value) : Compare(entry.Field(Key)));

        private bool Compare(string? actual) => Operator switch
        {
            "!=" => !string.Equals(actual, Value, StringComparison.OrdinalIgnoreCase),
            ":" => actual?.Contains(Value, StringComparison.OrdinalIgnoreCase) == true,
            "=" => string.Equals(actual, Value, StringComparison.OrdinalIgnoreCase),
            _ => actual is not null && Number(actual) is { } number && _number is { } limit && Operator switch
            {
                ">" => number > limit,
                ">=" => number >= limit,
                "<" => number < limit,
                _ => number <= limit,
            },
        };

        // Durations are compared in milliseconds.
        private static double? Number(string text)
        {
            var unit = text.TrimStart("0123456789.-eE".ToCharArray());
            var factor = unit switch { "" or "ms" => 1, "s" => 1_000, "us" or "µs" => 0.001, _ => double.NaN };
            return double.TryParse(text[..^unit.Length], CultureInfo.InvariantCulture, out var number) && factor > 0
                ? number * factor : null;
        }
    }

    /// <summary>Reads what was typed; null or blank matches everything.</summary>
    public static Filter Parse(string? text) => new(
        [.. Words().Matches(text ?? "").Select(match => new Term(
            match.Groups["not"].Length > 0, match.Groups["key"].Value, match.Groups["op"].Value, match.Groups["value"].Value.Trim('"')))]);

    /// <summary>Tells whether one entry meets every condition.</summary>
    public bool Matches(Entry entry) => Array.TrueForAll(_terms, term => term.Matches(entry));

    /// <summary>Tells whether each condition is met by one span or another of a trace.</summary>
    public bool Matches(IReadOnlyCollection<SpanEntry> spans) => Array.TrueForAll(_terms,
        term => term.IsNot ? spans.All(term.Matches) : spans.Any(term.Matches));

    [GeneratedRegex("""(?<not>-)?((?<key>[\w.@/-]*\w)(?<op>!=|>=|<=|=|:|>|<))?(?<value>"[^"]*"|[^\s"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
