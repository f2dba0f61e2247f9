using System.Text.Json.Serialization;

namespace KanbanAspire.Kanban.Cards;

/// <summary>The description of a card. The log knows it by reference.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Ref">Length and hash.</param>
/// <param name="Version">Event that last changed it; on a card from another board perhaps a greater number, never a smaller one.</param>
public sealed record Description(string CardId, TextRef Ref, long Version)
{
    /// <summary>Markdown, up to 64 KB in UTF-8; null in a state that was rebuilt from the log.</summary>
    [JsonIgnore]
    public string? Text { get; init; }

    /// <summary>Versions of it that are kept besides this one, oldest first; null for none.</summary>
    public IReadOnlyList<long>? Revisions { get; init; }

    /// <summary>
    /// Gives the version of a new text. The text moves to other boards with its card, and each board counts its events by itself:
    /// were a number used twice, a stale If-Match would fit a text that its sender never saw.
    /// </summary>
    /// <param name="before">The text that it replaces; null for none.</param>
    /// <param name="seq">Event that changes it.</param>
    /// <returns>The number of the event, or one more than the last version.</returns>
    internal static long NextVersion(Description? before, long seq) => Math.Max(seq, (before?.Version ?? 0) + 1);
}

/// <summary>A former description of a card, kept for the last few changes.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Ref">Length and hash.</param>
/// <param name="Version">Event that had made it the description.</param>
/// <param name="Text">The Markdown.</param>
public sealed record Revision(string CardId, TextRef Ref, long Version, [property: JsonIgnore] string? Text);
