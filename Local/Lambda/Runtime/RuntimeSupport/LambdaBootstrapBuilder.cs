using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Builds a <see cref="LambdaBootstrap"/> around a typed handler.</summary>
public sealed class LambdaBootstrapBuilder
{
    private readonly LambdaBootstrapHandler _handler;
    private LambdaBootstrapInitializer? _initializer;

    private LambdaBootstrapBuilder(LambdaBootstrapHandler handler) => _handler = handler;

    /// <summary>Starts a builder.</summary>
    /// <param name="handler">Gets the event and its context, gives the result.</param>
    /// <param name="serializer">Reads the event and writes the result.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) => new(async invocation =>
        {
            var input = serializer.Deserialize<TInput>(invocation.InputStream);
            var result = await handler(input, invocation.LambdaContext);
            var output = new MemoryStream();
            serializer.Serialize(result, output);
            output.Position = 0;
            return new InvocationResponse(output);
        });

    /// <summary>Sets what runs once before the first event.</summary>
    /// <param name="initializer">Its exception is reported as an init error and ends the process.</param>
    /// <returns>The builder.</returns>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer initializer)
    {
        _initializer = initializer;
        return this;
    }

    /// <summary>Builds the loop.</summary>
    /// <returns>The bootstrap to run.</returns>
    public LambdaBootstrap Build() => new(_handler, _initializer);
}
