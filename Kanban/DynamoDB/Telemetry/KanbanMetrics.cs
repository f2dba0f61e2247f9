using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace KanbanAspire.Kanban.Telemetry;

/// <summary>
/// Measures what the product does, in counts and sizes: never a text, an address or an id. The names are in
/// <c>docs/operations.md</c>, alarms are set on some of them.
/// </summary>
public static class KanbanMetrics
{
    /// <summary>Names the meter.</summary>
    public const string MeterName = "KanbanAspire";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Commands = Meter.CreateCounter<long>(
        "kanban.commands", "{command}", "Commands, by what came of them.");

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "kanban.conflicts", "{conflict}", "Write conflicts and failed requests to the table, each followed by a retry.");

    private static readonly Counter<long> Events = Meter.CreateCounter<long>(
        "kanban.events", "{event}", "Events written to the logs of boards, by kind.");

    private static readonly Histogram<long> BoardCards = Meter.CreateHistogram<long>(
        "kanban.board.cards", "{card}", "Open cards of a board when it is opened.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [10, 50, 100, 250, 500, 1000, 2000, 5000] });

    private static readonly Histogram<long> BoardEvents = Meter.CreateHistogram<long>(
        "kanban.board.events", "{event}", "Events in the log of a board when it is opened.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [10, 100, 1000, 10_000, 100_000, 1_000_000] });

    private static readonly Counter<long> Inserts = Meter.CreateCounter<long>(
        "kanban.scheduler.inserts", "{item}", "Minutes whose item the Scheduler has inserted: its heartbeat.");

    private static readonly Histogram<double> InsertLag = Meter.CreateHistogram<double>(
        "kanban.scheduler.lag", "s", "Time from the minute to when its work was done.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 3600] });

    private static readonly Histogram<double> OccurrenceLag = Meter.CreateHistogram<double>(
        "kanban.recurrence.lag", "s", "Time from the occurrence of a recurring rule to when it was served.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 15, 30, 60, 120, 300, 600, 3600] });

    private static readonly Counter<long> Stuck = Meter.CreateCounter<long>(
        "kanban.background.stuck", "{try}", "Tries of background work that cannot go on before somebody changes something.");

    private static readonly Counter<long> BackgroundFailures = Meter.CreateCounter<long>(
        "kanban.background.failures", "{failure}", "Items of background work that failed; they are tried again.");

    private static readonly Counter<long> PushFailures = Meter.CreateCounter<long>(
        "kanban.push.failures", "{request}", "Events of boards that could not be pushed; their readers ask for them later.");

    /// <summary>Counts what could not be pushed.</summary>
    public static void PushFailed() => PushFailures.Add(1);

    /// <summary>Counts a command that has ended.</summary>
    /// <param name="outcome">An event's kind is not one: <c>done</c>, or the kind of rejection in camelCase.</param>
    /// <param name="eventKind">Kind of the event that it wrote, for example <c>cardMoved</c>; null when it was rejected.</param>
    /// <param name="conflicts">Number of retries.</param>
    public static void CommandEnded(string outcome, string? eventKind, int conflicts)
    {
        Commands.Add(1, new TagList { { "kanban.command.outcome", outcome } });
        if (eventKind is not null)
        {
            Events.Add(1, new TagList { { "kanban.event.kind", eventKind } });
        }

        if (conflicts > 0)
        {
            Conflicts.Add(conflicts);
        }
    }

    /// <summary>Measures a board that is opened.</summary>
    /// <param name="cards">Open cards.</param>
    /// <param name="events">Number of its last event.</param>
    public static void BoardOpened(long cards, long events)
    {
        BoardCards.Record(cards);
        BoardEvents.Record(events);
    }

    /// <summary>Measures an occurrence of a recurring rule that made its card, or was skipped.</summary>
    /// <param name="lag">Time since the occurrence.</param>
    public static void OccurrenceServed(TimeSpan lag) => OccurrenceLag.Record(Math.Max(0, lag.TotalSeconds));

    /// <summary>Counts a try of background work that cannot go on.</summary>
    /// <param name="kind">Kind of the due item in camelCase, for example <c>column</c>.</param>
    /// <param name="reason">Why, in camelCase, for example <c>wipLimit</c>.</param>
    public static void BackgroundStuck(string kind, string reason) =>
        Stuck.Add(1, new TagList { { "kanban.background.kind", kind }, { "kanban.background.reason", reason } });

    /// <summary>Counts an item of background work that failed.</summary>
    /// <param name="kind">Kind of the due item in camelCase; <c>unknown</c> for one without a handler.</param>
    public static void BackgroundFailed(string kind) =>
        BackgroundFailures.Add(1, new TagList { { "kanban.background.kind", kind } });

    /// <summary>Counts a minute whose item is in the table.</summary>
    public static void ItemInserted() => Inserts.Add(1);

    /// <summary>Measures a minute whose work a job has done.</summary>
    /// <param name="job">Which work, for example <c>ItemInserter</c>.</param>
    /// <param name="lag">Time since the minute began.</param>
    public static void MinuteDone(string job, TimeSpan lag) =>
        InsertLag.Record(Math.Max(0, lag.TotalSeconds), new TagList { { "kanban.scheduler.job", job } });
}
