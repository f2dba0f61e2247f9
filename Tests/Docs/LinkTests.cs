using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Docs;

/// <summary>Follows the links between pages.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Links_Relative_LeadToFilesAndHeadings()
    {
        var wrong = from page in DocsPage.All()
                    from link in page.Links
                    where !Scheme().IsMatch(link) && !Leads(page, link)
                    select $"{page.Path}: {link}";

        Assert.Empty(wrong);
    }

    private static bool Leads(DocsPage page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page.Path : Path.Combine(Path.GetDirectoryName(page.Path) ?? string.Empty, parts[0]);
        var full = Path.Combine(Repository.Root, target);
        return Path.Exists(full) && (parts.Length == 1 || !File.Exists(full)
            || DocsPage.Read(target).Headings.Any(heading => Anchor(heading) == parts[1]));
    }

    // GitHub's rule: lower case, punctuation gone, spaces become hyphens.
    private static string Anchor(string heading) =>
        Punctuation().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    [GeneratedRegex("^[a-z]+:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Punctuation();
}
