namespace KanbanAspire.Scheduler.Minutes;

/// <summary>One occurrence of the rule that fires every minute.</summary>
/// <param name="Minute">The minute it stands for, without seconds, in UTC.</param>
/// <param name="Rule">ARN of the rule that fired; empty where the event named none.</param>
public readonly record struct Tick(DateTimeOffset Minute, string Rule)
{
    /// <summary>Makes a tick of a time within its minute.</summary>
    /// <param name="time">When the rule fired; seconds are cut off, because a rule may fire twice for one minute.</param>
    /// <param name="rule">ARN of the rule; empty where the event named none.</param>
    /// <returns>The tick.</returns>
    public static Tick At(DateTimeOffset time, string rule = "") =>
        new(new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero), rule);
}
