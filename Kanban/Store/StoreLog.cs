using Microsoft.Extensions.Logging;

namespace KanbanAspire.Kanban.Store;

/// <summary>What the store says of commands. Neither texts nor names of people are in it.</summary>
internal static partial class StoreLog
{
    /// <summary>Logs a command that is rejected as busy: most often a lost race, but also a board that no write fits any more.</summary>
    [LoggerMessage(1, LogLevel.Warning, "A command gave up after {Attempts} attempts, the last one on {Partition}")]
    internal static partial void GaveUp(ILogger logger, Exception? exception, int attempts, string? partition);

    /// <summary>Logs that a request did not take all the steps that follow from its command.</summary>
    [LoggerMessage(2, LogLevel.Information, "Steps that follow from a command are left")]
    internal static partial void StepsLeft(ILogger logger, Exception exception);
}
