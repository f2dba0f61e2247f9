using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Api.Lambda;

internal static class Deadline
{
    // For writing and posting the answer, and for the flush of telemetry.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Cancels a request before API Gateway gives up, or shortly before Lambda would end the function, both of which tell the caller
    /// nothing. It throws a <see cref="TimeoutException"/>, so it belongs after what answers exceptions. The Lambda packages never
    /// cancel.
    /// </summary>
    internal static void UseDeadline(this WebApplication app) => app.Use(static (context, next) => RunAsync(context, next, Remaining(context)));

    private static TimeSpan Remaining(HttpContext context) =>
        context.Items.TryGetValue(AbstractAspNetCoreFunction.LAMBDA_CONTEXT, out var item) && item is ILambdaContext lambda
        && lambda.RemainingTime - Margin is var remaining && remaining < TimeBudget.Request
            ? remaining
            : TimeBudget.Request;

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
