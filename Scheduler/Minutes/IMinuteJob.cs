namespace KanbanAspire.Scheduler.Minutes;

/// <summary>Work that is due each minute. It may be asked twice for one tick and must have its effect once.</summary>
public interface IMinuteJob
{
    /// <summary>Does the work of one minute.</summary>
    /// <param name="tick">The minute.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>One line that says what was done.</returns>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The table rejected or did not answer; ask again later.</exception>
    Task<string> RunAsync(Tick tick, CancellationToken cancellationToken);
}
