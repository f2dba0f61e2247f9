using System.Text.RegularExpressions;

namespace KanbanAspire.Local.Dashboard.Telemetry;

/// <summary>Says where telemetry came from; shared by everything from one instrumentation scope of one process.</summary>
public sealed record Origin(string Service, Resource? Resource, Scope? Scope);

/// <summary>Is a span or a log record as the dashboard keeps it.</summary>
public abstract record Entry(Origin Origin, Tag[]? Tags)
{
    /// <summary>Finds a field by the name a filter uses: one of the entry's own, an attribute, or one of its resource.</summary>
    /// <param name="key">Name, any case for the entry's own fields.</param>
    /// <returns>The value as text; null when there is none.</returns>
    public string? Field(string key) => Own(key) ?? (key is "resource" ? Origin.Service : null)
        ?? Find(Tags, key) ?? Find(Origin.Resource?.Attributes, key);

    /// <summary>Tells whether a text stands in the entry's name or message, its resource or an attribute's value.</summary>
    public bool Contains(string text) => Text.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Origin.Service.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (Tags ?? []).Any(tag => tag.Value.ToString().Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the name or message.</summary>
    public abstract string Text { get; }

    /// <summary>Finds one of the entry's own fields.</summary>
    protected abstract string? Own(string key);

    /// <summary>Converts OpenTelemetry's time.</summary>
    public static DateTimeOffset Time(ulong unixNano) => DateTimeOffset.UnixEpoch.AddTicks((long)(unixNano / 100));

    private static string? Find(Tag[]? tags, string key)
    {
        foreach (var tag in tags ?? [])
        {
            if (tag.Key == key)
            {
                return tag.Value.ToString();
            }
        }
        return null;
    }
}

/// <summary>Is one span.</summary>
public sealed record SpanEntry(Span Data, Origin Origin) : Entry(Origin, Data.Attributes)
{
    private static readonly string[] Kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"];

    public override string Text => Data.Name ?? "";

    public DateTimeOffset Start => Time(Data.StartTimeUnixNano);

    public TimeSpan Duration => Time(Math.Max(Data.EndTimeUnixNano, Data.StartTimeUnixNano)) - Start;

    public bool IsError => Data.Status?.Code == 2;

    public string Kind => Kinds.ElementAtOrDefault(Data.Kind) ?? Kinds[0];

    public string Status => Data.Status?.Code switch { 1 => "ok", 2 => "error", _ => "unset" };

    protected override string? Own(string key) => key.ToLowerInvariant() switch
    {
        "name" => Text,
        "kind" => Kind,
        "status" => Status,
        "duration" => Duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        "traceid" => Data.TraceId,
        "spanid" => Data.SpanId,
        _ => null,
    };
}

/// <summary>Is one log record; <c>Id</c> numbers them in order of arrival.</summary>
public sealed partial record LogEntry(long Id, LogRecord Data, Origin Origin, long SizeBytes) : Entry(Origin, Data.Attributes)
{
    /// <summary>Lists the levels with the lowest severity number of each.</summary>
    public static readonly (string Name, int From)[] Levels =
        [("Trace", 1), ("Debug", 5), ("Information", 9), ("Warning", 13), ("Error", 17), ("Critical", 21)];

    public override string Text { get; } = Fill(Data.Body?.ToString() ?? Data.EventName ?? "", Data.Attributes ?? []);

    public DateTimeOffset At => Time(Data.TimeUnixNano > 0 ? Data.TimeUnixNano : Data.ObservedTimeUnixNano);

    public string Level => Levels.LastOrDefault(level => level.From <= Data.SeverityNumber).Name ?? "Trace";

    protected override string? Own(string key) => key.ToLowerInvariant() switch
    {
        "message" => Text,
        "level" => Level,
        "category" => Origin.Scope?.Name,
        "traceid" => Data.TraceId,
        "spanid" => Data.SpanId,
        _ => null,
    };

    // .NET sends the template ("Put item {ItemId}") as the body and the values as attributes.
    private static string Fill(string template, Tag[] tags) => !template.Contains('{') ? template
        : Placeholder().Replace(template, match =>
            Array.Find(tags, tag => tag.Key == match.Groups["name"].Value).Value is { Raw: not null } value ? value.ToString() : match.Value);

    [GeneratedRegex(@"\{@?(?<name>\w+)([,:][^{}]*)?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
