using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.DynamoDB;
using KanbanAspire.Local.Hosting;

namespace Aspire.Hosting;

/// <summary>Adds DynamoDB, with the signatures of Aspire.Hosting.AWS.</summary>
public static class DynamoDBLocalResourceBuilderExtensions
{
    /// <summary>Adds DynamoDB on this machine.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Resource name.</param>
    /// <param name="options">How it runs; null for in memory on any free port.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<DynamoDBLocalResource> AddAWSDynamoDBLocal(
        this IDistributedApplicationBuilder builder, string name, DynamoDBLocalOptions? options = null)
    {
        options ??= new DynamoDBLocalOptions();
        var resource = builder.AddResource(new DynamoDBLocalResource(name, options));
        // Any answer will do: what is asked is whether it listens, and DynamoDB answers a bare GET with "healthy: ...".
        resource.Model().Endpoints.Add(new EndpointModel("http", options.Port));
        resource.Model().HealthChecks.Add(new HttpHealthCheck("http", "/", 200));
        return resource;
    }

    /// <summary>Points the AWS SDK of a resource to DynamoDB on this machine and waits for it.</summary>
    /// <typeparam name="TDestination">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dynamoDBLocalResourceBuilder">DynamoDB.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<DynamoDBLocalResource> dynamoDBLocalResourceBuilder)
        where TDestination : IResourceWithEnvironment
    {
        var dynamodb = dynamoDBLocalResourceBuilder.Resource;
        builder.Model().References.Add(dynamodb.Name);
        builder.Model().WaitsFor.Add(dynamodb);
        return builder.With(variables => variables["AWS_ENDPOINT_URL_DYNAMODB"] = dynamodb.Model.Endpoints[0].Url);
    }
}
