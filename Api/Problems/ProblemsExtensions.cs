using System.Text.Json;

namespace KanbanAspire.Api.Problems;

internal static partial class ProblemsExtensions
{
    private const int RetryAfterSeconds = 2;

    /// <summary>Makes binding say what it cannot read, for <see cref="UseProblems"/> to answer it.</summary>
    internal static IServiceCollection AddProblems(this IServiceCollection services) =>
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

    /// <summary>Answers what endpoints throw as problem details that give nothing away.</summary>
    internal static void UseProblems(this WebApplication app)
    {
        var logger = app.Logger;
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
                await ExplainAsync(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client has disconnected; there is no one to respond to.
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
            catch (Exception e) when (!context.Response.HasStarted)
            {
                await AnswerAsync(context, e, logger);
            }
        });
    }

    // For what it cannot read in an address, the framework sets the status and says nothing.
    private static Task ExplainAsync(HttpContext context) =>
        context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false, ContentType: null }
            && context.GetEndpoint()?.Metadata.GetMetadata<ProblemAnswers>() is not null
            ? ProblemTypes.BadRequest.ToResult().ExecuteAsync(context)
            : Task.CompletedTask;

    private static Task AnswerAsync(HttpContext context, Exception exception, ILogger logger)
    {
        context.Response.Clear();
        if (context.GetEndpoint()?.Metadata.GetMetadata<FailureAnswer>() is { } own)
        {
            return own.Answer(context, exception).ExecuteAsync(context);
        }

        switch (exception)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return ProblemTypes.BodyTooLarge.ToResult(exception.Message).ExecuteAsync(context);
            case BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType }:
                return ProblemTypes.UnsupportedMediaType.ToResult().ExecuteAsync(context);
            case BadHttpRequestException:
                return ProblemTypes.BadRequest.ToResult(Explain(exception)).ExecuteAsync(context);
            case var unavailable when Failures.IsUnavailable(unavailable):
                LogUnavailable(logger, exception);
                return (ProblemTypes.Unavailable.ToResult() with { RetryAfterSeconds = RetryAfterSeconds }).ExecuteAsync(context);
            default:
                LogUnexpected(logger, exception);
                return ProblemTypes.Unexpected.ToResult().ExecuteAsync(context);
        }
    }

    // The framework's sentence names types of ours; the position in the body is what helps.
    private static string? Explain(Exception exception) => exception.InnerException is JsonException json
        ? $"The body does not fit at {json.Path ?? "$"} (line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1})."
        : null;

    [LoggerMessage(1, LogLevel.Error, "A part of the system does not answer")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Unexpected")]
    private static partial void LogUnexpected(ILogger logger, Exception exception);
}
