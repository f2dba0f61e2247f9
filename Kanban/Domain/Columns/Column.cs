using System.Text.Json.Serialization;

namespace KanbanAspire.Kanban.Columns;

/// <summary>A column of a board.</summary>
/// <param name="Id">Short id, local to the board.</param>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Rank">Its place among the columns.</param>
/// <param name="Version">Event that last wrote it.</param>
public sealed record Column(string Id, string Name, string Rank, long Version)
{
    /// <summary>Name of a colour of the palette; null for none.</summary>
    public string? Colour { get; init; }

    /// <summary>Most open cards that the column should hold; null for no limit.</summary>
    public int? WipLimit { get; init; }

    /// <summary>The effect of the WIP limit.</summary>
    public WipPolicy WipPolicy { get; init; }

    /// <summary>Whether its cards are done: they are not overdue, and have the time of their completion.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Done { get; init; }

    /// <summary>Set while the column is being deleted: it takes no new cards and its cards leave step by step.</summary>
    public ColumnClosing? Closing { get; init; }

    /// <summary>Open cards in it, counted from the log.</summary>
    public int Count { get; init; }

    /// <summary>Greatest rank that a card in it has had; null before the first card.</summary>
    public string? LastRank { get; init; }

    /// <summary>Set while its ranks are being shortened: the rank of the first card that has a new one, or empty.</summary>
    [JsonPropertyName("rekeying")]
    public string? Rebalancing { get; init; }

    /// <summary>Event that last shortened its ranks: ranks in earlier events mean nothing now. 0: never.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonPropertyName("rekeyedAt")]
    public long RebalancedAt { get; init; }
}

/// <summary>The effect of a WIP limit on a card that would exceed it.</summary>
[JsonConverter(typeof(CamelCaseEnum<WipPolicy>))]
public enum WipPolicy
{
    /// <summary>The card comes in; the column shows that it is over its limit.</summary>
    Warn,

    /// <summary>The card is rejected.</summary>
    Block,
}

/// <summary>The destination of the cards of a column that is being deleted.</summary>
/// <param name="MoveTo">Column they move to; null archives them.</param>
/// <param name="By">Id of the member who deletes it: the batches are recorded as theirs, whichever process runs them.</param>
public sealed record ColumnClosing(string? MoveTo = null, string? By = null);
