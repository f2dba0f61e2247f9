namespace KanbanAspire.Kanban.Store;

/// <summary>
/// An item is due that no background work is known for: an older program runs beside a newer one, or a handler is missing.
/// </summary>
/// <param name="letter">First letter of its sort key, which says its kind.</param>
public sealed class UnknownDueKindException(char letter)
    : InvalidOperationException($"No background work is known for items of the kind {letter}.");
