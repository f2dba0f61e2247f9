using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Aspire.Hosting.AWS.DynamoDB;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.AppHost;

/// <summary>Is a table in DynamoDB on this machine, created from its declared schema.</summary>
/// <param name="schema">Keys and indexes.</param>
/// <param name="dynamodb">Where it is created.</param>
internal sealed class DynamoDBTableResource(TableSchema schema, DynamoDBLocalResource dynamodb)
    : Resource(schema.Name), IResourceWithParent<DynamoDBLocalResource>, IResourceWithWaitSupport
{
    /// <inheritdoc/>
    public DynamoDBLocalResource Parent { get; } = dynamodb;

    /// <summary>Gets the declared keys and indexes.</summary>
    public TableSchema Schema { get; } = schema;
}

/// <summary>Adds tables.</summary>
internal static class DynamoDBTableExtensions
{
    /// <summary>Adds a table that is created, where it does not exist, as soon as DynamoDB is healthy.</summary>
    /// <param name="dynamodb">DynamoDB on this machine.</param>
    /// <param name="schema">Keys and indexes.</param>
    /// <returns>The table, for others to wait for.</returns>
    public static IResourceBuilder<DynamoDBTableResource> AddTable(
        this IResourceBuilder<DynamoDBLocalResource> dynamodb, TableSchema schema)
    {
        var endpoint = dynamodb.GetEndpoint("http");
        return dynamodb.ApplicationBuilder.AddResource(new DynamoDBTableResource(schema, dynamodb.Resource))
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "DynamoDB table",
                State = KnownResourceStates.NotStarted,
                Properties = Describe(schema),
            })
            .ExcludeFromManifest()
            .WaitFor(dynamodb)
            .OnInitializeResource((table, @event, cancellationToken) => CreateAsync(table, endpoint, @event, cancellationToken));
    }

    private static async Task CreateAsync(
        DynamoDBTableResource table, EndpointReference endpoint, InitializeResourceEvent @event, CancellationToken cancellationToken)
    {
        await @event.Eventing.PublishAsync(new BeforeResourceStartedEvent(table, @event.Services), cancellationToken);
        await @event.Notifications.PublishUpdateAsync(table, s => s with { State = KnownResourceStates.Starting });
        try
        {
            using var client = new AmazonDynamoDBClient(
                new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = endpoint.Url });
            await client.CreateIfAbsentAsync(table.Schema, cancellationToken);
            await @event.Notifications.PublishUpdateAsync(
                table, s => s with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow });
        }
        catch (AmazonClientException)
        {
            await @event.Notifications.PublishUpdateAsync(table, s => s with { State = KnownResourceStates.FailedToStart });
            throw;
        }
    }

    private static ImmutableArray<ResourcePropertySnapshot> Describe(TableSchema schema) =>
    [
        new("Partition key", $"{schema.PartitionKey} (S)"),
        new("Sort key", schema.SortKey is null ? "none" : $"{schema.SortKey} (S)"),
        new("TTL attribute", schema.TtlAttribute),
        new("Global secondary indexes", string.Join(", ", schema.Indexes.Select(i => $"{i.Name} ({i.PartitionKey}, {i.SortKey})"))),
    ];
}
