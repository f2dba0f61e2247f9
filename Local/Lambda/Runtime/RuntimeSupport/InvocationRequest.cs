using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Handles one invocation.</summary>
/// <param name="invocation">Event and context.</param>
/// <returns>The result to post.</returns>
public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

/// <summary>Prepares the function before the first event is asked for.</summary>
/// <returns>False to end without serving.</returns>
public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>Is one event with its context.</summary>
/// <param name="inputStream">The event, JSON in UTF-8.</param>
/// <param name="lambdaContext">The context.</param>
public sealed class InvocationRequest(Stream inputStream, ILambdaContext lambdaContext)
{
    /// <summary>Gets the event, JSON in UTF-8.</summary>
    public Stream InputStream { get; } = inputStream;

    /// <summary>Gets the context.</summary>
    public ILambdaContext LambdaContext { get; } = lambdaContext;
}

/// <summary>Is the result of one invocation.</summary>
/// <param name="outputStream">JSON in UTF-8, read from its present position.</param>
public sealed class InvocationResponse(Stream outputStream)
{
    /// <summary>Gets the result, JSON in UTF-8.</summary>
    public Stream OutputStream { get; } = outputStream;

    /// <summary>Gets what runs when the result has been posted, before the next event is asked for; null for nothing.</summary>
    internal Func<Task>? Posted { get; init; }
}
