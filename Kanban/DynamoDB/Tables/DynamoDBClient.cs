using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace KanbanAspire.Kanban.Tables;

/// <summary>Makes the one client that a process readSet.</summary>
public static class DynamoDBClient
{
    /// <summary>
    /// Makes a client from the SDK's standard variables (<c>AWS_REGION</c>, <c>AWS_ENDPOINT_URL_DYNAMODB</c>, credentials).
    /// One try lasts 3 s at most and is repeated twice. How long a caller waits in all is for <see cref="Store.TimeBudget"/> to say.
    /// </summary>
    /// <returns>The client.</returns>
    /// <exception cref="AmazonClientException">Neither a region nor an endpoint is configured.</exception>
    public static AmazonDynamoDBClient Create() => new(new AmazonDynamoDBConfig
    {
        Timeout = TimeSpan.FromSeconds(3),
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = 2,
    });
}
