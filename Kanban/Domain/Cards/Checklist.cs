using System.Text.Json.Serialization;

namespace KanbanAspire.Kanban.Cards;

/// <summary>A checklist of a card.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Id">22 characters of base64url; checklists are shown in the order of their ids.</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Entries">Its entries, in order.</param>
/// <param name="Version">Event that last wrote it; on a card from another board perhaps a greater number, never a smaller one.</param>
public sealed record Checklist(
    string CardId, string Id, string Title, IReadOnlyList<ChecklistEntry> Entries, long Version)
{
    /// <summary>Board where it was last written; null for the one that has the card.</summary>
    public string? BoardId { get; init; }

    /// <summary>Number of ticked entries.</summary>
    [JsonIgnore]
    public int Done => Entries.Count(entry => entry.Done);

    /// <summary>Gives the version of a changed checklist, as <see cref="Description.NextVersion"/> does and for the same reason.</summary>
    /// <param name="before">The checklist as it was; null for a new one.</param>
    /// <param name="seq">Event that changes it.</param>
    /// <returns>The number of the event, or one more than the last version.</returns>
    internal static long NextVersion(Checklist? before, long seq) => Math.Max(seq, (before?.Version ?? 0) + 1);

    /// <summary>Gives the checklist as it is on a board. Ids of members are local to a board: assignees set on another board are dropped.</summary>
    /// <param name="boardId">The board that has the card now.</param>
    /// <returns>The checklist, without assignees when it was last written on another board.</returns>
    public Checklist On(string boardId) => BoardId is null || BoardId == boardId
        ? this
        : this with { BoardId = boardId, Entries = [.. Entries.Select(entry => entry with { Assignee = null })] };
}

/// <summary>An entry of a checklist.</summary>
/// <param name="Id">22 characters of base64url.</param>
/// <param name="Text">1 to 200 characters.</param>
/// <param name="Done">Whether it is ticked.</param>
/// <param name="Assignee">Id of a member; null for none.</param>
public sealed record ChecklistEntry(string Id, string Text, bool Done = false, string? Assignee = null);
