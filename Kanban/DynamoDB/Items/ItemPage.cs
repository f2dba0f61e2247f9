namespace KanbanAspire.Kanban.Items;

/// <summary>A part of all items.</summary>
/// <param name="Items">In the table's own order, which is none that means anything.</param>
/// <param name="LastId">Where the next page begins after; null when this was the last.</param>
public sealed record ItemPage(IReadOnlyList<Item> Items, string? LastId);
