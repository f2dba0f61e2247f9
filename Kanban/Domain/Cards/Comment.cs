using System.Text.Json.Serialization;

namespace KanbanAspire.Kanban.Cards;

/// <summary>A comment on a card. The log knows its text by reference.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Id">22 characters of base64url; sorts by time.</param>
/// <param name="By">Id of the member who wrote it, on the board where it was written.</param>
/// <param name="At">When it was written.</param>
/// <param name="Ref">Length and hash.</param>
/// <param name="Version">Event that last wrote it.</param>
public sealed record Comment(string CardId, string Id, string By, DateTimeOffset At, TextRef Ref, long Version)
{
    /// <summary>Markdown, up to 16 KB in UTF-8; null in a state that was rebuilt from the log.</summary>
    [JsonIgnore]
    public string? Text { get; init; }

    /// <summary>
    /// Board where it was written; null for the one that has the card. Ids of members are short and local to a board, so on
    /// another one they would name somebody else.
    /// </summary>
    public string? BoardId { get; init; }

    /// <summary>The author's id at the identity provider, so that the author is found on other boards; null in comments of earlier versions.</summary>
    public string? BySub { get; init; }

    /// <summary>When it was last edited; null for never.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Ids of the members it mentions; null for none.</summary>
    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>Tells whether the members it names are members of a board.</summary>
    /// <param name="boardId">The board that has the card now.</param>
    /// <returns>False after the card was moved there from another one.</returns>
    public bool IsOf(string boardId) => BoardId is null || BoardId == boardId;
}
