using System.Globalization;
using System.Text.Json.Serialization;
using Cronos;

namespace KanbanAspire.Kanban.Recurrence;

/// <summary>When a rule makes its cards.</summary>
/// <param name="Every">Kind of schedule.</param>
/// <param name="TimeZone">IANA name, such as <c>Asia/Seoul</c>; clock changes are followed.</param>
public sealed record Schedule(Every Every, string TimeZone)
{
    /// <summary>Time of day, <c>HH:mm</c>; for all kinds but <see cref="Every.Cron"/>.</summary>
    public string? At { get; init; }

    /// <summary>Days of the week, 0 = Sunday to 6; for <see cref="Every.Week"/>.</summary>
    public IReadOnlyList<int>? Days { get; init; }

    /// <summary>Day of the month, 1 to 31, or 0 for the last; for <see cref="Every.Month"/>. Months without it are left out.</summary>
    public int? DayOfMonth { get; init; }

    /// <summary>Five fields: minute, hour, day of month, month, day of week; for <see cref="Every.Cron"/>.</summary>
    public string? Cron { get; init; }

    private const int MaxTimeZoneLength = 50;

    // Three weeks of the shortest interval that is allowed; rarer schedules are checked over years.
    private const int CheckedOccurrences = 2_000;

    private static readonly DateTime FirstChecked = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Gets the first occurrence after a time.</summary>
    /// <param name="time">Exclusive.</param>
    /// <returns>A whole minute in UTC; null when there is none.</returns>
    /// <exception cref="FormatException">The schedule is not valid: ask <see cref="Problem"/> first.</exception>
    public DateTimeOffset? After(DateTimeOffset time)
    {
        var next = Expression().GetNextOccurrence(time.UtcDateTime, Zone());
        return next is null ? null : new DateTimeOffset(next.Value, TimeSpan.Zero);
    }

    /// <summary>Gets the next occurrences after a time.</summary>
    /// <param name="time">Exclusive.</param>
    /// <param name="count">Most to return.</param>
    /// <returns>Whole minutes in UTC, in order.</returns>
    public IReadOnlyList<DateTimeOffset> Next(DateTimeOffset time, int count)
    {
        var result = new List<DateTimeOffset>(count);
        for (var next = After(time); next is not null && result.Count < count; next = After(next.Value))
        {
            result.Add(next.Value);
        }

        return result;
    }

    /// <summary>Says what is wrong with the schedule.</summary>
    /// <returns>A sentence; null when it is valid.</returns>
    public string? Problem()
    {
        if (!IsName(TimeZone) || !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            return "The time zone is not known.";
        }

        try
        {
            var minutes = Limits.RuleInterval.TotalMinutes;
            return IsTooOften(Expression())
                ? string.Create(CultureInfo.InvariantCulture, $"A rule makes a card every {minutes} minutes at most.")
                : null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
        catch (MissingSeedException)
        {
            return "H is not supported in a cron schedule; use a number, *, a range or a list.";
        }
    }

    /// <summary>Tells whether another schedule is described in the same way. Records compare lists by reference.</summary>
    internal bool IsSame(Schedule other) => this with { Days = null } == other with { Days = null }
        && (Days ?? []).SequenceEqual(other.Days ?? []);

    // In UTC: a clock change may bring two occurrences of a zone closer together once a year.
    private static bool IsTooOften(CronExpression expression)
    {
        var last = expression.GetNextOccurrence(FirstChecked, inclusive: true);
        for (var count = 1; last is not null && count < CheckedOccurrences; count++)
        {
            var next = expression.GetNextOccurrence(last.Value);
            if (next - last < Limits.RuleInterval)
            {
                return true;
            }

            last = next;
        }

        return false;
    }

    // The name becomes the path of a file, and what was found is kept in memory under each spelling: ./, ../ and // are none.
    private static bool IsName(string timeZone) => timeZone.Length <= MaxTimeZoneLength
        && timeZone.Split('/').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+'));

    private CronExpression Expression() => CronExpression.Parse(Every switch
    {
        Every.Day => $"{MinuteAndHour()} * * *",
        Every.Weekday => $"{MinuteAndHour()} * * 1-5",
        Every.Week when Days is { Count: > 0 and <= 7 } => $"{MinuteAndHour()} * * {string.Join(',', Days.Select(DayOfWeek))}",
        Every.Month when DayOfMonth is 0 => $"{MinuteAndHour()} L * *",
        Every.Month when DayOfMonth is >= 1 and <= 31 =>
            string.Create(CultureInfo.InvariantCulture, $"{MinuteAndHour()} {DayOfMonth} * *"),
        Every.Cron when Cron is { Length: > 0 and <= 100 } && !Cron.StartsWith('@') => Cron,
        Every.Week => throw new CronFormatException("A weekly schedule needs days, 0 (Sunday) to 6."),
        Every.Month => throw new CronFormatException("A monthly schedule needs a day of the month, 1 to 31, or 0 for the last."),
        _ => throw new CronFormatException("A cron schedule needs five fields."),
    });

    private static string DayOfWeek(int day) => day is >= 0 and <= 6
        ? day.ToString(CultureInfo.InvariantCulture)
        : throw new CronFormatException("Days of the week are 0 (Sunday) to 6.");

    private string MinuteAndHour() => TimeOnly.TryParseExact(At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        ? string.Create(CultureInfo.InvariantCulture, $"{at.Minute} {at.Hour}")
        : throw new CronFormatException("The time of day must be HH:mm.");

    private TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

/// <summary>Kinds of schedules.</summary>
[JsonConverter(typeof(CamelCaseEnum<Every>))]
public enum Every
{
    /// <summary>Each day.</summary>
    Day,

    /// <summary>Monday to Friday.</summary>
    Weekday,

    /// <summary>On certain days of the week.</summary>
    Week,

    /// <summary>On one day of the month.</summary>
    Month,

    /// <summary>As a cron expression says.</summary>
    Cron,
}
