using System.Globalization;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Scheduler.Minutes;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Scheduler.Recurrence;

/// <summary>
/// Does what is due on the boards: recurring cards, steps that a request left unfinished, removal of what was deleted. What is due
/// says the table, not the tick, so ticks may come twice, late or not at all.
/// </summary>
/// <param name="store">The boards.</param>
/// <param name="logger">Is told what failed; the table keeps it due.</param>
public sealed partial class DueBoards(BoardStore store, ILogger<DueBoards> logger) : IMinuteJob
{
    /// <inheritdoc/>
    public async Task<string> RunAsync(Tick tick, CancellationToken cancellationToken)
    {
        var report = await store.RunDueAsync(cancellationToken);
        foreach (var failure in report.Failures)
        {
            LogFailure(failure);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Made {report.Inserted} recurring cards, skipped {report.Skipped}, latest {report.MaxLag.TotalSeconds:0} s late");
    }

    [LoggerMessage(1, LogLevel.Error, "Something due on a board failed and stays due")]
    private partial void LogFailure(Exception exception);
}
