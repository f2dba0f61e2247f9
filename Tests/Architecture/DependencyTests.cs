using System.Xml.Linq;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Architecture;

/// <summary>Keeps the dependencies between projects pointing one way.</summary>
public sealed class DependencyTests
{
    private const string RuntimeSubset = "Amazon.Lambda.RuntimeSupport";
    private const string HostingSubset = "Amazon.Lambda.AspNetCoreServer.Hosting";
    private const string AspireSubset = "Aspire.Hosting.AWS";

    // What each project may reference. Everything below Tests and bench may reference everything.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["AppHost"] = ["Api", "AppSync", "Cognito", "Kanban.DynamoDB", "Kanban.Push", "Scheduler", "Web", AspireSubset],
        ["ServiceDefaults"] = [],
        ["Kanban.Domain"] = [],
        ["Kanban.DynamoDB"] = ["Kanban.Domain"],
        ["Kanban.Push"] = ["Kanban.DynamoDB", "ServiceDefaults"],
        ["Api"] = ["Kanban.DynamoDB", "Kanban.Push", "RouteTable", "ServiceDefaults", HostingSubset],
        ["RouteTable"] = [],
        ["Report"] = ["AppHost", "ChildProcesses"],
        ["Scheduler"] = ["Kanban.DynamoDB", "Kanban.Push", "ServiceDefaults", RuntimeSubset],
        ["Web"] = ["ServiceDefaults"],
        ["ChildProcesses"] = [],
        ["DynamoDB"] = [],
        ["ApiGateway"] = ["ServiceDefaults"],
        ["AppSync"] = ["ServiceDefaults"],
        ["Cognito"] = [],
        ["LambdaEmulator"] = [],
        [RuntimeSubset] = [],
        [HostingSubset] = [RuntimeSubset],
        [AspireSubset] = ["ApiGateway", "DynamoDB", "LambdaEmulator"],
    };

    [Fact]
    public void Projects_References_AreAllowed()
    {
        var wrong = from project in Projects()
                    where Allowed.ContainsKey(project.Name)
                    from reference in project.References
                    where !Allowed[project.Name].Contains(reference, StringComparer.Ordinal)
                    select $"{project.Name} -> {reference}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Projects_All_HaveARule()
    {
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Projects().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Product_Sources_DoNotKnowTheEmulators()
    {
        string[] product = ["ServiceDefaults", "Kanban", "Api", "Scheduler", "Web"];
        var wrong = from project in product
                    from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
                    where !file.Contains("node_modules", StringComparison.Ordinal)
                    where File.ReadAllText(file).Contains("KanbanAspire.Local", StringComparison.Ordinal)
                    select Path.GetRelativePath(Repository.Root, file);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Product_Sources_HaveNoConditionalCompilation()
    {
        var wrong = from file in Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
                    let path = Path.GetRelativePath(Repository.Root, file)
                    where !path.StartsWith("artifacts", StringComparison.Ordinal) && !path.Contains("node_modules", StringComparison.Ordinal)
                    where File.ReadLines(file).Any(line => line.StartsWith("#if", StringComparison.Ordinal))
                    select path;

        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> References)> Projects() =>
        from file in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file)
        where !path.Contains("node_modules", StringComparison.Ordinal)
        where !path.StartsWith("Tests", StringComparison.Ordinal) && !path.StartsWith("bench", StringComparison.Ordinal)
        let references = from element in XDocument.Load(file).Descendants("ProjectReference")
                         select Path.GetFileNameWithoutExtension(element.Attribute("Include")?.Value.Replace('\\', '/') ?? string.Empty)
        select (Path.GetFileNameWithoutExtension(file), (IReadOnlyList<string>)[.. references]);
}
