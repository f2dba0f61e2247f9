using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Firefox;

/// <summary>The other engine: what the tests in Chromium do not see.</summary>
[Collection("System")]
public sealed class FirefoxTests(RunningSystem system)
{
    [FirefoxFact]
    public async Task Board_FromSignInToADraggedCard_WorksWithoutAComplaint()
    {
        await NodePackage.InstallAsync("Tests/Firefox");

        var (exitCode, output) = await NodePackage.RunAsync("Tests/Firefox", "node", ["smoke.mjs"], new()
        {
            ["FIREFOX"] = FirefoxFactAttribute.Path,
            ["WEB"] = system.Web,
            ["EMAIL"] = SignIn.DemoEmail,
            ["PASSWORD"] = SignIn.DemoPassword,
        });

        Assert.True(exitCode == 0 && output.EndsWith("passed", StringComparison.Ordinal), output);
    }
}
