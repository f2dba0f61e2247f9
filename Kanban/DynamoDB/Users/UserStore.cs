using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.Kanban.Users;

/// <summary>Keeps profiles: <c>pk = USER#sub</c>, <c>sk = A</c>, beside the user's boards.</summary>
/// <param name="client">Client of the service or of its emulator.</param>
/// <param name="tables">Names of the tables.</param>
public sealed class UserStore(IAmazonDynamoDB client, TableNames tables)
{
    /// <summary>IAM actions of the calls that this class makes.</summary>
    public static IReadOnlyList<string> Actions => [TableActions.GetItem, TableActions.PutItem];

    /// <summary>Reads a profile.</summary>
    /// <param name="id">The user pool's <c>sub</c>.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The profile; null when there is none yet.</returns>
    /// <exception cref="AmazonDynamoDBException">The table did not answer.</exception>
    public async Task<User?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var response = await client.GetItemAsync(
            new GetItemRequest { TableName = tables.Kanban, Key = Key(id) }, cancellationToken);
        return response.IsItemSet
            ? new User(id, response.Item.TryGetValue("email", out var email) ? email.S : null, response.Item["name"].S)
            : null;
    }

    /// <summary>Puts a profile, replacing the one with its id.</summary>
    /// <param name="user">What to keep.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>A task that ends when it is kept.</returns>
    /// <exception cref="AmazonDynamoDBException">The table did not answer.</exception>
    public Task PutAsync(User user, CancellationToken cancellationToken)
    {
        var item = Key(user.Id);
        item["name"] = new AttributeValue { S = user.Name };
        if (user.Email is not null)
        {
            item["email"] = new AttributeValue { S = user.Email };
        }

        return client.PutItemAsync(new PutItemRequest { TableName = tables.Kanban, Item = item }, cancellationToken);
    }

    private static Dictionary<string, AttributeValue> Key(string id) => new(StringComparer.Ordinal)
    {
        ["pk"] = new AttributeValue { S = $"USER#{id}" },
        ["sk"] = new AttributeValue { S = "A" },
    };
}
