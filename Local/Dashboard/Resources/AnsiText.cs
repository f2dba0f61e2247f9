using System.Text.RegularExpressions;

namespace KanbanAspire.Local.Dashboard.Resources;

/// <summary>Splits a console line into pieces with the 16 colours and the styles its ANSI escape sequences ask for.</summary>
public static partial class AnsiText
{
    /// <summary>Is text in one style; <c>Class</c> is null for plain text, else CSS classes such as <c>fg-1 bold</c>.</summary>
    public readonly record struct Piece(string Text, string? Class);

    /// <summary>Removes the escape sequences.</summary>
    public static string Strip(string text) => text.Contains('\e') ? Escape().Replace(text, "") : text;

    /// <summary>Parses one line; sequences that ask for anything else are left out.</summary>
    public static List<Piece> Parse(string text)
    {
        var pieces = new List<Piece>();
        var style = new SortedDictionary<string, string>();
        var from = 0;
        foreach (Match match in Escape().Matches(text))
        {
            Add(match.Index);
            from = match.Index + match.Length;
            if (match.Groups["sgr"] is { Success: true } codes)
            {
                Array.ForEach(codes.Value.Split(';'), code => Apply(style, code.Length == 0 ? 0 : int.Parse(code[..Math.Min(3, code.Length)], null)));
            }
        }
        Add(text.Length);
        return pieces;

        void Add(int to)
        {
            if (to > from)
            {
                pieces.Add(new(text[from..to], style.Count == 0 ? null : string.Join(' ', style.Values)));
            }
        }
    }

    // ECMA-48, Select Graphic Rendition; 90 to 107 are the bright colours every terminal has.
    private static void Apply(SortedDictionary<string, string> style, int code)
    {
        switch (code)
        {
            case 0: style.Clear(); break;
            case 1: style["bold"] = "bold"; break;
            case 2: style["dim"] = "dim"; break;
            case 3: style["italic"] = "italic"; break;
            case 4: style["underline"] = "underline"; break;
            case 22: _ = style.Remove("bold") | style.Remove("dim"); break;
            case 23: style.Remove("italic"); break;
            case 24: style.Remove("underline"); break;
            case >= 30 and <= 37: style["fg"] = $"fg-{code - 30}"; break;
            case >= 90 and <= 97: style["fg"] = $"fg-{code - 82}"; break;
            case >= 40 and <= 47: style["bg"] = $"bg-{code - 40}"; break;
            case >= 100 and <= 107: style["bg"] = $"bg-{code - 100}"; break;
            case 39: style.Remove("fg"); break;
            case 49: style.Remove("bg"); break;
        }
    }

    [GeneratedRegex(@"\e\[(?<sgr>[0-9;]*)m|\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(\a|\e\\)|\e.", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
