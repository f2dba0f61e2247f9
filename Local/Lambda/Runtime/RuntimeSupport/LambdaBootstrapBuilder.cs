using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Builds a <see cref="LambdaBootstrap"/> around a typed handler.</summary>
public sealed class LambdaBootstrapBuilder
{
    private readonly HandlerWrapper _handler;
    private LambdaBootstrapInitializer? _initializer;

    private LambdaBootstrapBuilder(HandlerWrapper handler) => _handler = handler;

    /// <summary>Starts a builder.</summary>
    /// <param name="handler">Receives the event and its context, returns the result.</param>
    /// <param name="serializer">Reads the event and writes the result.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(HandlerWrapper.GetHandlerWrapper(handler, serializer));

    /// <summary>Sets what runs once before the first event.</summary>
    /// <param name="lambdaBootstrapInitializer">Its exception is reported as an init error and ends the process.</param>
    /// <returns>The builder.</returns>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    /// <summary>Builds the loop.</summary>
    /// <returns>The bootstrap to run.</returns>
    public LambdaBootstrap Build() => new(_handler, _initializer);
}
