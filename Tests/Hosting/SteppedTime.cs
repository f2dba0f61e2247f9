using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Hosting;

/// <summary>A clock that moves when told, and not before the minute timer waits for it.</summary>
public sealed class SteppedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    // Waits between tries are shorter than this, waits for the next minute as long as it.
    private static readonly TimeSpan MinuteWait = TimeSpan.FromSeconds(45);

    private readonly SemaphoreSlim _minuteWaits = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime >= MinuteWait)
        {
            _minuteWaits.Release();
        }

        return timer;
    }

    /// <summary>Waits until the minute timer waits, then moves on.</summary>
    /// <param name="by">How far.</param>
    public async Task StepAsync(TimeSpan by)
    {
        Assert.True(await _minuteWaits.WaitAsync(TimeSpan.FromSeconds(10)), "The timer does not wait for the next minute.");
        Advance(by);
    }
}
