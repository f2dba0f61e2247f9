using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One event with its context.</summary>
/// <param name="inputStream">The event, JSON in UTF-8.</param>
/// <param name="lambdaContext">The context.</param>
public sealed class InvocationRequest(Stream inputStream, ILambdaContext lambdaContext) : IDisposable
{
    /// <summary>Gets the event, JSON in UTF-8.</summary>
    public Stream InputStream { get; } = inputStream;

    /// <summary>Gets the context.</summary>
    public ILambdaContext LambdaContext { get; } = lambdaContext;

    /// <summary>Disposes <see cref="InputStream"/>.</summary>
    public void Dispose() => InputStream.Dispose();
}
