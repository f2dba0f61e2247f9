using Amazon.Runtime;
using KanbanAspire.Kanban.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Scheduler.Minutes;

/// <summary>
/// Runs the jobs every minute in a process of its own. Each job has its own queue, so that one that fails holds up no other.
/// </summary>
/// <param name="jobs">The jobs.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Is told what was done and what failed.</param>
public sealed partial class MinuteWorker(IEnumerable<IMinuteJob> jobs, TimeProvider time, ILogger<MinuteWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var queues = jobs.Select(job => (Job: job, Ticks: new TickQueue())).ToArray();
        void Add(Tick tick) => Array.ForEach(queues, queue => queue.Ticks.Add(tick));

        try
        {
            await Task.WhenAll([
                new MinuteTimer(time).RunAsync(Add, stoppingToken),
                .. queues.Select(queue => WorkOffAsync(queue.Job, queue.Ticks, stoppingToken))]);
        }
        finally
        {
            Array.ForEach(queues, queue => queue.Ticks.Dispose());
        }
    }

    private async Task WorkOffAsync(IMinuteJob job, TickQueue ticks, CancellationToken cancellationToken)
    {
        var delay = MinDelay;
        while (true)
        {
            var tick = await ticks.PeekAsync(cancellationToken);
            if (await TryRunAsync(job, tick, cancellationToken))
            {
                ticks.Remove(tick);
                delay = MinDelay;
                continue;
            }

            // Up to a fifth is random, so that schedulers that lost the same table do not come back as one.
            await Task.Delay(delay * (1 + (Random.Shared.NextDouble() / 5)), time, cancellationToken);
            delay = delay * 2 < MaxDelay ? delay * 2 : MaxDelay;
        }
    }

    private async Task<bool> TryRunAsync(IMinuteJob job, Tick tick, CancellationToken cancellationToken)
    {
        using var span = MinuteSpan.Start(job, tick);
        try
        {
            LogDone(await job.RunAsync(tick, cancellationToken));
            KanbanMetrics.MinuteDone(job.GetType().Name, time.GetUtcNow() - tick.Minute);
            return true;
        }
        catch (Exception e) when (IsTableAway(e) && !cancellationToken.IsCancellationRequested)
        {
            span?.SetFailed(e);
            LogKept(e, tick.Minute);
            return false;
        }
    }

    // The SDK reports its own time-outs as cancellations.
    private static bool IsTableAway(Exception e) => e is AmazonServiceException or AmazonClientException
        or HttpRequestException or TimeoutException or OperationCanceledException;

    [LoggerMessage(1, LogLevel.Information, "{Done}")]
    private partial void LogDone(string done);

    [LoggerMessage(2, LogLevel.Warning, "The table does not answer; the tick of {Minute:u} is kept")]
    private partial void LogKept(Exception exception, DateTimeOffset minute);
}
