namespace KanbanAspire.Kanban.Tables;

/// <summary>Declares the keys of one DynamoDB table. All key attributes are strings.</summary>
/// <param name="Name">Table name.</param>
/// <param name="PartitionKey">Attribute name of the partition key.</param>
/// <param name="SortKey">Attribute name of the sort key; null where there is none.</param>
/// <param name="TtlAttribute">Attribute that holds the expiry time in Unix seconds.</param>
/// <param name="Indexes">Global secondary indexes; empty where there are none.</param>
public sealed record TableSchema(
    string Name,
    string PartitionKey,
    string? SortKey,
    string TtlAttribute,
    IReadOnlyList<IndexSchema> Indexes);

/// <summary>Declares a global secondary index that projects the keys only. Items without its keys are not in it.</summary>
/// <param name="Name">Index name.</param>
/// <param name="PartitionKey">Attribute name of the partition key (string).</param>
/// <param name="SortKey">Attribute name of the sort key (string).</param>
public sealed record IndexSchema(string Name, string PartitionKey, string SortKey);
