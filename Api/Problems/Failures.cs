using Amazon.Runtime;

namespace KanbanAspire.Api.Problems;

/// <summary>Answers what an endpoint throws in a form of its own instead of problem details; metadata of an endpoint or group.</summary>
/// <param name="Answer">Makes the answer of the request and the exception, and logs what is worth it.</param>
internal sealed record FailureAnswer(Func<HttpContext, Exception, IResult> Answer);

internal static class Failures
{
    /// <summary>
    /// Tells whether an exception means that a table or the user pool does not answer. The AWS SDK and <see cref="HttpClient"/>
    /// report their own time-outs as cancellations; whether the caller has gone must be checked first.
    /// </summary>
    internal static bool IsUnavailable(Exception exception) => exception is AmazonServiceException or AmazonClientException
        or HttpRequestException or TimeoutException or IOException or OperationCanceledException;
}
