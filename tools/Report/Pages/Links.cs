using System.Text.RegularExpressions;

namespace KanbanAspire.Report.Pages;

/// <summary>Moves links from one folder to another.</summary>
internal static partial class Links
{
    /// <summary>Lets the relative links of a page in <c>docs/</c> lead from <c>docs/report/</c>.</summary>
    /// <param name="markdown">The page, or a part of it.</param>
    /// <returns>The same with other links.</returns>
    public static string FromReport(string markdown) => File().Replace(markdown, "](../${file}");

    // Pictures are the report's own.
    [GeneratedRegex(@"\]\((?!images/)(?<file>[\w/.-]+\.(md|json|cs)\b)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex File();
}
