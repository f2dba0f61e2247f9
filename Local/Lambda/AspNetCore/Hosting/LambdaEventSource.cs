namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What sends the events.</summary>
public enum LambdaEventSource
{
    /// <summary>A REST API of API Gateway. Not part of the bundled subset.</summary>
    RestApi,

    /// <summary>An HTTP API of API Gateway, payload format 2.0.</summary>
    HttpApi,

    /// <summary>An Application Load Balancer. Not part of the bundled subset.</summary>
    ApplicationLoadBalancer,

    /// <summary>A WebSocket API of API Gateway. Not part of the bundled subset.</summary>
    WebsocketApi,
}
