using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.DynamoDB;
using KanbanAspire.Local.DynamoDB;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Adds DynamoDB, with the signatures of Aspire.Hosting.AWS.</summary>
public static class DynamoDBLocalResourceBuilderExtensions
{
    /// <summary>Adds DynamoDB on this machine.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Resource name.</param>
    /// <param name="options">Options; null keeps the data in memory and takes any free port.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<DynamoDBLocalResource> AddAWSDynamoDBLocal(
        this IDistributedApplicationBuilder builder, string name, DynamoDBLocalOptions? options = null)
    {
        var cache = builder.Configuration["Cache:Folder"] ?? Path.Combine(builder.AppHostDirectory, "..", ".cache");
        var file = options?.LocalStorageDirectory is { } folder ? Path.Combine(folder, "dynamodb.db") : null;
        var dynamodb = builder.AddResource(new DynamoDBLocalResource(name, Dynoxide.ExecutablePath(cache)))
            .WithHttpEndpoint(port: options?.Port, name: "http")
            .WithHttpHealthCheck("/", endpointName: "http")
            .WithUrlForEndpoint("http", url => url.DisplayText = "DynamoDB API")
            .WithIconName("DatabaseMultiple")
            .OnBeforeResourceStarted((resource, started, cancellationToken) => PrepareAsync(resource, file, cache, started, cancellationToken))
            .ExcludeFromManifest();
        var port = dynamodb.GetEndpoint("http").Property(EndpointProperty.TargetPort);
        return dynamodb.WithArgs([.. Dynoxide.ServeArguments(port, file)]);
    }

    /// <summary>Points the AWS SDK of a resource to DynamoDB on this machine and waits for it. Does nothing when publishing.</summary>
    /// <typeparam name="TDestination">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dynamoDBLocalResourceBuilder">DynamoDB.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<DynamoDBLocalResource> dynamoDBLocalResourceBuilder)
        where TDestination : IResourceWithEnvironment
    {
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return builder;
        }

        if (builder is IResourceBuilder<IResourceWithWaitSupport> waiting)
        {
            waiting.WaitFor(dynamoDBLocalResourceBuilder);
        }

        return builder.WithEnvironment("AWS_ENDPOINT_URL_DYNAMODB", dynamoDBLocalResourceBuilder.GetEndpoint("http"))
            .WithReferenceRelationship(dynamoDBLocalResourceBuilder);
    }

    private static async Task PrepareAsync(
        DynamoDBLocalResource resource, string? file, string cache, BeforeResourceStartedEvent started, CancellationToken cancellationToken)
    {
        var logger = started.Services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
        try
        {
            if (file is not null && DataFile.Check(file) is { } problem)
            {
                throw new DynoxideException(problem);
            }

            await Dynoxide.GetExecutableAsync(cache, line => logger.LogInformation("{Line}", line), cancellationToken);
        }
        catch (DynoxideException e)
        {
            throw new DistributedApplicationException(e.Message, e);
        }
    }
}
