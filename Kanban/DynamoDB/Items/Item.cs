namespace KanbanAspire.Kanban.Items;

/// <summary>An item of the tutorial's table.</summary>
/// <param name="Id">Partition key, 1 to 2,048 bytes in UTF-8.</param>
/// <param name="Price">A JSON number as text, kept as DynamoDB keeps it: up to 38 digits, never a binary fraction.</param>
/// <param name="Name">Any text.</param>
/// <param name="ExpiresAt">When it stops being there; null for never. Never shown to clients.</param>
public sealed record Item(string Id, string Price, string Name, DateTimeOffset? ExpiresAt = null);
