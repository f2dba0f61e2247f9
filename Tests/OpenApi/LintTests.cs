using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.OpenApi;

/// <summary>Lints the committed document of the Api.</summary>
public sealed class LintTests
{
    [Fact]
    public async Task Document_ByTheRecommendedRules_HasNoProblem()
    {
        await NodePackage.InstallAsync("Tests/OpenApi");

        var (exitCode, output) = await NodePackage.RunAsync(
            "Tests/OpenApi", "node", ["lint.mjs", Path.Combine(Repository.Root, "docs", "openapi", "v1.json")], []);

        Assert.True(exitCode == 0, output);
    }
}
