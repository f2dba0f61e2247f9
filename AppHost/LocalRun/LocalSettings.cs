using Aspire.Hosting.AWS.Lambda;
using KanbanAspire.AppHost.Deployment;
using KanbanAspire.AppHost.Stack;
using KanbanAspire.Kanban.Push;

namespace KanbanAspire.AppHost;

/// <summary>
/// Gives resources what holds on this machine only: dummy credentials, development mode, and where the local user pool is.
/// None of it is published; the stack sets the deployed values.
/// </summary>
internal static class LocalSettings
{
    private const string LocalKey = "local";
    private const string PoolId = $"{StackSettings.Region}_Local0001";
    private const string WebClientId = "3kanbanaspirelocalweb00001";
    private const string CourseClientId = "3kanbanaspirelocalcourse01";

    /// <summary>Sets what the Api and the Scheduler need.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="cognito">The user pool.</param>
    /// <param name="appsync">The Event API.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithLocalSettings<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<ProjectResource> cognito, IResourceBuilder<ProjectResource> appsync)
        where T : IResourceWithEnvironment => !builder.ApplicationBuilder.ExecutionContext.IsRunMode
        ? builder
        : builder.ApplicationBuilder.FindDeployedStack() is { } stack
        ? builder.WithDeployedStack(stack)
        : builder
            .WithEnvironment("AWS_ACCESS_KEY_ID", LocalKey)
            .WithEnvironment("AWS_SECRET_ACCESS_KEY", LocalKey)
            .WithEnvironment("AWS_EC2_METADATA_DISABLED", "true")
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
            .WithEnvironment("DOTNET_ENVIRONMENT", "Development")
            .WithEnvironment("ItemsAuthorization", builder.ApplicationBuilder.ItemsAuthorization())
            .WithEnvironment("Authentication__Issuer", $"{cognito.GetEndpoint("issuer")}/{PoolId}")
            .WithEnvironment("Authentication__ClientIds", $"{WebClientId},{CourseClientId}")
            .WithEnvironment("Authentication__UserInfo", $"{cognito.GetEndpoint("http")}/oauth2/userInfo")
            .WithEnvironment("AppSync__Endpoint", $"{appsync.GetEndpoint("http")}/event");

    /// <summary>Sets what the Event API checks: whose tokens and signatures, on which channels.</summary>
    /// <param name="builder">Its builder.</param>
    /// <param name="cognito">The user pool.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<ProjectResource> WithChannels(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<ProjectResource> cognito) => builder
        .WithUrlForEndpoint("http", url => url.DisplayText = "Event API")
        .WithIconName("LiveChat")
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("AppSync__Issuer", $"{cognito.GetEndpoint("issuer")}/{PoolId}")
        .WithEnvironment("AppSync__ClientIds", $"{WebClientId},{CourseClientId}")
        .WithEnvironment("AppSync__Region", StackSettings.Region)
        .WithEnvironment($"AppSync__AccessKeys__{LocalKey}", LocalKey)
        .WithEnvironment($"AppSync__Namespaces__{BoardPush.Namespace}__Publish", "Iam")
        .WithEnvironment($"AppSync__Namespaces__{BoardPush.Namespace}__Subscribe", "Cognito");

    /// <summary>Tells the front end where it hears of changes, for <c>/config.json</c>.</summary>
    /// <param name="builder">The front end's builder.</param>
    /// <param name="appsync">The Event API.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<ProjectResource> WithEvents(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<ProjectResource> appsync) => builder
        .WithEnvironment("AppSync__Endpoint", $"{appsync.GetEndpoint("http")}/event")
        .WithEnvironment("AppSync__Socket", $"ws://{appsync.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}/event/realtime")
        .WithDeployedStack(stack => new() { ["AppSync__Endpoint"] = stack["EventsEndpoint"], ["AppSync__Socket"] = stack["EventsSocket"] });

