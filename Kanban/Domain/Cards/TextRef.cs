namespace KanbanAspire.Kanban.Cards;

/// <summary>Stands for a text in the log: texts themselves can be deleted, the log cannot.</summary>
/// <param name="Length">Characters (UTF-16 units).</param>
/// <param name="Hash">First 16 bytes of the SHA-256 of its UTF-8 form, in base64url.</param>
public sealed record TextRef(int Length, string Hash)
{
    /// <summary>Describes a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its length and hash.</returns>
    public static TextRef Of(string text) => new(text.Length, Ids.Hash(text));
}

/// <summary>Holds the texts that an event refers to.</summary>
internal static class Texts
{
    internal static IReadOnlyDictionary<string, string> Of(string text) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { [Ids.Hash(text)] = text };
}
