extern alias report;

using System.Text.Json;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Docs;
using KanbanAspire.Tests.Support;
using report::KanbanAspire.Report.Calls;
using report::KanbanAspire.Report.Pages;

namespace KanbanAspire.Tests.Report;

/// <summary>The generator of docs/report, and what it wrote last.</summary>
public sealed partial class ReportTests
{
    private const string Regenerate = "dotnet run --project tools/Report writes docs/report anew.";

    [Fact]
    public async Task Scenario_AgainstTheApi_CallsEveryRouteOnce()
    {
        await using var api = await ApiApplication.StartAsync([("Telemetry:BrowserSampleRatio", "1")]);
        api.UserPool.AddUser("owner", "owner@example.com");
        api.UserPool.AddUser("guest", "guest@example.com");
        var log = new CallLog(RouteDocument.Summaries(Repository.Root));

        await new RestScenario(log, new Person("owner", api.ClientOf("owner")), new Person("guest", api.ClientOf("guest"))).RunAsync();

        Assert.Equal(Routes().Order(StringComparer.Ordinal), log.Calls.Select(call => call.Route).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("docs/report/README.md")]
    [InlineData("docs/report/README.ko.md")]
    public void Report_AsCommitted_HasARowForEveryRoute(string page)
    {
        var rows = DocsPage.Read(page).Column("route").Select(cell => LinkWords().Match(cell).Groups["words"].Value);

        Assert.True(Routes().Order(StringComparer.Ordinal).SequenceEqual(rows.Order(StringComparer.Ordinal)), $"{page} lacks a route. {Regenerate}");
    }

    // That no folder of a machine is in it, nor in any other file, says RepositoryTests.
    [Fact]
    public void Report_AsCommitted_HoldsNoToken()
    {
        var wrong = from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "report"))
                    where File.ReadAllText(file).Contains("eyJ", StringComparison.Ordinal)
                    select Path.GetFileName(file);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Benchmarks_EachSource_HasATable() => Assert.All(BenchmarkTables.Sources, source =>
        Assert.StartsWith("|", BenchmarkTables.Read(DocsPage.Read($"docs/{source.Page}").Text, source.Heading), StringComparison.Ordinal));

    [Fact]
    public void Benchmarks_BelowAHeading_AreItsTablesOnlyWithLinksFromTheReport()
    {
        var page = "# A\n\n| a |\n| --- |\n| [b](c.md#d) |\n\n```sh\n# no heading\n```\n\n| e |\n\n# B\n\n| f |\n";

        Assert.Equal("| a |\n| --- |\n| [b](../c.md#d) |\n\n| e |", BenchmarkTables.Read(page, "A"));
    }

    [Fact]
    public void Body_LongerThanAScreen_IsShortenedAndSaysHowMuch()
    {
        var shown = CallLog.Shorten(JsonSerializer.Serialize(Enumerable.Range(0, 100)))!.Split('\n');

        Assert.Equal(41, shown.Length);
        Assert.Equal("… 62 more lines", shown[^1]);
        Assert.Equal("\"한글 <b>\"", CallLog.Shorten("\"\\uD55C\\uAE00 <b>\""));
        Assert.Null(CallLog.Shorten(""));
    }

    private static IReadOnlyList<string> Routes()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "docs", "openapi", "routes.json")));
        return [.. document.RootElement.EnumerateArray().Select(route => route.GetProperty("routeKey").GetString()!)];
    }

    [GeneratedRegex(@"^\[(?<words>[^\]]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkWords();
}
