using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer.Internal;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.AspNetCoreServer;

/// <summary>Makes a request to the application of each event of an HTTP API, payload format 2.0.</summary>
public abstract partial class APIGatewayHttpApiV2ProxyFunction : AbstractAspNetCoreFunction
{
    private readonly IServiceProvider _services;
    private readonly LambdaServer? _server;
    private readonly ILogger _logger;

    /// <summary>Creates the function of an application.</summary>
    /// <param name="hostedServices">The application's services. Its <see cref="IServer"/> must be a <see cref="LambdaServer"/>.</param>
    protected APIGatewayHttpApiV2ProxyFunction(IServiceProvider hostedServices)
    {
        _services = hostedServices;
        // Not the server that asks: another service may stand in its place, and then the function does not find it.
        _server = hostedServices.GetService<IServer>() as LambdaServer;
        _logger = hostedServices.GetRequiredService<ILoggerFactory>().CreateLogger<APIGatewayHttpApiV2ProxyFunction>();
    }

    /// <summary>Passes one event through the application.</summary>
    /// <param name="request">The event.</param>
    /// <param name="lambdaContext">The invocation.</param>
    /// <returns>The response. By then the callbacks of its completion have run, and the request is disposed.</returns>
    /// <exception cref="InvalidOperationException">The application's server is not a <see cref="LambdaServer"/>.</exception>
    /// <exception cref="NullReferenceException">The event is not of payload format 2.0.</exception>
    public virtual async Task<APIGatewayHttpApiV2ProxyResponse> FunctionHandlerAsync(
        APIGatewayHttpApiV2ProxyRequest request, ILambdaContext lambdaContext)
    {
        // The real function starts a host of its own then, which says the same because it has no application.
        var application = _server?.Application ?? throw new InvalidOperationException(
            "No application configured. Please specify an application via IWebHostBuilder.UseStartup, IWebHostBuilder.Configure, " +
            "or specifying the startup assembly via StartupAssemblyKey in the web host configuration.");

        var requestFeatures = new LambdaRequest(request, lambdaContext);
        var response = new LambdaResponse(_services.GetRequiredService<Hosting.HostingOptions>());
        var features = new FeatureCollection();
        requestFeatures.AddTo(features);
        response.AddTo(features);

        await using var scope = _services.CreateAsyncScope();
        requestFeatures.RequestServices = scope.ServiceProvider;
        var context = application.CreateContext(features);
        Exception? failure = null;
        try
        {
            try
            {
                await application.ProcessRequestAsync(context);
            }
            catch (Exception e)
            {
                failure = e;
                LogFailed(e);
                response.StatusCode = StatusCodes.Status500InternalServerError;
            }

            await response.FireOnStartingAsync();
            var answer = response.ToPayload();
            if (failure is not null)
            {
                answer.Headers!["ErrorType"] = failure.GetType().Name;
            }

            await response.FireOnCompletedAsync();
            return answer;
        }
        finally
        {
            application.DisposeContext(context, failure);
        }
    }

    [LoggerMessage(Microsoft.Extensions.Logging.LogLevel.Error, "Unknown error responding to request")]
    private partial void LogFailed(Exception exception);
}
