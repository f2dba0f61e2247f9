using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace KanbanAspire.Kanban.Tables;

/// <summary>Creates declared tables where no CloudFormation stack does: on a laptop and in tests.</summary>
public static class TableCreation
{
    /// <summary>Creates the table unless it exists, waits until it is active and turns expiry on. Repeating it is safe.</summary>
    /// <param name="client">Client of the service or of its emulator.</param>
    /// <param name="schema">What to create.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>A task that ends when the table takes requests.</returns>
    /// <exception cref="AmazonDynamoDBException">The service rejected.</exception>
    public static async Task CreateIfAbsentAsync(
        this IAmazonDynamoDB client, TableSchema schema, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateTableAsync(ToRequest(schema), cancellationToken);
        }
        catch (ResourceInUseException)
        {
            // It exists, or another process creates it now; either way the wait below is right.
        }

        await WaitUntilActiveAsync(client, schema.Name, cancellationToken);
        await EnableExpiryAsync(client, schema, cancellationToken);
    }

    private static CreateTableRequest ToRequest(TableSchema schema)
    {
        var indexes = schema.Indexes.Select(index => new GlobalSecondaryIndex
        {
            IndexName = index.Name,
            KeySchema = Keys(index.PartitionKey, index.SortKey),
            Projection = new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
        }).ToList();

        string?[] attributes =
            [schema.PartitionKey, schema.SortKey, .. schema.Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey })];

        return new CreateTableRequest
        {
            TableName = schema.Name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = Keys(schema.PartitionKey, schema.SortKey),
            AttributeDefinitions = attributes.OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(name => new AttributeDefinition(name, ScalarAttributeType.S)).ToList(),
            GlobalSecondaryIndexes = indexes is [] ? null : indexes,
        };
    }

    private static List<KeySchemaElement> Keys(string partitionKey, string? sortKey) => sortKey is null
        ? [new KeySchemaElement(partitionKey, KeyType.HASH)]
        : [new KeySchemaElement(partitionKey, KeyType.HASH), new KeySchemaElement(sortKey, KeyType.RANGE)];

    private static async Task WaitUntilActiveAsync(IAmazonDynamoDB client, string name, CancellationToken cancellationToken)
    {
        while ((await client.DescribeTableAsync(name, cancellationToken)).Table.TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private static async Task EnableExpiryAsync(
        IAmazonDynamoDB client, TableSchema schema, CancellationToken cancellationToken)
    {
        try
        {
            await client.UpdateTimeToLiveAsync(
                new UpdateTimeToLiveRequest
                {
                    TableName = schema.Name,
                    TimeToLiveSpecification = new TimeToLiveSpecification
                    {
                        AttributeName = schema.TtlAttribute,
                        Enabled = true,
                    },
                },
                cancellationToken);
        }
        catch (AmazonDynamoDBException e) when (e.ErrorCode is "ValidationException" or "UnknownOperationException")
        {
            // On already (ValidationException), or a emulator without expiry; readers filter expired items anyway.
        }
    }
}
