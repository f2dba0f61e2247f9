using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using KanbanAspire.Local.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Adds Lambda functions and API Gateway, with the signatures of Aspire.Hosting.AWS.</summary>
public static class LambdaExtensions
{
    private const string EmulatorName = "LambdaServiceEmulator";

    /// <summary>Adds the Lambda service emulator; without this call it comes with the first function.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="options">Options; null for any free port.</param>
    /// <returns>The resource's builder.</returns>
    /// <exception cref="InvalidOperationException">The emulator has already been added.</exception>
    public static IResourceBuilder<LambdaEmulatorResource> AddAWSLambdaServiceEmulator(
        this IDistributedApplicationBuilder builder, LambdaEmulatorOptions? options = null)
    {
        if (builder.Resources.OfType<LambdaEmulatorResource>().Any())
        {
            throw new InvalidOperationException(
                "A Lambda service emulator has already been added. Call AddAWSLambdaServiceEmulator once, before the first AddAWSLambdaFunction.");
        }

        return builder.AddResource(new LambdaEmulatorResource(EmulatorName, Builds.Executable("LambdaEmulator")))
            .WithHttpEndpoint(port: options?.HttpPort, name: "http", env: "LAMBDA_RUNTIME_API_PORT")
            .WithHttpHealthCheck("/lambda-runtime-api/healthcheck", endpointName: "http")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Invoke API")
            .WithIconName("CodeCircle")
            .ExcludeFromManifest();
    }

    /// <summary>Adds a project as a Lambda function.</summary>
    /// <typeparam name="TProject">Its class in <c>Projects</c>.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Resource and function name.</param>
    /// <param name="lambdaHandler">Name of the executable assembly.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<LambdaProjectResource> AddAWSLambdaFunction<TProject>(
        this IDistributedApplicationBuilder builder, string name, string lambdaHandler)
        where TProject : IProjectMetadata, new()
    {
        // The variables are literals of the real package: they are published, too.
        var function = builder.AddResource(new LambdaProjectResource(name, lambdaHandler))
            .WithAnnotation(new TProject())
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EXCEPTION_LOG_ATTRIBUTES", "true")
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EVENT_LOG_ATTRIBUTES", "true")
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (builder.ExecutionContext.IsPublishMode)
        {
            return function;
        }

        var emulator = builder.CreateResourceBuilder(
            builder.Resources.OfType<LambdaEmulatorResource>().SingleOrDefault() ?? builder.AddAWSLambdaServiceEmulator().Resource);
        emulator.WithEnvironment($"LAMBDA_EMULATOR_FUNCTION_{name}", JsonSerializer.Serialize(new { Name = name }));
        if (!builder.Services.Any(service => service.ImplementationType == typeof(FunctionSupervisor)))
        {
            // First, because Aspire's own service starts for as long as a resource waits.
            builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, FunctionSupervisor>());
        }

        return function.WithEmulator(emulator).WithTestCommand(emulator);
    }

    /// <summary>Adds API Gateway.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Resource name.</param>
    /// <param name="apiGatewayType">Kind of API; HTTP APIs with payload format 2.0 alone are emulated.</param>
    /// <param name="options">Options; null for any free port.</param>
    /// <returns>The resource's builder.</returns>
    /// <exception cref="NotSupportedException">The kind is not emulated.</exception>
    public static IResourceBuilder<APIGatewayEmulatorResource> AddAWSAPIGatewayEmulator(
        this IDistributedApplicationBuilder builder,
        string name,
        APIGatewayType apiGatewayType,
        APIGatewayEmulatorOptions? options = null) => apiGatewayType is APIGatewayType.HttpV2
        ? builder.AddResource(new APIGatewayEmulatorResource(name, Builds.Executable("ApiGateway")))
            .WithHttpEndpoint(port: options?.HttpPort, name: "http", env: "API_GATEWAY_EMULATOR_PORT")
            .WithUrlForEndpoint("http", url => url.DisplayText = "HTTP API")
            .WithIconName("RouterSettings")
            .WithOtlpExporter()
            .ExcludeFromManifest()
        : throw new NotSupportedException($"{apiGatewayType} is not emulated. Use APIGatewayType.HttpV2, or build with AwsPackages=NuGet.");

    /// <summary>Adds the route that leads to a function. A further call for the same function replaces it.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="lambda">The function.</param>
    /// <param name="httpMethod">Method.</param>
    /// <param name="path">Path, for example <c>/{proxy+}</c>.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<APIGatewayEmulatorResource> WithReference(
        this IResourceBuilder<APIGatewayEmulatorResource> builder,
        IResourceBuilder<LambdaProjectResource> lambda,
        Method httpMethod,
        string path)
    {
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return builder;
        }

        var name = lambda.Resource.Name;
        var endpoint = lambda.Resource.Processes!.Emulator.GetEndpoint("http");
        return builder
            .WithEnvironment(context =>
            {
                var route = new RouteConfig(name, endpoint.Url, httpMethod.ToString(), path);
                context.EnvironmentVariables[$"APIGATEWAY_EMULATOR_ROUTE_CONFIG_{name}"] =
                    JsonSerializer.Serialize(route, RouteConfigJson.Default.RouteConfig);
                context.EnvironmentVariables[$"services__{EmulatorName}__http__0"] = endpoint.Url;
            })
            .WithReferenceRelationship(lambda);
    }
}
