using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>Server for the events of an HTTP API.</summary>
/// <param name="serviceProvider">The application's services.</param>
public class APIGatewayHttpApiV2LambdaRuntimeSupportServer(IServiceProvider serviceProvider) : LambdaRuntimeSupportServer(serviceProvider)
{
    /// <inheritdoc/>
    protected override HandlerWrapper CreateHandlerWrapper(IServiceProvider serviceProvider) =>
        HandlerWrapper.GetHandlerWrapper<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>(
            new APIGatewayHttpApiV2MinimalApi(serviceProvider).FunctionHandlerAsync, Serializer);

    /// <summary>Function of an application that is already composed.</summary>
    /// <param name="serviceProvider">The application's services.</param>
    public class APIGatewayHttpApiV2MinimalApi(IServiceProvider serviceProvider) : APIGatewayHttpApiV2ProxyFunction(serviceProvider);
}
