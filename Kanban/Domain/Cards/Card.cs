using System.Text.Json.Serialization;

namespace KanbanAspire.Kanban.Cards;

/// <summary>A card as the board shows it. Its long texts are items of their own.</summary>
/// <param name="Id">22 characters of base64url; a UUIDv7, so it tells when the card was made.</param>
/// <param name="ColumnId">The one column it is in; of an archived card, the one it was in.</param>
/// <param name="Rank">Its place in the column: cards are ordered by (rank, id).</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="TitleVersion">Event that last changed the title.</param>
/// <param name="Version">Event that last wrote the card or one of its texts.</param>
public sealed record Card(string Id, string ColumnId, string Rank, string Title, long TitleVersion, long Version)
{
    /// <summary>Its number on the board, <c>#123</c>; null on a card of before there were numbers, until its next change.</summary>
    public int? Number { get; init; }

    /// <summary>Ids of labels; null for none. One that the board no longer has is not shown.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Ids of members; null for none. One that the board no longer has is not shown.</summary>
    public IReadOnlyList<string>? Assignees { get; init; }

    /// <summary>Day that work starts; null for none.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Day that work is due; null for none.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Priority; null for none.</summary>
    public CardPriority? Priority { get; init; }

    /// <summary>Effort in whatever unit the team uses, 0 to 1,000; null for none.</summary>
    public decimal? Estimate { get; init; }

    /// <summary>Name of a colour of the palette; null for none.</summary>
    public string? Cover { get; init; }

    /// <summary>Time it came into its column; null since it was made.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    /// <summary>
    /// Time it came into a column that is marked as done; null when it is in none, and on a card that was there before the mark. It counts
    /// while the column has the mark.
    /// </summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Characters of the description.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Description { get; init; }

    /// <summary>Number of comments.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Comments { get; init; }

    /// <summary>Number of checklists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Checklists { get; init; }

    /// <summary>Number of entries in all checklists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Entries { get; init; }

    /// <summary>Number of ticked entries.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EntriesDone { get; init; }

    /// <summary>Whether the card is in the archive.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Archived { get; init; }

    /// <summary>Recurring rule that made it; null for people.</summary>
    public string? Rule { get; init; }
}

/// <summary>The priority of a card.</summary>
[JsonConverter(typeof(CamelCaseEnum<CardPriority>))]
public enum CardPriority
{
    /// <summary>Can wait.</summary>
    Low,

    /// <summary>As usual.</summary>
    Medium,

    /// <summary>Before the others.</summary>
    High,

    /// <summary>Now.</summary>
    Urgent,
}
