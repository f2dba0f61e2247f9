namespace KanbanAspire.Kanban.Tables;

/// <summary>
/// Names the IAM actions of calls to a table. Each class declares those of its own calls as <c>Actions</c>; the stack grants a
/// function the actions of the classes that it uses, and nothing else. A transaction needs the actions of its parts:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
/// </summary>
public static class TableActions
{
    /// <summary>Reads an item, alone or in a transaction.</summary>
    public const string GetItem = "dynamodb:GetItem";

    /// <summary>Reads items by their keys. <see cref="GetItem"/> does not include it.</summary>
    public const string BatchGetItem = "dynamodb:BatchGetItem";

    /// <summary>Reads a range of a partition, of the table or of an index: each is a resource of its own.</summary>
    public const string Query = "dynamodb:Query";

    /// <summary>Reads all items.</summary>
    public const string Scan = "dynamodb:Scan";

    /// <summary>Puts an item, alone or in a transaction.</summary>
    public const string PutItem = "dynamodb:PutItem";

    /// <summary>Updates an item, alone or in a transaction.</summary>
    public const string UpdateItem = "dynamodb:UpdateItem";

    /// <summary>Deletes an item, alone or in a transaction.</summary>
    public const string DeleteItem = "dynamodb:DeleteItem";

    /// <summary>Puts and deletes items in batches. Neither <see cref="PutItem"/> nor <see cref="DeleteItem"/> includes it.</summary>
    public const string BatchWriteItem = "dynamodb:BatchWriteItem";
}
