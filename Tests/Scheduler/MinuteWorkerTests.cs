using KanbanAspire.Scheduler.Minutes;
using Microsoft.Extensions.Logging.Abstractions;

namespace KanbanAspire.Tests.Scheduler;

public sealed class MinuteWorkerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Ticks_StartedWithinAMinute_ComeOnTheMinuteOneEach()
    {
        var time = new SteppedTime(Noon.AddSeconds(14.5));
        await using var run = await RunAsync(time);

        await time.StepAsync(TimeSpan.FromSeconds(45.5));
        await time.StepAsync(Minute);
        await time.StepAsync(Minute);
        await run.Job.WaitForAsync(job => job.Done.Count == 3);

        Assert.Equal([At(1), At(2), At(3)], run.Job.Done);
    }

    [Fact]
    public async Task Ticks_TimerFiresEarly_WaitsForTheRest()
    {
        var time = new SteppedTime(Noon);
        await using var run = await RunAsync(time);

        await time.StepAsync(TimeSpan.FromSeconds(59.99));
        await Task.Delay(50);
        Assert.Empty(run.Job.Done);
        time.Advance(TimeSpan.FromMilliseconds(10));
        await run.Job.WaitForAsync(job => job.Done.Count == 1);

        Assert.Equal([At(1)], run.Job.Done);
    }

    [Fact]
    public async Task Ticks_MachineSleptForHours_AreNotMadeUp()
    {
        var time = new SteppedTime(Noon);
        await using var run = await RunAsync(time);

        await time.StepAsync(Minute);
        await time.StepAsync(TimeSpan.FromHours(3));
        await time.StepAsync(Minute);
        await run.Job.WaitForAsync(job => job.Done.Count == 2);

        Assert.Equal([At(1), At(182)], run.Job.Done);
    }

    [Fact]
    public async Task TableAway_ForAWhile_IsCaughtUpInOrderWithoutDuplicates()
    {
        var time = new SteppedTime(Noon);
        await using var run = await RunAsync(time);
        run.Job.IsTableAway = true;
        for (var minute = 0; minute < 5; minute++)
        {
            await time.StepAsync(Minute);
        }

        await ComeBackAsync(time, run.Job, kept: 5);

        Assert.Equal([At(1), At(2), At(3), At(4), At(5)], run.Job.Done);
    }

    [Fact]
    public async Task TableAway_ForTwoHours_KeepsTheLastSixtyTicks()
    {
        var time = new SteppedTime(Noon);
        await using var run = await RunAsync(time);
        run.Job.IsTableAway = true;
        for (var minute = 0; minute < 120; minute++)
        {
            await time.StepAsync(Minute);
        }

        await ComeBackAsync(time, run.Job, kept: TickQueue.MaxKept);

        Assert.Equal(Enumerable.Range(61, 60).Select(At), run.Job.Done);
    }

    [Fact]
    public async Task TableAway_IsTriedAgainWithGrowingPauses()
    {
        var time = new SteppedTime(Noon);
        await using var run = await RunAsync(time);
        run.Job.IsTableAway = true;
        await time.StepAsync(Minute);

        // 1, 2, 4, 8, 16, 30 and 30 s, each up to a fifth longer: six or seven tries in a minute, not sixty.
        for (var second = 0; second < 59; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Assert.InRange(run.Job.Tries, 4, 7);
    }

    [Fact]
    public async Task OneJobFails_TheOtherGoesOn()
    {
        var time = new SteppedTime(Noon);
        var failing = new RecordingJob { IsTableAway = true };
        await using var run = await RunAsync(time, failing);

        await time.StepAsync(Minute);
        await time.StepAsync(Minute);
        await run.Job.WaitForAsync(job => job.Done.Count == 2);

        Assert.Equal([At(1), At(2)], run.Job.Done);
        Assert.Empty(failing.Done);
    }

    private static async Task ComeBackAsync(SteppedTime time, RecordingJob job, int kept)
    {
        // The last of them is kept once the timer waits again; the table comes back within the minute that follows.
        await time.StepAsync(TimeSpan.Zero);
        job.IsTableAway = false;
        for (var second = 0; second < 59 && job.Done.Count < kept; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }
    }

    private static Tick At(int minute) => new(Noon.AddMinutes(minute), "");

    private static async Task<Run> RunAsync(SteppedTime time, params IMinuteJob[] others)
    {
        var job = new RecordingJob();
        var worker = new MinuteWorker([.. others, job], time, NullLogger<MinuteWorker>.Instance);
        await worker.StartAsync(CancellationToken.None);
        return new Run(job, worker);
    }

    private sealed record Run(RecordingJob Job, MinuteWorker Worker) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Worker.StopAsync(CancellationToken.None);
            Worker.Dispose();
        }
    }
}
