using System.Globalization;
using System.Text;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Kanban;

/// <summary>
/// Says how much there can be of what a board and its cards hold. Each rejection names its limit. Archived cards, invites and the boards of
/// a person have none.
/// </summary>
public static class Limits
{
    public const int OpenCards = 5_000;
    public const int Columns = 50;
    public const int Labels = 50;
    public const int Members = 200;
    public const int Rules = 100;

    /// <summary>Most recurring rules on all boards that a person owns, together.</summary>
    public const int RulesPerPerson = 500;

    /// <summary>Most boards that a person owns.</summary>
    public const int BoardsPerPerson = 500;

    /// <summary>Most invites of a board that have not ended.</summary>
    public const int Invites = 500;

    public const int LabelsPerCard = 20;
    public const int AssigneesPerCard = 20;
    public const int ChecklistsPerCard = 10;
    public const int EntriesPerChecklist = 50;
    public const int CommentsPerCard = 1_000;
    public const int Mentions = 20;
    public const int Revisions = 20;
    public const int NameLength = 100;
    public const int TitleLength = 200;
    public const int CommentBytes = 16 * 1024;
    public const int DescriptionBytes = 64 * 1024;

    /// <summary>Most items that one step of a long operation writes; a transaction takes 100.</summary>
    public const int StepItems = 90;

    /// <summary>Minimum time between two occurrences of a recurring rule.</summary>
    public static readonly TimeSpan RuleInterval = TimeSpan.FromMinutes(15);

    /// <summary>Age up to which an event can be undone.</summary>
    public static readonly TimeSpan UndoAge = TimeSpan.FromDays(7);

    /// <summary>Checks a number of things, where a change may not lead above the limit; what is above it already may become less.</summary>
    /// <param name="what">What is counted, for the message.</param>
    /// <param name="before">How many there were.</param>
    /// <param name="after">How many there are.</param>
    /// <param name="limit">How many there can be.</param>
    /// <returns>A rejection; null when it is all right.</returns>
    internal static Rejection? Check(string what, int before, int after, int limit) =>
        after > limit && after > before ? Rejection.TooMany(what, limit) : null;

    /// <summary>Checks a text of one line.</summary>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="text">The text; null counts as missing.</param>
    /// <param name="maxLength">Most UTF-16 units.</param>
    /// <param name="mayBeEmpty">Whether an empty text will do.</param>
    /// <returns>A rejection; null when it is all right.</returns>
    public static Rejection? CheckLine(string what, string? text, int maxLength = NameLength, bool mayBeEmpty = false)
    {
        if (text is null || (!mayBeEmpty && text.All(IsInvisible)))
        {
            return Rejection.Invalid($"The {what} is missing.");
        }

        if (text.Length > maxLength)
        {
            return Rejection.Invalid($"The {what} can have at most {maxLength} characters.") with { Limit = maxLength };
        }

        return text.Any(char.IsControl) || !IsWellFormed(text)
            ? Rejection.Invalid($"The {what} must be one line of text without control characters.")
            : null;
    }

    /// <summary>Checks a text of many lines.</summary>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="text">The text; null counts as missing.</param>
    /// <param name="maxBytes">Most bytes in UTF-8.</param>
    /// <returns>A rejection; null when it is all right.</returns>
    public static Rejection? CheckText(string what, string? text, int maxBytes)
    {
        if (text is null)
        {
            return Rejection.Invalid($"The {what} is missing.");
        }

        if (Encoding.UTF8.GetByteCount(text) > maxBytes)
        {
            return Rejection.Invalid($"The {what} can have at most {maxBytes} bytes.") with { Limit = maxBytes };
        }

        return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || !IsWellFormed(text)
            ? Rejection.Invalid($"The {what} must be text without control characters.")
            : null;
    }

    /// <summary>Checks the name of a colour.</summary>
    /// <param name="colour">A name of the palette or <c>#rrggbb</c>; null is no colour.</param>
    /// <returns>A rejection; null when it is all right.</returns>
    public static Rejection? CheckColour(string? colour) =>
        colour is null || (colour.Length is > 0 and <= 20 && colour.All(c => char.IsAsciiLetterOrDigit(c) || c is '#' or '-'))
            ? null
            : Rejection.Invalid("The colour must be a name of up to 20 letters, digits and hyphens, such as blue.");

    /// <summary>Knows spaces, format characters (zero width, direction) and the blanks that Unicode counts among letters and symbols.</summary>
    private static bool IsInvisible(char c) => char.IsWhiteSpace(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format
        || c is '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0';

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
