using System.Globalization;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack.Cost;

/// <summary>Reads the tables of a page by the heading above them, and writes what stands between two marks.</summary>
/// <param name="path">Path below <c>docs</c>.</param>
public sealed class CostPage(string path)
{
    private readonly string _file = Path.Combine(Repository.Root, "docs", path);

    /// <summary>Gets the whole page.</summary>
    public string Text => File.ReadAllText(_file).ReplaceLineEndings("\n");

    /// <summary>Reads a table.</summary>
    /// <param name="heading">Its heading, without the number signs.</param>
    /// <returns>The cells of each row by the first cell.</returns>
    public Dictionary<string, string[]> Table(string heading) => Text.Split('\n')
        .SkipWhile(line => line.TrimStart('#', ' ') != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith('#'))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
        .Skip(1)
        .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[0], cells => cells, StringComparer.Ordinal);

    /// <summary>Replaces what stands between two marks.</summary>
    /// <param name="name">Name in the marks, <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</param>
    /// <param name="content">New content.</param>
    public void Write(string name, string content)
    {
        var (begin, end) = Marks(name);
        File.WriteAllText(_file, $"{Text[..begin]}{content}{Text[end..]}");
    }

    /// <summary>Reads what stands between two marks.</summary>
    /// <param name="name">Name in the marks.</param>
    public string Read(string name)
    {
        var (begin, end) = Marks(name);
        return Text[begin..end];
    }

    public static double Number(string cell) => double.Parse(cell.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private (int Begin, int End) Marks(string name)
    {
        var mark = $"<!-- {name} -->\n";
        var begin = Text.IndexOf(mark, StringComparison.Ordinal);
        Assert.True(begin >= 0, $"{path} has no mark {mark}");
        return (begin + mark.Length, Text.IndexOf($"<!-- /{name} -->", StringComparison.Ordinal));
    }
}
