using System.Text.RegularExpressions;

namespace KanbanAspire.AppHost.Submission;

/// <summary>Lets pages that moved link to the files that moved with them; a link to what stayed behind becomes its words.</summary>
internal static partial class AssignmentLinks
{
    /// <summary>Moves the links of one page.</summary>
    /// <param name="text">Markdown or HTML.</param>
    /// <param name="source">Where it was, relative to the repository's root.</param>
    /// <param name="target">Where it is in the assignment.</param>
    /// <param name="files">Where every file was and is; a file may be there twice.</param>
    /// <returns>The page with other links.</returns>
    public static string Move(string text, string source, string target, IReadOnlyList<(string Source, string Target)> files)
    {
        text = MarkdownLink().Replace(text, match => New(match.Groups["target"].Value) is { } link
            ? $"{match.Groups["mark"].Value}[{match.Groups["words"].Value}]({link})" : match.Groups["words"].Value);
        return HtmlLink().Replace(text, match => New(match.Groups["target"].Value) is { } link
            ? match.Value.Replace(match.Groups["target"].Value, link, StringComparison.Ordinal) : match.Groups["words"].Value);

        string? New(string link)
        {
            var parts = link.Split('#', 2);
            if (Scheme().IsMatch(link) || parts[0].Length == 0)
            {
                return link;
            }

            var file = Join(Folder(source), parts[0]);
            var places = files.Where(one => one.Source == file).Select(one => one.Target).ToList();
            // The nearest copy: one in the same part of the assignment, if there is one.
            var place = places.Find(one => one.Split('/')[1] == target.Split('/')[1]) ?? places.FirstOrDefault();
            var anchor = parts.Length > 1 ? $"#{parts[1]}" : "";
            return place is null ? null : Uri.EscapeDataString(Relative(Folder(target), place)).Replace("%2F", "/", StringComparison.Ordinal) + anchor;
        }
    }

    private static string Folder(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "";

    private static string Join(string folder, string relative)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in relative.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static string Relative(string folder, string file)
    {
        var (from, to) = (folder.Split('/'), file.Split('/'));
        var same = from.Zip(to).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Join('/', Enumerable.Repeat("..", from.Length - same).Concat(to.Skip(same)));
    }

    [GeneratedRegex(@"(?<mark>!?)\[(?<words>[^\]\n]*)\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkdownLink();

    [GeneratedRegex("<a href=\"(?<target>[^\"]*)\">(?<words>[^<]*)</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HtmlLink();

    [GeneratedRegex("^[a-z]+:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scheme();
}
