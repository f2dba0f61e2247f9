using System.Text.Json;
using Aspire.Hosting.AWS.Lambda;
using KanbanAspire.Local.Hosting;

namespace Aspire.Hosting;

/// <summary>Adds Lambda functions and API Gateway, with the signatures of Aspire.Hosting.AWS.</summary>
public static class LambdaExtensions
{
    /// <summary>Adds the Lambda service emulator; without this call it comes with the first function.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="options">How it runs; null for any free port.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<LambdaEmulatorResource> AddAWSLambdaServiceEmulator(
        this IDistributedApplicationBuilder builder, LambdaEmulatorOptions? options = null) =>
        builder.AddResource(new LambdaEmulatorResource())
            .WithHttpEndpoint(options?.HttpPort, name: "http", env: "LAMBDA_RUNTIME_API_PORT")
            .WithHttpHealthCheck("/lambda-runtime-api/healthcheck", endpointName: "http");

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
        var resources = ((DistributedApplicationBuilder)builder).Resources;
        var emulator = resources.OfType<LambdaEmulatorResource>().SingleOrDefault()
            ?? builder.AddAWSLambdaServiceEmulator().Resource;
        var function = builder.AddResource(
            new LambdaProjectResource(name, new TProject().ProjectPath, lambdaHandler, emulator));
        function.Model().References.Add(emulator.Name);
        function.Model().WaitsFor.Add(emulator);
        // The emulator owns the function's processes and is told of the function when it starts.
        emulator.Model.Environment.Add(variables => FunctionDefinition.AddTo(variables, function.Resource));
        return function;
    }

    /// <summary>Adds API Gateway.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Resource name.</param>
    /// <param name="apiGatewayType">Kind of API.</param>
    /// <param name="options">How it runs; null for any free port.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<APIGatewayEmulatorResource> AddAWSAPIGatewayEmulator(
        this IDistributedApplicationBuilder builder,
        string name,
        APIGatewayType apiGatewayType,
        APIGatewayEmulatorOptions? options = null)
    {
        _ = apiGatewayType;
        return builder.AddResource(new APIGatewayEmulatorResource(name))
            .WithHttpEndpoint(options?.HttpPort, name: "http", env: "API_GATEWAY_EMULATOR_PORT");
    }

    /// <summary>Adds the route that leads to a function.</summary>
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
        var function = lambda.Resource;
        builder.Model().References.Add(function.Name);
        return builder.With(variables =>
        {
            var emulator = function.Emulator.Model.Endpoints[0].Url;
            var route = new RouteConfig(function.Name, emulator, httpMethod.ToString(), path);
            variables[$"APIGATEWAY_EMULATOR_ROUTE_CONFIG_{function.Name}"] =
                JsonSerializer.Serialize(route, RouteConfigJson.Default.RouteConfig);
            variables[$"services__{function.Emulator.Name}__http__0"] = emulator;
        });
    }
}
