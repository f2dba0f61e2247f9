using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace KanbanAspire.Kanban.Store;

/// <summary>Says what is worth another try, and how long to wait for it.</summary>
internal static class Retry
{
    internal const int MaxAttempts = 60;

    private const int BaseMs = 8;
    private const int CapMs = 400;

    /// <summary>Waits a random time that grows with the attempts ("full jitter"), so that racing commands spread.</summary>
    internal static Task WaitAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(Random.Shared.Next(1, Math.Min(CapMs, BaseMs << Math.Min(attempt, 6)) + 1), cancellationToken);

    /// <summary>Tells whether a failure may be gone at the next try. Whether a write took effect is asked by its command id.</summary>
    internal static bool IsTransient(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        TransactionCanceledException cancelled => cancelled.CancellationReasons?.TrueForAll(IsTransient) is not false,
        TransactionConflictException or TransactionInProgressException or ProvisionedThroughputExceededException
            or RequestLimitExceededException or InternalServerErrorException => true,
        AmazonServiceException service => (int)service.StatusCode >= 500
            || service.ErrorCode is "ThrottlingException" or "RequestLimitExceeded" or "LimitExceededException",
        AmazonClientException or HttpRequestException or TimeoutException or IOException => true,
        _ => false,
    };

    /// <summary>Reads, trying again where it may help, for <see cref="TimeBudget.Read"/> at most.</summary>
    internal static async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeBudget.Read);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await read(deadline.Token);
            }
            catch (Exception e) when (IsTransient(e, cancellationToken) && attempt < MaxAttempts && !deadline.IsCancellationRequested)
            {
                await WaitAsync(attempt, cancellationToken);
            }
        }
    }

    private static bool IsTransient(CancellationReason reason) => reason.Code is not ("ValidationError" or "ItemCollectionSizeLimitExceeded");
}
