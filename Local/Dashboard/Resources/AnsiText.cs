using System.Globalization;
using System.Text.RegularExpressions;

namespace KanbanAspire.Local.Dashboard.Resources;

/// <summary>Splits a console line into pieces with the colours its ANSI escape sequences ask for.</summary>
public static partial class AnsiText
{
    /// <summary>Is text in one style.</summary>
    /// <param name="Text">The text, without escape sequences.</param>
    /// <param name="Class">CSS classes such as <c>fg-1 bold</c>; null for plain text.</param>
    /// <param name="Style">CSS colours beyond the 16 of the palette; null otherwise.</param>
    public readonly record struct Piece(string Text, string? Class, string? Style);

    private sealed record State(string? Foreground, string? Background, bool Bold, bool Dim, bool Italic, bool Underline);

    private static readonly State Plain = new(null, null, false, false, false, false);

    /// <summary>Removes the escape sequences.</summary>
    public static string Strip(string text) => text.Contains('\e') ? Escape().Replace(text, "") : text;

    /// <summary>Parses one line; sequences other than colours and styles are left out.</summary>
    public static IEnumerable<Piece> Parse(string text)
    {
        var (state, from) = (Plain, 0);
        foreach (Match match in Escape().Matches(text))
        {
            if (match.Index > from)
            {
                yield return Style(text[from..match.Index], state);
            }
            from = match.Index + match.Length;
            if (match.Groups["sgr"] is { Success: true } codes)
            {
                state = Next(state, codes.Value);
            }
        }
        if (from < text.Length)
        {
            yield return Style(text[from..], state);
        }
    }

    private static State Next(State state, string codes)
    {
        var numbers = new Queue<int>(codes.Split(';', ':').Select(code =>
            int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0));
        while (numbers.TryDequeue(out var code))
        {
            state = code switch
            {
                0 => Plain,
                1 => state with { Bold = true },
                2 => state with { Dim = true },
                3 => state with { Italic = true },
                4 => state with { Underline = true },
                22 => state with { Bold = false, Dim = false },
                23 => state with { Italic = false },
                24 => state with { Underline = false },
                >= 30 and <= 37 => state with { Foreground = $"fg-{code - 30}" },
                >= 90 and <= 97 => state with { Foreground = $"fg-{code - 82}" },
                >= 40 and <= 47 => state with { Background = $"bg-{code - 40}" },
                >= 100 and <= 107 => state with { Background = $"bg-{code - 92}" },
                38 => state with { Foreground = Extended(numbers, "fg-") },
                48 => state with { Background = Extended(numbers, "bg-") },
                39 => state with { Foreground = null },
                49 => state with { Background = null },
                _ => state,
            };
        }
        return state;
    }

    /// <summary>Reads <c>5;n</c> (256 colours) or <c>2;r;g;b</c>, see ECMA-48 SGR 38 and 48.</summary>
    private static string? Extended(Queue<int> numbers, string prefix)
    {
        int Take() => numbers.TryDequeue(out var number) ? Math.Min(number, 255) : 0;
        switch (Take())
        {
            case 5 when Take() is var index:
                static int Level(int step) => step == 0 ? 0 : 55 + (40 * step);
                return index switch
                {
                    < 16 => $"{prefix}{index}",
                    >= 232 => Rgb(8 + (10 * (index - 232)), 8 + (10 * (index - 232)), 8 + (10 * (index - 232))),
                    _ => Rgb(Level((index - 16) / 36), Level((index - 16) / 6 % 6), Level((index - 16) % 6)),
                };
            case 2:
                return Rgb(Take(), Take(), Take());
            default:
                return null;
        }
    }

    private static string Rgb(int red, int green, int blue) => $"#{red:x2}{green:x2}{blue:x2}";

    private static Piece Style(string text, State state)
    {
        if (state == Plain)
        {
            return new(text, null, null);
        }
        string?[] classes =
        [
            state.Foreground is ['f', ..] ? state.Foreground : null, state.Background is ['b', ..] ? state.Background : null,
            state.Bold ? "bold" : null, state.Dim ? "dim" : null, state.Italic ? "italic" : null,
            state.Underline ? "underline" : null,
        ];
        var style = (state.Foreground is ['#', ..] ? $"color:{state.Foreground};" : "")
            + (state.Background is ['#', ..] ? $"background:{state.Background}" : "");
        return new(text, string.Join(' ', classes.OfType<string>()), style.Length > 0 ? style : null);
    }

    [GeneratedRegex(@"\e\[(?<sgr>[0-9;:]*)m|\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(\a|\e\\)|\e.", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
