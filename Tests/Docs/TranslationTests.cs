using System.Text.RegularExpressions;

namespace KanbanAspire.Tests.Docs;

/// <summary>Keeps the Korean pages in step with the English ones: headings, tables, commands and links.</summary>
public sealed partial class TranslationTests
{
    [Theory]
    [InlineData("README.md", "README.ko.md")]
    [InlineData("docs/course.md", "docs/course.ko.md")]
    public void Korean_Headings_AreAsManyOfTheSameLevels(string english, string korean) =>
        Assert.Equal(Levels(english), Levels(korean));

    [Theory]
    [InlineData("README.md", "README.ko.md")]
    [InlineData("docs/course.md", "docs/course.ko.md")]
    public void Korean_Commands_AreTheSame(string english, string korean)
    {
        Assert.Equal(DocsPage.Read(english).ShellBlocks, DocsPage.Read(korean).ShellBlocks);
        Assert.Equal(Commands(english), Commands(korean));
    }

    [Theory]
    [InlineData("README.md", "README.ko.md")]
    [InlineData("docs/course.md", "docs/course.ko.md")]
    public void Korean_RowsAndLinks_AreTheSame(string english, string korean)
    {
        Assert.Equal(Rows(english), Rows(korean));
        Assert.Equal(Links(english), Links(korean));
    }

    private static IEnumerable<int> Levels(string page) => DocsPage.Read(page).Headings.Select(heading => heading.IndexOf(' ', StringComparison.Ordinal));

    // What has a space or a slash is typed or opened; words such as `Aspire` may come in another order.
    private static IEnumerable<string> Commands(string page) =>
        DocsPage.Read(page).CodeSpans.Where(code => Typed().IsMatch(code)).Order(StringComparer.Ordinal);

    private static int Rows(string page) => DocsPage.Read(page).Text.Split('\n').Count(line => line.StartsWith('|'));

    private static IEnumerable<string> Links(string page) =>
        DocsPage.Read(page).Links.Select(link => link.Replace(".ko.", ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [GeneratedRegex("^(dotnet|curl|npx|aws|http)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Typed();
}
