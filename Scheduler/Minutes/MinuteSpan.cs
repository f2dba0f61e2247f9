using System.Diagnostics;
using System.Globalization;

namespace KanbanAspire.Scheduler.Minutes;

/// <summary>Makes the span of a job's work for one minute.</summary>
internal static class MinuteSpan
{
    private static readonly ActivitySource Source = new("KanbanAspire.Scheduler");

    /// <summary>Starts it, as a child of the span that is current.</summary>
    /// <param name="job">The job.</param>
    /// <param name="tick">The minute, and the rule that fired.</param>
    internal static Activity? Start(IMinuteJob job, Tick tick)
    {
        var span = Source.StartActivity(job.GetType().Name, ActivityKind.Internal);
        if (span is not null)
        {
            Describe(span, tick);
        }

        return span;
    }

    /// <summary>Starts the span of a whole invocation. https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/#timer</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="tick">The minute, and the rule that fired.</param>
    /// <param name="traceParent">W3C trace parent of the invocation; null to begin a trace.</param>
    internal static Activity? StartInvocation(string function, Tick tick, string? traceParent)
    {
        _ = ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        var span = Source.StartActivity(function, ActivityKind.Server, parent);
        if (span is not null)
        {
            Describe(span, tick);
        }

        return span;
    }

    /// <summary>Marks it as failed. Messages of exceptions may quote what is in the table, their types do not.</summary>
    internal static void SetFailed(this Activity span, Exception exception)
    {
        span.SetTag("error.type", exception.GetType().Name);
        span.SetStatus(ActivityStatusCode.Error);
    }

    private static void Describe(Activity span, Tick tick)
    {
        span.SetTag("faas.trigger", "timer");
        span.SetTag("faas.time", tick.Minute.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        if (tick.Rule.Length > 0)
        {
            span.SetTag("aws.eventbridge.rule.arn", tick.Rule);
        }
    }
}
