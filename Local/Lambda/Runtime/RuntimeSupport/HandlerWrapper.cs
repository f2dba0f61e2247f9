using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes a handler of the loop out of a typed one.</summary>
public sealed class HandlerWrapper : IDisposable
{
    private readonly MemoryStream _output = new();

    private HandlerWrapper(Func<HandlerWrapper, LambdaBootstrapHandler> handler) => Handler = handler(this);

    /// <summary>Gets the handler of the loop.</summary>
    public LambdaBootstrapHandler Handler { get; }

    /// <summary>Wraps a handler of streams. The loop disposes the stream that it returns.</summary>
    /// <param name="handler">Receives the event and its context, returns the result.</param>
    /// <returns>The wrapper.</returns>
    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(_ => async invocation => new InvocationResponse(await handler(invocation.InputStream, invocation.LambdaContext)));

    /// <summary>Wraps a handler of objects. The stream of the result is used again for the next event and never disposed.</summary>
    /// <param name="handler">Receives the event and its context, returns the result.</param>
    /// <param name="serializer">Reads the event and writes the result.</param>
    /// <returns>The wrapper.</returns>
    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) => new(wrapper => async invocation =>
        {
            var input = serializer.Deserialize<TInput>(invocation.InputStream);
            var result = await handler(input, invocation.LambdaContext);
            var output = wrapper._output;
            output.SetLength(0);
            serializer.Serialize(result, output);
            output.Position = 0;
            return new InvocationResponse(output, disposeOutputStream: false);
        });

    /// <summary>Disposes the stream of results.</summary>
    public void Dispose() => _output.Dispose();
}
