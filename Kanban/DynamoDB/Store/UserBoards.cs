using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Tables;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>The list of boards that each person has.</summary>
/// <param name="client">Client of the table.</param>
/// <param name="names">Name of the table.</param>
public sealed class UserBoards(IAmazonDynamoDB client, TableNames names)
{
    private readonly KanbanTable _table = new(client, names);

    /// <summary>IAM actions of the calls that this class makes.</summary>
    public static IReadOnlyList<string> Actions => [TableActions.Query, TableActions.BatchGetItem, TableActions.UpdateItem];

    /// <summary>Reads the boards of a person.</summary>
    /// <param name="sub">The person.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Boards with role and star, last changed first.</returns>
    public async Task<IReadOnlyList<MyBoard>> GetMyBoardsAsync(string sub, CancellationToken cancellationToken)
    {
        var mine = new Dictionary<Key, Item>();
        await foreach (var item in _table.QueryAsync($"USER#{sub}", "BOARD#", "BOARD#~", cancellationToken))
        {
            if (item.ContainsKey("role"))
            {
                mine[Key.Board(item["sk"].S["BOARD#".Length..])] = item;
            }
        }

        var boards = await _table.BatchGetAsync([.. mine.Keys], cancellationToken);
        return
        [
            .. boards.Select(pair => new MyBoard(
                    pair.Value.Read(KanbanJson.Compact.Board),
                    Enum.Parse<Role>(mine[pair.Key]["role"].S),
                    mine[pair.Key].ContainsKey("starred")))
                .Where(my => !my.Board.Info.Deleted)
                .OrderByDescending(my => my.Board.ChangedAt),
        ];
    }

    /// <summary>Counts the boards that a person owns.</summary>
    /// <param name="sub">The person.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Their number; boards whose deletion is unfinished are among them.</returns>
    public async Task<int> CountOwnedAsync(string sub, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var item in _table.QueryAsync($"USER#{sub}", "BOARD#", "BOARD#~", cancellationToken))
        {
            count += item.GetValueOrDefault("role")?.S == nameof(Role.Owner) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Stars a board for a person. It is no event: it is visible to that person only.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="sub">A member of it.</param>
    /// <param name="starred">Whether it has the star.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>A task that ends when it is written.</returns>
    public Task StarAsync(string boardId, string sub, bool starred, CancellationToken cancellationToken) => Retry.ReadAsync(
        token => client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = _table.Name,
                Key = Key.MyBoard(sub, boardId).ToAttributes(),
                UpdateExpression = starred ? "SET starred = :yes" : "REMOVE starred",
                ConditionExpression = "attribute_exists(pk)",
                ExpressionAttributeValues = starred
                    ? new(StringComparer.Ordinal) { [":yes"] = new AttributeValue { BOOL = true } }
                    : null,
            },
            token),
        cancellationToken);
}
