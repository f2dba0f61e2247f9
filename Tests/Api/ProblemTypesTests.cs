using System.Text;
using KanbanAspire.Api.Problems;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Api;

public sealed class ProblemTypesTests
{
    private static readonly string File = Path.Combine(Repository.Root, "docs", "problems.md");

    [Fact]
    public void Registry_IsTheTableOfTheDocumentation()
    {
        var expected = ToMarkdown();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") is { Length: > 0 })
        {
            System.IO.File.WriteAllText(File, expected);
        }

        Assert.True(
            System.IO.File.Exists(File) && expected == System.IO.File.ReadAllText(File),
            "docs/problems.md is not what ProblemTypes says. Run this test with UPDATE_DOCS=1 and commit the file.");
    }

    [Fact]
    public void Registry_EveryType_IsListedOnceAndWellFormed()
    {
        var declared = typeof(ProblemTypes).GetFields().Select(field => field.GetValue(null)).OfType<ProblemType>().ToArray();

        Assert.Equal(declared.Select(type => type.Name).Order(), ProblemTypes.All.Select(type => type.Name).Order());
        Assert.Equal(ProblemTypes.All.Count, ProblemTypes.All.Select(type => type.Uri).Distinct().Count());
        Assert.All(ProblemTypes.All, type =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", type.Name);
            Assert.InRange(type.Status, 400, 599);
            Assert.True(Uri.IsWellFormedUriString(type.Uri, UriKind.Absolute));
        });
    }

    private static string ToMarkdown()
    {
        var text = new StringBuilder("""
            # Problem types

            Every error under `/api` is a problem details object ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) of one of
            these types. Clients switch on `type` alone: titles and details are for people and may change. `traceId` leads to the
            trace of the request. The table is written from `Api/Problems/ProblemTypes.cs`; a test keeps it so.

            | type | status | title | when | what the client does |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var type in ProblemTypes.All)
        {
            text.Append("| `").Append(type.Uri).Append("` | ").Append(type.Status).Append(" | ").Append(type.Title).Append(" | ")
                .Append(type.When).Append(" | ").Append(type.Remedy).Append(" |\n");
        }

        return text.ToString();
    }
}
