using System.Text.Json.Serialization;

namespace KanbanAspire.Kanban.Boards;

/// <summary>A board: its name and settings, and what is counted from its log.</summary>
/// <param name="Id">22 characters of base64url.</param>
/// <param name="Info">What people set.</param>
/// <param name="Seq">Number of the last event.</param>
/// <param name="CreatedAt">Time of the first event.</param>
/// <param name="ChangedAt">Time of the last event.</param>
/// <param name="Counts">Numbers of what is on the board.</param>
/// <param name="NextId">Number that the next column, label or member is named after.</param>
/// <param name="LastColumnRank">Greatest rank that a column has had; null before the first column.</param>
/// <param name="LastCardNumber">Greatest number that a card has had; 0 before the first card.</param>
/// <param name="Channel">Where its events are pushed, known to its members alone, see <see cref="PushChannel"/>; null for a board that was made before.</param>
public sealed record Board(
    string Id,
    BoardInfo Info,
    long Seq,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    BoardCounts Counts,
    int NextId = 1,
    string? LastColumnRank = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int LastCardNumber = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Channel = null);

/// <summary>The settings of a board.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Description">Up to 200 characters; null for none.</param>
/// <param name="Colour">Name of a colour of the palette; null for none.</param>
/// <param name="Archived">Whether the board is archived: it can be read but not changed until it is restored.</param>
/// <param name="Deleted">Whether the board is permanently deleted; its items are removed in the background.</param>
public sealed record BoardInfo(
    string Name,
    string? Description = null,
    string? Colour = null,
    bool Archived = false,
    bool Deleted = false);

/// <summary>Numbers of what is on a board.</summary>
/// <param name="Columns">Columns.</param>
/// <param name="Cards">Open cards.</param>
/// <param name="ArchivedCards">Archived cards.</param>
/// <param name="Members">Members.</param>
/// <param name="Owners">Members that are owners.</param>
/// <param name="Rules">Recurring rules.</param>
/// <param name="Labels">Labels.</param>
public sealed record BoardCounts(
    int Columns = 0,
    int Cards = 0,
    int ArchivedCards = 0,
    int Members = 0,
    int Owners = 0,
    int Rules = 0,
    int Labels = 0);

/// <summary>A label that cards of the board can carry.</summary>
/// <param name="Id">Short id, local to the board.</param>
/// <param name="Name">Up to 50 characters; empty for a label that is a colour only.</param>
/// <param name="Colour">Name of a colour of the palette.</param>
/// <param name="Version">Event that last wrote it.</param>
public sealed record Label(string Id, string Name, string Colour, long Version)
{
    /// <summary>What a label is known by on other boards: its name, or its colour where it has none.</summary>
    internal (bool IsNamed, string Value) Likeness => (Name.Length > 0, Name.Length > 0 ? Name : Colour);

    /// <summary>Tells whether a label of another board means the same.</summary>
    /// <param name="other">The other label.</param>
    /// <returns>True for the same name, or the same colour where both have none.</returns>
    public bool IsLike(Label other) => Likeness == other.Likeness;

    /// <summary>Gives labels in the order in which they were made.</summary>
    /// <param name="labels">Labels of one board.</param>
    /// <returns>The same, in order.</returns>
    public static IReadOnlyList<Label> InOrder(IEnumerable<Label> labels) => [.. labels.OrderBy(label => Ids.Number(label.Id))];
}
