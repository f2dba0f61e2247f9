using Amazon.Lambda.AspNetCoreServer.Hosting.Internal;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KanbanAspire.Api.Lambda;

internal static class LambdaExtensions
{
    /// <summary>Makes the Api a Lambda function where Lambda starts it; elsewhere Kestrel serves.</summary>
    internal static IServiceCollection AddLambda(this IServiceCollection services)
    {
        services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, new SourceGeneratorLambdaJsonSerializer<LambdaJson>());
        if (services.Any(service => service.ImplementationType == typeof(APIGatewayHttpApiV2LambdaRuntimeSupportServer)))
        {
            services.Replace(ServiceDescriptor.Singleton<IServer, FlushingServer>());
        }

        return services;
    }
}
