using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Api.Problems;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.Api.Tables;

/// <summary>
/// Reads one item that does not exist while Lambda initializes the function. The first call of the SDK opens the connection,
/// finds credentials and runs code for the first time; here that happens before a user waits, and on the faster processor
/// that Lambda gives an initialization.
/// </summary>
/// <param name="client">The client to warm.</param>
/// <param name="tables">Names of the tables.</param>
internal sealed class TableWarmUp(IAmazonDynamoDB client, TableNames tables) : IHostedService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await client.GetItemAsync(
                new GetItemRequest
                {
                    TableName = tables.Kanban,
                    Key = new() { ["pk"] = new AttributeValue("WARM#UP"), ["sk"] = new AttributeValue("A") },
                },
                limit.Token);
        }
        catch (Exception e) when (Failures.IsUnavailable(e))
        {
            // Requests will say what is wrong, each to its own caller.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
