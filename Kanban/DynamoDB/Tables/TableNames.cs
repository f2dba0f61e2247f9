namespace KanbanAspire.Kanban.Tables;

/// <summary>Names the two tables of one installation.</summary>
/// <param name="Items">The tutorial's table.</param>
/// <param name="Kanban">The table of the boards.</param>
public sealed record TableNames(string Items, string Kanban)
{
    /// <summary>The names that hold where nothing else is configured.</summary>
    public static TableNames Default { get; } = new(TableSchemas.Items.Name, TableSchemas.Kanban.Name);

    /// <summary>Reads <c>Tables:Items</c> and <c>Tables:Kanban</c>.</summary>
    /// <param name="read">Gives a configuration value by key; null or empty where there is none.</param>
    /// <returns>The configured names, defaults filled in.</returns>
    public static TableNames From(Func<string, string?> read) => new(
        read("Tables:Items") is { Length: > 0 } items ? items : Default.Items,
        read("Tables:Kanban") is { Length: > 0 } kanban ? kanban : Default.Kanban);
}
