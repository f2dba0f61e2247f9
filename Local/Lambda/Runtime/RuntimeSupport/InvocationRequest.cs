using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One event with its context.</summary>
public sealed class InvocationRequest : IDisposable
{
    internal InvocationRequest(Stream inputStream, ILambdaContext lambdaContext) => (InputStream, LambdaContext) = (inputStream, lambdaContext);

    /// <summary>Gets the event, JSON in UTF-8.</summary>
    public Stream InputStream { get; }

    /// <summary>Gets the context.</summary>
    public ILambdaContext LambdaContext { get; }

    /// <summary>Disposes <see cref="InputStream"/>.</summary>
    public void Dispose() => InputStream.Dispose();
}
