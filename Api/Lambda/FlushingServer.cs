using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer.Hosting.Internal;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using KanbanAspire.ServiceDefaults.Telemetry;

namespace KanbanAspire.Api.Lambda;

/// <summary>
/// Flushes telemetry after each answer has been posted and before the next event is asked for. The server is derived and not
/// wrapped, because the function looks for the server of the Lambda packages and for no other.
/// </summary>
/// <param name="services">The application's services.</param>
internal sealed class FlushingServer(IServiceProvider services) : APIGatewayHttpApiV2LambdaRuntimeSupportServer(services)
{
    /// <inheritdoc/>
    protected override HandlerWrapper CreateHandlerWrapper(IServiceProvider serviceProvider)
    {
        var function = new APIGatewayHttpApiV2MinimalApi(serviceProvider);
        var serializer = serviceProvider.GetRequiredService<ILambdaSerializer>();
        var flush = serviceProvider.GetRequiredService<TelemetryFlush>();
        // Typed, because the overloads differ in the type of the delegate alone.
        Func<Stream, ILambdaContext, Task<Stream>> handler = HandleAsync;
        return HandlerWrapper.GetHandlerWrapper(handler);

        // By the time the function returns, the request's span has ended: what is flushed has it.
        async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
        {
            var request = serializer.Deserialize<APIGatewayHttpApiV2ProxyRequest>(input);
            var answer = new AnswerStream(flush.Run);
            serializer.Serialize(await function.FunctionHandlerAsync(request, context), answer);
            answer.Position = 0;
            return answer;
        }
    }
}
