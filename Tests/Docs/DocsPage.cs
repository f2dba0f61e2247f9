using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Docs;

/// <summary>A Markdown page of the repository, taken apart as far as the tests need it.</summary>
/// <param name="Path">Path from the root, with slashes.</param>
/// <param name="Text">All of it, with line feeds.</param>
internal sealed partial record DocsPage(string Path, string Text)
{
    /// <summary>Gets the text without fenced blocks.</summary>
    public string Prose => Fence().Replace(Text, string.Empty);

    /// <summary>Gets what stands between backticks in the prose.</summary>
    public IEnumerable<string> CodeSpans => CodeSpan().Matches(Prose).Select(match => match.Groups["code"].Value);

    /// <summary>Gets the headings with their marks, for example <c>## Two commands</c>.</summary>
    public IReadOnlyList<string> Headings => [.. Heading().Matches(Prose).Select(match => match.Value)];

    /// <summary>Gets the contents of the fenced blocks of shells.</summary>
    public IReadOnlyList<string> ShellBlocks =>
        [.. Fence().Matches(Text).Where(match => match.Groups["language"].Value is "sh").Select(match => match.Groups["content"].Value)];

    /// <summary>Gets targets of links and images.</summary>
    public IEnumerable<string> Links => Link().Matches(Prose).Select(match => match.Groups["target"].Value);

    public static DocsPage Read(string path) =>
        new(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n"));

    /// <summary>Reads all pages at the root and under docs/.</summary>
    /// <returns>The pages.</returns>
    public static IEnumerable<DocsPage> All()
    {
        string docs = System.IO.Path.Combine(Repository.Root, "docs");
        return Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories))
            .Select(file => Read(System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')));
    }

    /// <summary>Gets the text below a heading of the second level, up to the next.</summary>
    /// <param name="heading">Without marks.</param>
    /// <returns>The text.</returns>
    public string Section(string heading)
    {
        var start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{Path} has no heading '## {heading}'.");
        var end = Text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Text[start..] : Text[start..end];
    }

    /// <summary>Gets the Mermaid pictures below a heading.</summary>
    /// <param name="heading">Without marks.</param>
    /// <returns>Their sources.</returns>
    public IReadOnlyList<string> Pictures(string heading) =>
        [.. Fence().Matches(Section(heading)).Where(match => match.Groups["language"].Value is "mermaid").Select(match => match.Groups["content"].Value)];

    /// <summary>Gets the first column of the one table that begins with a title.</summary>
    /// <param name="title">Title of the first column.</param>
    /// <returns>Its cells, without backticks.</returns>
    public IReadOnlyList<string> Column(string title)
    {
        var rows = Text.Split('\n').SkipWhile(line => !line.StartsWith($"| {title} |", StringComparison.Ordinal))
            .Skip(2).TakeWhile(line => line.StartsWith('|'));
        return [.. rows.Select(row => row.Split('|')[1].Trim().Trim('`'))];
    }

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<content>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex("^#+ .+$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
