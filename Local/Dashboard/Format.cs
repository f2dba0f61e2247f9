namespace KanbanAspire.Local.Dashboard;

/// <summary>Writes times, durations and sizes the way the whole dashboard shows them.</summary>
public static class Format
{
    /// <summary>Writes a length of time with three significant digits: <c>12.3 ms</c>, <c>1.50 s</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => Number(time.TotalMicroseconds, "µs"),
        < 1_000 => Number(time.TotalMilliseconds, "ms"),
        < 120_000 => Number(time.TotalSeconds, "s"),
        < 7_200_000 => Number(time.TotalMinutes, "min"),
        _ => Number(time.TotalHours, "h"),
    };

    /// <summary>Writes the local time of day, to the millisecond.</summary>
    public static string Time(DateTimeOffset time) =>
        time.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Writes local date and time, to the second; a dash when there is none.</summary>
    public static string Moment(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>Writes a size in bytes, KB or MB.</summary>
    public static string Size(long sizeBytes) => sizeBytes switch
    {
        < 1_000 => $"{sizeBytes} B",
        < 1_000_000 => Number(sizeBytes / 1e3, "KB"),
        _ => Number(sizeBytes / 1e6, "MB"),
    };

    /// <summary>Writes a whole number with thousands separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Writes a value in a unit of UCUM as OpenTelemetry uses it: seconds as a duration, bytes as a size.</summary>
    public static string Measure(double value, string unit) => unit switch
    {
        "s" => value == 0 ? "0" : Duration(TimeSpan.FromSeconds(value)),
        "ms" => value == 0 ? "0" : Duration(TimeSpan.FromMilliseconds(value)),
        "By" => Size((long)value),
        _ => Number(value, unit.Replace("{", "").Replace("}", "")),
    };

    /// <summary>Writes a measured value with three significant digits and its unit.</summary>
    public static string Number(double value, string unit = "")
    {
        var digits = Math.Abs(value) switch { >= 100 => "#,0", >= 10 => "0.#", 0 => "0", >= 1 => "0.##", _ => "0.###" };
        var text = value.ToString(digits, CultureInfo.InvariantCulture);
        return unit.Length == 0 ? text : $"{text} {unit}";
    }
}
