namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API answered with something that the loop cannot read.</summary>
/// <param name="message">What was wrong.</param>
/// <param name="innerException">Why; null when there is no more to tell.</param>
internal sealed class RuntimeApiClientException(string message, Exception? innerException) : Exception(message, innerException);
