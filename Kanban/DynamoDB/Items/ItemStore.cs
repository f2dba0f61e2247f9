using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.Kanban.Items;

/// <summary>Keeps the tutorial's items in DynamoDB. Expired items are not there, whether removed already or not.</summary>
/// <param name="client">Client of the service or of its emulator.</param>
/// <param name="tables">Names of the tables.</param>
/// <param name="time">Clock that decides what has expired.</param>
public sealed class ItemStore(IAmazonDynamoDB client, TableNames tables, TimeProvider time)
{
    /// <summary>The most bytes that a partition key may have.</summary>
    public const int MaxIdSizeBytes = 2048;

    /// <summary>About how much one page of items holds; a Lambda function may answer 6 MB at most.</summary>
    public const int PageSizeBytes = 1024 * 1024;

    private readonly string _table = tables.Items;

    /// <summary>IAM actions of the calls that this class makes.</summary>
    public static IReadOnlyList<string> Actions => [TableActions.GetItem, TableActions.Scan, TableActions.DeleteItem, .. InsertActions];

    /// <summary>IAM actions of <see cref="PutAsync"/> and <see cref="PutIfAbsentAsync"/>.</summary>
    public static IReadOnlyList<string> InsertActions => [TableActions.PutItem];

    /// <summary>Puts an item, replacing the one with its id.</summary>
    /// <param name="item">What to keep.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>A task that ends when it is kept.</returns>
    /// <exception cref="AmazonDynamoDBException">The table rejected it (for example more than 400 KB) or did not answer.</exception>
    public Task PutAsync(Item item, CancellationToken cancellationToken) =>
        client.PutItemAsync(new PutItemRequest { TableName = _table, Item = ToAttributes(item) }, cancellationToken);

    /// <summary>Puts an item unless there is one with its id, expired or not.</summary>
    /// <param name="item">What to keep.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Whether it was put.</returns>
    /// <exception cref="AmazonDynamoDBException">The table rejected it or did not answer.</exception>
    public async Task<bool> PutIfAbsentAsync(Item item, CancellationToken cancellationToken)
    {
        try
        {
            await client.PutItemAsync(
                new PutItemRequest
                {
                    TableName = _table,
                    Item = ToAttributes(item),
                    ConditionExpression = "attribute_not_exists(#id)",
                    ExpressionAttributeNames = new Dictionary<string, string>(StringComparer.Ordinal) { ["#id"] = "id" },
                },
                cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Reads one item.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The item; null when there is none.</returns>
    /// <exception cref="AmazonDynamoDBException">The table did not answer.</exception>
    public async Task<Item?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var response = await client.GetItemAsync(
            new GetItemRequest { TableName = _table, Key = Key(id), ConsistentRead = true }, cancellationToken);
        return response.IsItemSet && ToItem(response.Item) is { } item && !HasExpired(item) ? item : null;
    }

    /// <summary>Deletes an item. Deleting what is not there changes nothing.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="AmazonDynamoDBException">The table did not answer.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        client.DeleteItemAsync(new DeleteItemRequest { TableName = _table, Key = Key(id) }, cancellationToken);

    /// <summary>Reads items until there are no more or the page is full.</summary>
    /// <param name="afterId">The last page's <see cref="ItemPage.LastId"/>; null to begin.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The page.</returns>
    /// <exception cref="AmazonDynamoDBException">The table did not answer.</exception>
    public async Task<ItemPage> ListAsync(string? afterId, CancellationToken cancellationToken)
    {
        var items = new List<Item>();
        var sizeBytes = 0;
        do
        {
            var response = await client.ScanAsync(
                new ScanRequest { TableName = _table, ExclusiveStartKey = afterId is null ? null : Key(afterId) },
                cancellationToken);
            foreach (var item in (response.Items ?? []).Select(ToItem).Where(item => !HasExpired(item)))
            {
                items.Add(item);
                sizeBytes += Encoding.UTF8.GetByteCount(item.Id) + Encoding.UTF8.GetByteCount(item.Name) + item.Price.Length;
            }

            afterId = response.LastEvaluatedKey is { Count: > 0 } key ? key["id"].S : null;
        }
        while (afterId is not null && sizeBytes < PageSizeBytes);

        return new ItemPage(items, afterId);
    }

    private static Dictionary<string, AttributeValue> Key(string id) =>
        new(StringComparer.Ordinal) { ["id"] = new AttributeValue { S = id } };

    private static Dictionary<string, AttributeValue> ToAttributes(Item item)
    {
        var attributes = Key(item.Id);
        attributes["price"] = new AttributeValue { N = item.Price };
        attributes["name"] = new AttributeValue { S = item.Name };
        if (item.ExpiresAt is { } expiresAt)
        {
            var expiresAtUnixSeconds = expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            attributes["expiresAt"] = new AttributeValue { N = expiresAtUnixSeconds };
        }

        return attributes;
    }

    private static Item ToItem(Dictionary<string, AttributeValue> attributes) => new(
        attributes["id"].S,
        attributes.TryGetValue("price", out var price) && price.N is { } number ? number : "0",
        attributes.TryGetValue("name", out var name) && name.S is { } text ? text : string.Empty,
        attributes.TryGetValue("expiresAt", out var at) && long.TryParse(at.N, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null);

    private bool HasExpired(Item item) => item.ExpiresAt <= time.GetUtcNow();
}
