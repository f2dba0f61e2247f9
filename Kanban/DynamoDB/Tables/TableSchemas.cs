namespace KanbanAspire.Kanban.Tables;

/// <summary>
/// Declares both tables once, for the store, for their creation on a laptop and for the CloudFormation stack.
/// </summary>
public static class TableSchemas
{
    /// <summary>The tutorial's table: items by <c>id</c>.</summary>
    public static TableSchema Items { get; } = new("http-crud-tutorial-items", "id", SortKey: null, "expiresAt", []);

    /// <summary>
    /// The boards. <c>DUE</c> is sparse: only what the Scheduler has to do later carries <c>due</c> (its shard) and
    /// <c>dueAt</c> (UTC, ISO 8601 to the second, so that text order is time order).
    /// </summary>
    public static TableSchema Kanban { get; } =
        new("kanban", "pk", "sk", "expiresAt", [new IndexSchema("DUE", "due", "dueAt")]);

    /// <summary>Gets both, under the names that the hosting gives them.</summary>
    /// <param name="names">Names in use.</param>
    /// <returns>The declared schemas, renamed.</returns>
    public static IReadOnlyList<TableSchema> All(TableNames names) =>
        [Items with { Name = names.Items }, Kanban with { Name = names.Kanban }];
}