    /// <summary>Sets what the gateway emulator checks: routes, issuer and client ids. The real test tool ignores them.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="cognito">The user pool.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<APIGatewayEmulatorResource> WithLocalRoutes(
        this IResourceBuilder<APIGatewayEmulatorResource> builder, IResourceBuilder<ProjectResource> cognito) => builder
        .WithEnvironment("API_GATEWAY_ROUTES", Path.Combine(builder.ApplicationBuilder.AppHostDirectory, "..", "docs", "openapi", "routes.json"))
        .WithEnvironment("API_GATEWAY_OPEN_PATHS", builder.ApplicationBuilder.ItemsAuthorization() == "none" ? "/items" : "")
        .WithEnvironment("API_GATEWAY_CORS_ORIGINS", builder.ApplicationBuilder.Configuration["Parameters:CorsOrigins"] ?? "")
        .WithEnvironment("API_GATEWAY_JWT_ISSUER", $"{cognito.GetEndpoint("issuer")}/{PoolId}")
        .WithEnvironment("API_GATEWAY_JWT_AUDIENCE", $"{WebClientId},{CourseClientId}")
        .WithDeployedStack(stack => new() { ["API_GATEWAY_JWT_ISSUER"] = stack["Issuer"], ["API_GATEWAY_JWT_AUDIENCE"] = stack.ClientIds });

    /// <summary>Tells the front end where the user pool is, for <c>/config.json</c>.</summary>
    /// <param name="builder">The front end's builder.</param>
    /// <param name="cognito">The user pool.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<ProjectResource> WithUserPool(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<ProjectResource> cognito) => builder
        .WithUrlForEndpoint("http", url => url.DisplayText = "Board")
        .WithIconName("Board")
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("Cognito__Issuer", $"{cognito.GetEndpoint("issuer")}/{PoolId}")
        .WithEnvironment("Cognito__Domain", cognito.GetEndpoint("http"))
        .WithEnvironment("Cognito__WebClientId", WebClientId)
        .WithDeployedStack(stack => new()
        {
            ["Cognito__Issuer"] = stack["Issuer"],
            ["Cognito__Domain"] = stack["SignInAddress"],
            ["Cognito__WebClientId"] = stack["WebClientId"],
        })
        // A stack without CloudFront has no pages of its own: here they are, in front of its HTTP API.
        .WithDeployedStack(stack => stack["BoardAddress"].Length > 0 ? [] : new() { ["GATEWAY_HTTP"] = stack["ApiAddress"] });

    /// <summary>Tells the user pool its own addresses, where it may send people back to, and where it keeps its data.</summary>
    /// <param name="cognito">The user pool.</param>
    /// <param name="web">The front end.</param>
    /// <param name="data">Data folder.</param>
    public static void WithCallbacksTo(
        this IResourceBuilder<ProjectResource> cognito, IResourceBuilder<ProjectResource> web, DataFolder data) => cognito
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("Cognito__Region", StackSettings.Region)
        .WithEnvironment("Cognito__PoolId", PoolId)
        .WithEnvironment("Cognito__WebClientId", WebClientId)
        .WithEnvironment("Cognito__CourseClientId", CourseClientId)
        .WithEnvironment("Cognito__Issuer", cognito.GetEndpoint("issuer"))
        .WithEnvironment("Cognito__Domain", cognito.GetEndpoint("http"))
        .WithEnvironment("Cognito__WebOrigin", web.GetEndpoint("http"))
        .WithEnvironment("Cognito__DataFolder", data.Cognito)
        .WithUrlForEndpoint("http", url => url.DisplayText = "Sign-up and sign-in pages")
        .WithUrlForEndpoint("http", endpoint => new ResourceUrlAnnotation { Url = $"{endpoint.Url}/mailbox", DisplayText = "Mailbox" })
        .WithUrlForEndpoint("issuer", url => url.DisplayText = "Issuer of tokens")
        .WithIconName("PersonKey");

    // The person's own credentials reach the process by its environment.
    private static IResourceBuilder<T> WithDeployedStack<T>(this IResourceBuilder<T> builder, DeployedStack stack)
        where T : IResourceWithEnvironment => builder
        .WithEnvironment("AWS_ENDPOINT_URL_DYNAMODB", DeployedStack.DynamoDB)
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("DOTNET_ENVIRONMENT", "Development")
        .WithEnvironment("ItemsAuthorization", builder.ApplicationBuilder.ItemsAuthorization())
        .WithEnvironment("Tables__Items", stack["ItemsTableName"])
        .WithEnvironment("Tables__Kanban", stack["KanbanTableName"])
        .WithEnvironment("Authentication__Issuer", stack["Issuer"])
        .WithEnvironment("Authentication__ClientIds", stack.ClientIds)
        .WithEnvironment("Authentication__UserInfo", $"{stack["SignInAddress"]}/oauth2/userInfo")
        .WithEnvironment("AppSync__Endpoint", stack["EventsEndpoint"]);

    private static IResourceBuilder<T> WithDeployedStack<T>(this IResourceBuilder<T> builder, Func<DeployedStack, Dictionary<string, string>> variables)
        where T : IResourceWithEnvironment
    {
        if (builder.ApplicationBuilder.FindDeployedStack() is { } stack)
        {
            foreach (var (name, value) in variables(stack))
            {
                builder.WithEnvironment(name, value);
            }
        }

        return builder;
    }

    // The course adds the authorizer to /items only in its chapter 8; nothing but that one word opens them.
    private static string ItemsAuthorization(this IDistributedApplicationBuilder builder) =>
        builder.Configuration["ItemsAuthorization"] == "none" ? "none" : "jwt";
}
