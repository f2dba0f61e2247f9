namespace KanbanAspire.Report.Boards;

/// <summary>A card of the board on the pictures.</summary>
/// <param name="Column">Place of its column.</param>
/// <param name="English">Title.</param>
/// <param name="Korean">The same in Korean.</param>
/// <param name="Labels">Places of its labels.</param>
/// <param name="DueInDays">Due day from today; null for none.</param>
/// <param name="Priority">Priority; null for none.</param>
/// <param name="Estimate">Effort; null for none.</param>
/// <param name="Assignees">Places of members: 0 who made the board, 1 the guest.</param>
internal sealed record SampleCard(
    int Column,
    string English,
    string Korean,
    int[] Labels,
    int? DueInDays = null,
    string? Priority = null,
    int? Estimate = null,
    params int[] Assignees);
