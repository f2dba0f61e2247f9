namespace KanbanAspire.Kanban.Store;

/// <summary>
/// An item is of a kind that background work does not know: an older program runs beside a newer one, or a handler is missing.
/// </summary>
/// <param name="sk">Its sort key. Of it, only the letter of the kind is told.</param>
public sealed class UnknownKindException(string sk)
    : InvalidOperationException($"No background work is known for items of the kind {sk[0]}.");
