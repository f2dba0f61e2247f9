using System.Collections.Concurrent;
using KanbanAspire.AppHost;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Hosting;

public sealed class MinuteTimerTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentQueue<DateTimeOffset> _minutes = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    [Fact]
    public async Task Minutes_StartedWithinOne_ComeOnTheMinuteOneEach()
    {
        var time = Start(Noon.AddSeconds(14.5));

        await time.StepAsync(TimeSpan.FromSeconds(45.5));
        await time.StepAsync(Minute);
        await time.StepAsync(Minute);

        await WaitForAsync(At(1), At(2), At(3));
    }

    [Fact]
    public async Task Minutes_TimerFiresEarly_WaitsForTheRest()
    {
        var time = Start(Noon);

        await time.StepAsync(TimeSpan.FromSeconds(59.99));
        await Task.Delay(50);
        Assert.Empty(_minutes);
        time.Advance(TimeSpan.FromMilliseconds(10));

        await WaitForAsync(At(1));
    }

    [Fact]
    public async Task Minutes_MachineSleptForHours_AreNotMadeUp()
    {
        var time = Start(Noon);

        await time.StepAsync(Minute);
        await time.StepAsync(TimeSpan.FromHours(3));
        await time.StepAsync(Minute);

        await WaitForAsync(At(1), At(182));
    }

    private SteppedTime Start(DateTimeOffset now)
    {
        var time = new SteppedTime(now);
        _running = new MinuteTimer(time).RunAsync(_minutes.Enqueue, _stop.Token);
        return time;
    }

    private async Task WaitForAsync(params DateTimeOffset[] minutes)
    {
        await Eventually.TrueAsync(() => _minutes.Count >= minutes.Length, $"Fewer than {minutes.Length} minutes came.");
        Assert.Equal(minutes, _minutes);
    }

    private static DateTimeOffset At(int minute) => Noon.AddMinutes(minute);
}
