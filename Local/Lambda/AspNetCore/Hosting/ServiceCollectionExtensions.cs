using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Names what sends the events.</summary>
public enum LambdaEventSource
{
    /// <summary>An HTTP API of API Gateway, payload format 2.0.</summary>
    HttpApi,
}

/// <summary>Hosts an ASP.NET Core application in a Lambda function.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Replaces the web server by one that takes requests from the Lambda Runtime API. Does nothing outside Lambda, so the
    /// same program runs on Kestrel.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="eventSource">What sends the events.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddAWSLambdaHosting(this IServiceCollection services, LambdaEventSource eventSource)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
        {
            services.Replace(ServiceDescriptor.Singleton<IServer, LambdaServer>());
        }

        return services;
    }
}
