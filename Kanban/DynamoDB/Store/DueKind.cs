namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Kinds of items that can be due, in the order in which a run serves them: what people wait for at a time comes first, what only
/// takes up room comes last. Reminders belong after the rules.
/// </summary>
internal enum DueKind
{
    /// <summary>A recurring rule whose next occurrence has come.</summary>
    RecurringRule,

    /// <summary>A board that is no longer archived, whose postponed rules are due again.</summary>
    RestoredBoard,

    /// <summary>A column whose deletion or rank rebalancing is unfinished.</summary>
    Column,

    /// <summary>A former member, who may still be assigned to cards.</summary>
    FormerMember,

    /// <summary>A member who came back by undo, with assignments that may still have to come back.</summary>
    ReturnedMember,

    /// <summary>A permanently deleted card whose texts are still stored.</summary>
    DeletedCard,

    /// <summary>A deleted board, whose items are still stored.</summary>
    DeletedBoard,
}

/// <summary>Tells what is due from the key alone, which is all that the index holds.</summary>
internal static class DueKinds
{
    private const string BoardPrefix = "BOARD#";

    /// <summary>Gets the kind of an item.</summary>
    /// <param name="key">Key of the item.</param>
    /// <returns>The kind; null for an item that no background work is known for.</returns>
    internal static DueKind? Of(Key key) =>
        key.Pk.StartsWith(BoardPrefix, StringComparison.Ordinal) ? StoredKind.Find(key.Sk)?.Due : null;

    /// <summary>Gets the id of the board that an item of a known kind belongs to.</summary>
    internal static string BoardId(Key key) => key.Pk[BoardPrefix.Length..];
}
