using Amazon.DynamoDBv2.Model;

namespace KanbanAspire.Kanban.Store;

/// <summary>An entry of the index <c>DUE</c>, which may lag behind its item.</summary>
/// <param name="Key">Key of the item.</param>
/// <param name="DueAt">Since when it is due, as the index says: a write on condition of it fails when the item was written in between.</param>
internal readonly record struct DueItem(Key Key, AttributeValue DueAt)
{
    /// <summary>Kind; null for one that is not known here.</summary>
    internal DueKind? Kind => DueKinds.Of(Key);

    /// <summary>Id of the board.</summary>
    internal string BoardId => DueKinds.BoardId(Key);

    /// <summary>Id of the column, rule or card; empty for the board itself.</summary>
    internal string Id => StoredKind.Find(Key.Sk)?.Id(Key.Sk) ?? "";
}

/// <summary>The result of the work on a due item.</summary>
/// <param name="IsUnfinished">Whether time was over; the next run goes on.</param>
/// <param name="StuckReason">Why it cannot go on, as a name that holds nothing of what people wrote; null when it can.</param>
internal readonly record struct WorkOutcome(bool IsUnfinished, string? StuckReason)
{
    /// <summary>Nothing is left to do.</summary>
    internal static WorkOutcome Done { get; } = new(false, null);

    /// <summary>Time was over.</summary>
    internal static WorkOutcome Unfinished { get; } = new(true, null);

    /// <summary>Translates a rejection: a busy board is tried again, anything else waits for a change.</summary>
    internal static WorkOutcome Of(Commands.Rejection rejection) =>
        rejection.Kind is Commands.RejectionKind.Busy ? Unfinished : Stuck(rejection.Kind.ToString());

    /// <summary>It cannot go on before somebody changes something.</summary>
    internal static WorkOutcome Stuck(string reason) => new(false, reason);
}
