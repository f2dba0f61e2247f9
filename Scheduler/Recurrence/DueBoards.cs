using System.Globalization;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Scheduler.Minutes;

namespace KanbanAspire.Scheduler.Recurrence;

/// <summary>
/// Runs the background work of the boards. What is due is read from the table and does not depend on the tick, so ticks may come twice,
/// late or not at all.
/// </summary>
/// <param name="work">The work; it logs what fails, and the table keeps it due.</param>
public sealed class DueBoards(BackgroundWork work) : IMinuteJob
{
    /// <inheritdoc/>
    public async Task<string> RunAsync(Tick tick, CancellationToken cancellationToken)
    {
        var report = await work.RunAsync(cancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Made {report.Inserted} recurring cards, skipped {report.Skipped}, latest {report.MaxLag.TotalSeconds:0} s late; "
            + $"{report.Unfinished} unfinished, {report.Stuck} stuck, {report.Failures.Count} failed");
    }
}
