using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.Scheduler.Items;

/// <summary>Says how long inserted items stay, so that the table does not grow for ever.</summary>
/// <param name="Value">Null for ever.</param>
public sealed record ItemLifetime(TimeSpan? Value)
{
    /// <summary>Seven days.</summary>
    public static ItemLifetime Default { get; } = new(TimeSpan.FromDays(7));

    /// <summary>Reads <c>Scheduler:ItemLifetimeDays</c>; 0 keeps items for ever, as the tutorial does.</summary>
    /// <param name="configuration">Where from.</param>
    /// <returns>The configured time, or the default.</returns>
    public static ItemLifetime From(IConfiguration configuration) =>
        int.TryParse(configuration["Scheduler:ItemLifetimeDays"], CultureInfo.InvariantCulture, out var days) && days >= 0
            ? new ItemLifetime(days == 0 ? null : TimeSpan.FromDays(days))
            : Default;
}
