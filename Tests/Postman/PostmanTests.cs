using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Postman;

/// <summary>The course's collection, run by newman against the running system.</summary>
[Collection("System")]
public sealed class PostmanTests(RunningSystem system)
{
    [Fact]
    public async Task Collection_AgainstTheRunningSystem_HasNoFailure()
    {
        await NodePackage.InstallAsync("Tests/Postman");
        var postman = Path.Combine(Repository.Root, "docs", "postman");

        var (exitCode, output) = await NodePackage.RunAsync(
            "Tests/Postman",
            "node",
            [
                "node_modules/newman/bin/newman.js", "run", Path.Combine(postman, "items.postman_collection.json"),
                "--environment", Path.Combine(postman, "local.postman_environment.json"), "--color", "off",
                "--env-var", $"api={system.Gateway}", "--env-var", $"cognito={system.Cognito}",
                "--env-var", $"courseCallback={system.Web}/course/callback", "--env-var", $"signedOut={system.Web}/",
            ],
            []);

        Assert.True(exitCode == 0, output);
    }
}
