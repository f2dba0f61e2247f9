using System.Collections.Concurrent;
using KanbanAspire.Scheduler.Minutes;

namespace KanbanAspire.Tests.Scheduler;

/// <summary>Is a job that notes what it is asked to do, and fails while the table is away.</summary>
public sealed class RecordingJob : IMinuteJob
{
    private readonly ConcurrentQueue<Tick> _done = new();
    private int _tries;

    public bool IsTableAway { get; set; }

    public int Tries => _tries;

    public IReadOnlyList<Tick> Done => [.. _done];

    public Task<string> RunAsync(Tick tick, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _tries);
        if (IsTableAway)
        {
            throw new HttpRequestException("Connection refused");
        }

        _done.Enqueue(tick);
        return Task.FromResult("done");
    }

    public async Task WaitForAsync(Func<RecordingJob, bool> condition)
    {
        for (var attempt = 0; !condition(this); attempt++)
        {
            Assert.True(attempt < 500, $"{Done.Count} done after {Tries} tries.");
            await Task.Delay(10);
        }
    }
}
