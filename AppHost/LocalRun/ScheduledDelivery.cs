using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.AppHost;

/// <summary>Sends an event to a function.</summary>
/// <param name="scheduled">The event, JSON.</param>
/// <param name="cancellationToken">Ends the call.</param>
/// <returns>Whether it was handled, and the function's answer or error, JSON.</returns>
public delegate Task<(bool IsDone, string Answer)> Invoke(string scheduled, CancellationToken cancellationToken);

/// <summary>
/// Delivers events as Lambda does when it is invoked asynchronously: one that failed comes again after a minute and after two more.
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
/// </summary>
/// <param name="invokeAsync">Sends an event to the function.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Is told each answer.</param>
public sealed partial class ScheduledDelivery(Invoke invokeAsync, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan[] RetryAfter = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    /// <summary>Delivers one event.</summary>
    /// <param name="scheduled">The event, JSON.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends when the event is handled, or dropped.</returns>
    public async Task DeliverAsync(string scheduled, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (isDone, answer) = await invokeAsync(scheduled, cancellationToken);
            if (isDone)
            {
                LogDone(answer);
                return;
            }

            if (attempt == RetryAfter.Length)
            {
                LogDropped(Message(answer));
                return;
            }

            LogFailed(Message(answer), RetryAfter[attempt]);
            await Task.Delay(RetryAfter[attempt], time, cancellationToken);
        }
    }

    /// <summary>Reads what went wrong from a function's error, without its stack trace, which the function's own console shows.</summary>
    private static string Message(string error)
    {
        try
        {
            using var document = JsonDocument.Parse(error);
            return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("errorMessage", out var message)
                ? document.RootElement.TryGetProperty("errorType", out var type) ? $"{type}: {message}" : message.ToString()
                : error;
        }
        catch (JsonException)
        {
            return error;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Answer}")]
    private partial void LogDone(string answer);

    [LoggerMessage(2, LogLevel.Warning, "{Answer}, will be delivered again in {Pause}")]
    private partial void LogFailed(string answer, TimeSpan pause);

    [LoggerMessage(3, LogLevel.Error, "{Answer}, will not be delivered again")]
    private partial void LogDropped(string answer);
}
