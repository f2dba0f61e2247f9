using System.Text.Json;
using System.Text.RegularExpressions;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Docs;

/// <summary>Holds docs/architecture.md to what it describes, both ways.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly DocsPage Page = DocsPage.Read("docs/architecture.md");

    [Fact]
    public void Resources_OfTheAppHost_AreThoseOfTheTable() =>
        Assert.Equal(Resources().Order(StringComparer.Ordinal), Page.Column("resource").Order(StringComparer.Ordinal));

    [Fact]
    public void Resources_OfTheAppHost_AreInTheContainersPicture()
    {
        var picture = Page.Pictures("Containers").Single();
        var missing = Resources().Where(name => !Regex.IsMatch(picture, $@"\[\(?""{Regex.Escape(name)}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));

        Assert.Empty(missing);
    }

    [Fact]
    public void Projects_OfTheSolution_AreThoseOfTheTable() =>
        Assert.Equal(Projects().Order(StringComparer.Ordinal), Page.Column("project").Order(StringComparer.Ordinal));

    [Fact]
    public void Routes_OfTheGateway_AreThoseOfTheTable() =>
        Assert.Equal(Routes().Order(StringComparer.Ordinal), Page.Column("route").Order(StringComparer.Ordinal));

    [Fact]
    public void Pictures_All_HaveAParagraphBelow()
    {
        string[] pictures = ["Context", "Containers", "Request path", "Write path of the board log", "Sign-in", "Schedule", "Deployment"];

        Assert.All(pictures, heading =>
        {
            Assert.Single(Page.Pictures(heading));
            Assert.Matches(@"```\n\n[A-Z`][^\n]{80,}\n[^\n]{40,}", Page.Section(heading));
        });
    }

    [Fact]
    public void Pages_Everywhere_NameOnlyRoutesThatExist()
    {
        var routes = Routes();
        var wrong = from page in DocsPage.All()
                    from code in page.CodeSpans
                    let route = RouteKey().Match(code)
                    where route.Success && !routes.Any(known => IsSame(known, route.Value))
                    select $"{page.Path}: {code}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Pages_Everywhere_NameOnlyResourcesThatExist()
    {
        // `name` resource, or resource `name`.
        var wrong = from page in DocsPage.All()
                    from Match match in ResourceName().Matches(page.Prose)
                    where !Resources().Contains(match.Groups["name"].Value)
                    select $"{page.Path}: {match.Value}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Pages_Everywhere_NameOnlyFoldersAndFilesThatExist()
    {
        // What a build or a run makes (.gitignore) is not there on a fresh clone.
        var made = File.ReadLines(Path.Combine(Repository.Root, ".gitignore")).Select(line => line.Trim('/')).ToHashSet(StringComparer.Ordinal);
        var roots = Directory.EnumerateDirectories(Repository.Root).Select(folder => Path.GetFileName(folder)).Where(name => !made.Contains(name))
            .ToHashSet(StringComparer.Ordinal);
        var wrong = from page in DocsPage.All()
                    from code in page.CodeSpans
                    where FilePath().IsMatch(code) && roots.Contains(code.Split('/')[0])
                    where !Path.Exists(Path.Combine(Repository.Root, code))
                    select $"{page.Path}: {code}";

        Assert.Empty(wrong);
    }

    private static HashSet<string> Resources() =>
    [
        .. ResourceCall().Matches(File.ReadAllText(Path.Combine(Repository.Root, "AppHost", "AppHost.cs")))
            .Select(match => match.Groups["name"] is { Success: true } name ? name.Value : "LambdaServiceEmulator"),
        TableSchemas.Items.Name,
        TableSchemas.Kanban.Name,
    ];

    private static IEnumerable<string> Projects() =>
        SolutionProject().Matches(File.ReadAllText(Path.Combine(Repository.Root, "KanbanAspire.sln"))).Select(match => match.Groups["name"].Value);

    private static IReadOnlyList<string> Routes()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "docs", "openapi", "routes.json")));
        return [.. document.RootElement.EnumerateArray().Select(route => route.GetProperty("routeKey").GetString()!)];
    }

    // A page may shorten a variable's name ({b} for {boardId}), give its value, and append a query.
    private static bool IsSame(string known, string named) => Regex.IsMatch(
        named.Split('?')[0], $"^{Variable().Replace(known, "[^/]+").Replace(".", "\\.", StringComparison.Ordinal)}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\.Add(AWSLambdaServiceEmulator\(|(Project<[^>]+>|AWSLambdaFunction<[^>]+>|AWSDynamoDBLocal|AWSAPIGatewayEmulator|Schedule)\(\s*""(?<name>[^""]+)"")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ResourceCall();

    [GeneratedRegex(@"^Project\(.*\) = ""(?<name>[^""]+)"", ""[^""]+\.csproj""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex SolutionProject();

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE) /(api|items)\b[^ ]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RouteKey();

    [GeneratedRegex(@"`(?<name>[a-zA-Z-]+)` resource\b|\bresource `(?<name>[a-zA-Z-]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ResourceName();

    [GeneratedRegex(@"^[A-Za-z.]+/[A-Za-z0-9_./-]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FilePath();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
