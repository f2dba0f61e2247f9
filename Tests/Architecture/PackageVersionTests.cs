using System.Text.RegularExpressions;
using System.Xml.Linq;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Architecture;

/// <summary>
/// Holds central versions to the references of all projects: a restore of the solution fails with NU1010 for one that is missing,
/// and the value NuGet cannot be restored everywhere.
/// </summary>
public sealed partial class PackageVersionTests
{
    private static readonly string[] Projects = [.. Files("*.csproj"), Path.Combine(Repository.Root, "Directory.Build.props")];

    [Theory]
    [InlineData("Bundled")]
    [InlineData("NuGet")]
    public void PackageReference_OfEachProject_HasOneVersion(string awsPackages)
    {
        var versions = Items(Path.Combine(Repository.Root, "Directory.Packages.props"), "PackageVersion", awsPackages)
            .CountBy(name => name, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);

        var wrong = from project in Projects
                    from package in Items(project, "PackageReference", awsPackages)
                    where versions.GetValueOrDefault(package) != 1
                    select $"{Path.GetFileName(project)}: {package} has {versions.GetValueOrDefault(package)}";

        Assert.Empty(wrong);
        Assert.All(versions, version => Assert.Equal(1, version.Value));
    }

    [Fact]
    public void Conditions_OfTheProjects_AreUnderstood()
    {
        var conditions = Projects.SelectMany(project => XDocument.Load(project).Descendants("PackageReference"))
            .SelectMany(item => item.AncestorsAndSelf()).Select(element => element.Attribute("Condition")?.Value).OfType<string>();

        Assert.All(conditions, condition => Assert.Matches(OnAwsPackages(), condition));
    }

    private static IEnumerable<string> Items(string file, string item, string awsPackages) =>
        from element in XDocument.Load(file).Descendants(item)
        where element.Attribute("Include") is not null && element.AncestorsAndSelf().All(e => Holds(e.Attribute("Condition")?.Value, awsPackages))
        select element.Attribute("Include")!.Value;

    // '$(AwsPackages)' == 'NuGet'
    private static bool Holds(string? condition, string awsPackages) =>
        condition is null || OnAwsPackages().Match(condition) is not { Success: true } match
            || match.Groups["value"].Value == awsPackages == (match.Groups["operator"].Value is "==");

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Repository.Root, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal)
                && !file.StartsWith(Path.Combine(Repository.Root, "artifacts"), StringComparison.Ordinal));

    [GeneratedRegex(@"^'\$\(AwsPackages\)' (?<operator>==|!=) '(?<value>\w+)'$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex OnAwsPackages();
}
