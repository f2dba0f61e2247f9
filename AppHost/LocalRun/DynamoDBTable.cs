using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Aspire.Hosting.AWS.DynamoDB;
using KanbanAspire.Kanban.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.AppHost;

/// <summary>A table in DynamoDB on this machine, created from its declared schema.</summary>
/// <param name="schema">Keys and indexes.</param>
internal sealed class DynamoDBTableResource(TableSchema schema) : Resource(schema.Name)
{
    /// <summary>Gets the declared keys and indexes.</summary>
    public TableSchema Schema { get; } = schema;
}

/// <summary>Adds tables.</summary>
internal static class DynamoDBTableExtensions
{
    /// <summary>Adds a table that is created, where it does not exist, each time that DynamoDB becomes healthy.</summary>
    /// <param name="dynamodb">DynamoDB on this machine.</param>
    /// <param name="schema">Keys and indexes.</param>
    /// <returns>The table, for others to wait for.</returns>
    public static IResourceBuilder<DynamoDBTableResource> AddTable(
        this IResourceBuilder<DynamoDBLocalResource> dynamodb, TableSchema schema)
    {
        var table = new DynamoDBTableResource(schema);
        var endpoint = dynamodb.GetEndpoint("http");
        var check = $"{schema.Name}_active";
        var builder = dynamodb.ApplicationBuilder;
        builder.Services.AddHealthChecks().AddAsyncCheck(check, cancellationToken => CheckAsync(schema, endpoint, cancellationToken));
        builder.Eventing.Subscribe<ResourceReadyEvent>(dynamodb.Resource, (ready, cancellationToken) =>
            CreateAsync(table, endpoint, ready.Services, cancellationToken));
        builder.Eventing.Subscribe<ResourceStoppedEvent>(dynamodb.Resource, (stopped, _) =>
            stopped.Services.GetRequiredService<ResourceNotificationService>()
                .PublishUpdateAsync(table, s => s with { State = KnownResourceStates.Waiting, StartTimeStamp = null }));
        return builder.AddResource(table)
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "DynamoDB table",
                State = KnownResourceStates.Waiting,
                Properties = Describe(schema),
            })
            .WithParentRelationship(dynamodb)
            .WithIconName("Table")
            .WithHealthCheck(check)
            .WithCommand("clear", "Clear data", context => ClearAsync(table, endpoint, context), new CommandOptions
            {
                Description = "Deletes all items of the table.",
                ConfirmationMessage = $"Delete all items of the table {schema.Name}? They cannot be brought back.",
                IconName = "Delete",
                UpdateState = state => state.ResourceSnapshot.State?.Text == KnownResourceStates.Running
                    ? ResourceCommandState.Enabled
                    : ResourceCommandState.Disabled,
            })
            .ExcludeFromManifest();
    }

    private static async Task CreateAsync(
        DynamoDBTableResource table, EndpointReference endpoint, IServiceProvider services, CancellationToken cancellationToken)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        await notifications.PublishUpdateAsync(table, s => s with { State = KnownResourceStates.Starting });
        try
        {
            using var client = Connect(endpoint);
            await client.CreateIfAbsentAsync(table.Schema, cancellationToken);
            await notifications.PublishUpdateAsync(table, s => s with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow });
        }
        catch (AmazonClientException e)
        {
            services.GetRequiredService<ResourceLoggerService>().GetLogger(table).LogError(e, "The table could not be created");
            await notifications.PublishUpdateAsync(table, s => s with { State = KnownResourceStates.FailedToStart });
        }
    }

    private static async Task<ExecuteCommandResult> ClearAsync(DynamoDBTableResource table, EndpointReference endpoint, ExecuteCommandContext context)
    {
        try
        {
            using var client = Connect(endpoint);
            await client.DeleteTableAsync(table.Schema.Name, context.CancellationToken);
            await client.CreateIfAbsentAsync(table.Schema, context.CancellationToken);
            return CommandResults.Success("The table is empty.");
        }
        catch (AmazonClientException e)
        {
            return CommandResults.Failure(e);
        }
    }

    private static async Task<HealthCheckResult> CheckAsync(TableSchema schema, EndpointReference endpoint, CancellationToken cancellationToken)
    {
        try
        {
            using var client = Connect(endpoint);
            var status = (await client.DescribeTableAsync(schema.Name, cancellationToken)).Table.TableStatus;
            return status == TableStatus.ACTIVE ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"The table is {status}.");
        }
        catch (AmazonClientException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }

    private static AmazonDynamoDBClient Connect(EndpointReference endpoint) => new(
        new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint.Url,
            Timeout = TimeSpan.FromSeconds(2),
            MaxErrorRetry = 1,
        });

    private static ImmutableArray<ResourcePropertySnapshot> Describe(TableSchema schema) =>
    [
        new("Partition key", $"{schema.PartitionKey} (S)"),
        new("Sort key", schema.SortKey is null ? "none" : $"{schema.SortKey} (S)"),
        new("TTL attribute", schema.TtlAttribute),
        new("Global secondary indexes", string.Join(", ", schema.Indexes.Select(i => $"{i.Name} ({i.PartitionKey}, {i.SortKey})"))),
    ];
}
