using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Web;

/// <summary>The front end's own unit tests, in vitest.</summary>
public sealed class UnitTests
{
    [Fact]
    public async Task Vitest_AllTests_Pass()
    {
        // The build has installed the packages.
        var (exitCode, output) = await NodePackage.RunAsync(
            "Web", "node", ["node_modules/vitest/vitest.mjs", "run", "--reporter=dot"], new() { ["NO_COLOR"] = "1" });

        Assert.True(exitCode == 0, output);
    }
}
