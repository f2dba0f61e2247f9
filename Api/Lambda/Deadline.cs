using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;

namespace KanbanAspire.Api.Lambda;

internal static class Deadline
{
    // For writing and posting the answer, and for the flush of telemetry.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Cancels a request shortly before Lambda would end the function, which tells the caller nothing. It throws a
    /// <see cref="TimeoutException"/>, so it belongs after what answers exceptions. The Lambda packages never cancel.
    /// </summary>
    internal static void UseDeadline(this WebApplication app) => app.Use((context, next) =>
        context.Items.TryGetValue(AbstractAspNetCoreFunction.LAMBDA_CONTEXT, out var item) && item is ILambdaContext lambda
            ? RunAsync(context, next, lambda.RemainingTime - Margin)
            : next(context));

    private static async Task RunAsync(HttpContext context, RequestDelegate next, TimeSpan remaining)
    {
        var aborted = context.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        deadline.CancelAfter(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
        context.RequestAborted = deadline.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            throw new TimeoutException("The function has no time left for this request.", e);
        }
        finally
        {
            // The answer to the exception is still to be written.
            context.RequestAborted = aborted;
        }
    }
}
