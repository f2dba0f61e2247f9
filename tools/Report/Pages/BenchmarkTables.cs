using System.Text;
using System.Text.RegularExpressions;

namespace KanbanAspire.Report.Pages;

/// <summary>Takes the tables of measurements from the pages that say how they were measured.</summary>
internal static partial class BenchmarkTables
{
    /// <summary>Pages below <c>docs/</c> with the heading that the tables stand below.</summary>
    public static readonly (string Page, string Heading)[] Sources =
    [
        ("local-run.md", "A run on one machine, measured"),
        ("lambda.md", "Cold starts, measured"),
        ("boards.md", "In the browser"),
        ("access-patterns.md", "What each pattern costs"),
        ("cost.md", "A million of each, in USD"),
    ];

    /// <summary>Reads the tables below a heading, up to the next of its level.</summary>
    /// <param name="markdown">The page.</param>
    /// <param name="heading">The heading without marks.</param>
    /// <returns>Markdown, with links that lead from docs/report.</returns>
    public static string Read(string markdown, string heading)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var start = Array.FindIndex(lines, line => line.TrimStart('#').Trim() == heading && line.StartsWith('#'));
        if (start < 0)
        {
            throw new InvalidOperationException($"No page has the heading '{heading}' any more. BenchmarkTables.cs names it.");
        }

        var level = lines[start].TakeWhile(mark => mark == '#').Count();
        var text = new StringBuilder();
        var (inTable, inBlock) = (false, false);
        foreach (var line in lines.Skip(start + 1))
        {
            inBlock ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!inBlock && IsHeading(line, level))
            {
                break;
            }

            if (line.StartsWith('|'))
            {
                text.Append(line).Append('\n');
            }
            else if (inTable)
            {
                text.Append('\n');
            }

            inTable = line.StartsWith('|');
        }

        return Links.FromReport(text.ToString().TrimEnd());
    }

    private static bool IsHeading(string line, int level) =>
        Heading().Match(line) is { Success: true } match && match.Groups["marks"].Length <= level;

    [GeneratedRegex("^(?<marks>#{1,6}) [^\\s]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
