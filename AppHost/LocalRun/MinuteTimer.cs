namespace KanbanAspire.AppHost;

/// <summary>Stands in for EventBridge's <c>rate(1 minute)</c>: fires on the minute.</summary>
/// <param name="time">Clock.</param>
public sealed class MinuteTimer(TimeProvider time)
{
    /// <summary>
    /// Fires at the beginning of each minute. What fell into a time when the machine slept has not fired and is not made up.
    /// </summary>
    /// <param name="onMinute">Takes each minute; must be quick.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that never ends but by cancellation.</returns>
    public async Task RunAsync(Action<DateTimeOffset> onMinute, CancellationToken cancellationToken)
    {
        var last = MinuteOf(time.GetUtcNow());
        while (true)
        {
            var due = last.AddMinutes(1);
            await WaitUntilAsync(due, cancellationToken);

            // A timer that fires in a later minute has slept through its own.
            last = MinuteOf(time.GetUtcNow());
            if (last == due)
            {
                onMinute(last);
            }
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        // Timers may be a few milliseconds early, and the clock may be set back meanwhile.
        for (var left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    private static DateTimeOffset MinuteOf(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));
}
