using System.Text.Json;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using KanbanAspire.Kanban.Telemetry;
using KanbanAspire.Scheduler.Minutes;
using KanbanAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace KanbanAspire.Scheduler.Lambda;

/// <summary>Handles what an EventBridge rule sends every minute, twice at times.</summary>
/// <param name="jobs">The jobs; the first one's line is the answer.</param>
/// <param name="time">Clock.</param>
/// <param name="flush">Sends the telemetry of each event before Lambda may freeze the process.</param>
/// <param name="logger">Is told what was done.</param>
public sealed partial class ScheduledFunction(
    IEnumerable<IMinuteJob> jobs, TimeProvider time, TelemetryFlush flush, ILogger<ScheduledFunction> logger)
{
    // What is left to report the error when a job uses up the time.
    private static readonly TimeSpan DeadlineMargin = TimeSpan.FromMilliseconds(500);

    private static readonly Dictionary<string, string> Headers =
        new(StringComparer.Ordinal) { ["Content-Type"] = "application/json" };

    /// <summary>Runs all jobs for the event's minute.</summary>
    /// <param name="scheduled">For example <c>{"source":"aws.events","time":"2026-11-24T07:00:00Z","resources":["arn:…"]}</c>.</param>
    /// <param name="context">The invocation.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="InvalidDataException">It is no scheduled event; Lambda tries twice more and then drops it.</exception>
    /// <exception cref="AggregateException">Some jobs failed; the others are done and do nothing when it comes again.</exception>
    public async Task<ScheduledResult> HandleAsync(ScheduledEvent scheduled, ILambdaContext context)
    {
        if (scheduled is not { Source: "aws.events", Time.Ticks: > 0 })
        {
            throw new InvalidDataException($"Not a scheduled event: source {scheduled.Source}, time {scheduled.Time:O}.");
        }

        var tick = Tick.At(new DateTimeOffset(scheduled.Time.ToUniversalTime()), scheduled.Resources is [{ } rule, ..] ? rule : "");
        try
        {
            return await RunAllAsync(tick, context);
        }
        finally
        {
            flush.Run();
        }
    }

    private async Task<ScheduledResult> RunAllAsync(Tick tick, ILambdaContext context)
    {
        var trace = XRayPropagator.ToTraceParent(Environment.GetEnvironmentVariable(XRayPropagator.InvocationVariable));
        using var span = MinuteSpan.StartInvocation(context.FunctionName, tick, trace);
        span?.SetInvocation("timer", context.AwsRequestId, context.InvokedFunctionArn);

        var remaining = context.RemainingTime - DeadlineMargin;
        using var deadline = new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);

        // All are started before one is waited for, so that one that fails holds up no other.
        var running = jobs.Select(job => RunAsync(job, tick, deadline.Token)).ToArray();
        await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var failures = running.Where(job => !job.IsCompletedSuccessfully)
            .Select(job => job.Exception?.InnerException ?? new TimeoutException("A job did not end in time.")).ToArray();
        if (failures is [var failure, ..])
        {
            span?.SetFailed(failure);
            throw new AggregateException($"{failures.Length} of {running.Length} jobs failed.", failures);
        }

        return new ScheduledResult(200, Headers, $"\"{JsonEncodedText.Encode(await running[0])}\"");
    }

    private async Task<string> RunAsync(IMinuteJob job, Tick tick, CancellationToken cancellationToken)
    {
        using var span = MinuteSpan.Start(job, tick);
        try
        {
            var done = await job.RunAsync(tick, cancellationToken);
            KanbanMetrics.MinuteDone(job.GetType().Name, time.GetUtcNow() - tick.Minute);
            LogDone(done);
            return done;
        }
        catch (Exception e)
        {
            span?.SetFailed(e);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Done}")]
    private partial void LogDone(string done);
}
