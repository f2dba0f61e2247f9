using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Hosting.Internal;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Hosts an ASP.NET Core application in a Lambda function.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Replaces the web server by one that receives requests from the Lambda Runtime API, and serializes by reflection. Does nothing
    /// outside Lambda, so the same program runs on Kestrel.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="eventSource">What sends the events.</param>
    /// <param name="configure">Sets options; null for none.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="NotSupportedException">Another event source than an HTTP API.</exception>
    [RequiresUnreferencedCode("For Native AOT use the overload with a SourceGeneratorLambdaJsonSerializer.")]
    public static IServiceCollection AddAWSLambdaHosting(
        this IServiceCollection services, LambdaEventSource eventSource, Action<HostingOptions>? configure = null) =>
        TryAdd(services, eventSource, configure, out var options)
            ? services.AddSerializer(options.Serializer ?? new DefaultLambdaJsonSerializer())
            : services;

    /// <summary>
    /// Replaces the web server by one that receives requests from the Lambda Runtime API. Does nothing outside Lambda, so the same
    /// program runs on Kestrel.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="eventSource">What sends the events.</param>
    /// <param name="serializer">Serializer whose context knows the event and the response.</param>
    /// <param name="configure">Sets options; null for none.</param>
    /// <typeparam name="T">The context.</typeparam>
    /// <returns>The same services.</returns>
    /// <exception cref="NotSupportedException">Another event source than an HTTP API.</exception>
    public static IServiceCollection AddAWSLambdaHosting<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services,
        LambdaEventSource eventSource,
        SourceGeneratorLambdaJsonSerializer<T> serializer,
        Action<HostingOptions>? configure = null)
        where T : JsonSerializerContext =>
        TryAdd(services, eventSource, configure, out _) ? services.AddSerializer(serializer) : services;

    private static IServiceCollection AddSerializer(this IServiceCollection services, ILambdaSerializer serializer)
    {
        services.TryAddSingleton(serializer);
        return services;
    }

    private static bool TryAdd(
        IServiceCollection services, LambdaEventSource eventSource, Action<HostingOptions>? configure, [NotNullWhen(true)] out HostingOptions? options)
    {
        if (eventSource is not LambdaEventSource.HttpApi)
        {
            throw new NotSupportedException(
                $"The bundled subset of Amazon.Lambda.AspNetCoreServer has no event source {eventSource}. Build with AwsPackages=NuGet.");
        }

        options = null;
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
        {
            return false;
        }

        options = new HostingOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(options);
        services.RemoveAll<IServer>();
        services.AddSingleton<IServer, APIGatewayHttpApiV2LambdaRuntimeSupportServer>();
        return true;
    }
}
