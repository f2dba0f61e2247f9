using System.Collections.Concurrent;
using KanbanAspire.Local.ChildProcesses;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Cognito;

/// <summary>Clients that others wrote, unpatched from npm, sign in to the local pool.</summary>
public sealed class ForeignClientTests(UserPoolFixture fixture) : IClassFixture<UserPoolFixture>
{
    [Theory]
    [InlineData("openid-client.mjs")]
    [InlineData("oidc-client-ts.mjs")]
    [InlineData("aws-jwt-verify.mjs")]
    public async Task ForeignClient_AgainstTheLocalPool_Passes(string script)
    {
        await NodePackage.InstallAsync("Tests/Cognito/clients");

        var (exitCode, output) = await NodePackage.RunAsync("Tests/Cognito/clients", "node", [script], new()
        {
            ["ISSUER"] = fixture.Server.Issuer,
            ["DOMAIN"] = fixture.Server.Domain,
            ["CLIENT_ID"] = UserPoolServer.WebClient,
            ["CALLBACK"] = UserPoolServer.Callback,
            ["SIGNED_OUT"] = UserPoolServer.WebOrigin + "/",
            ["EMAIL"] = UserPoolServer.DemoEmail,
            ["PASSWORD"] = UserPoolServer.DemoPassword,
        });

        Assert.True(exitCode == 0 && output.EndsWith("passed", StringComparison.Ordinal), output);
    }
}

/// <summary>Installs and runs packages of npm.</summary>
internal static class NodePackage
{
    private static readonly ConcurrentDictionary<string, Lazy<Task>> Installed = new(StringComparer.Ordinal);

    /// <summary>Installs what the lock file names, once a test run.</summary>
    public static Task InstallAsync(string folder) => Installed.GetOrAdd(folder, _ => new(async () =>
    {
        var (exitCode, output) = await RunAsync(folder, "npm", ["ci", "--no-audit", "--no-fund"], []);
        Assert.True(exitCode == 0, output);
    })).Value;

    public static async Task<(int ExitCode, string Output)> RunAsync(
        string folder, string command, IReadOnlyList<string> arguments, Dictionary<string, string?> environment)
    {
        var lines = new ConcurrentQueue<string>();
        var windowsNpm = OperatingSystem.IsWindows() && command == "npm";
        await using var process = ChildProcess.Start(
            new ChildProcessStart(
                windowsNpm ? "cmd" : command, windowsNpm ? ["/c", "npm", .. arguments] : arguments,
                Path.Combine(Repository.Root, folder), environment),
            (line, _) => lines.Enqueue(line));
        var exitCode = await process.Exited.WaitAsync(TimeSpan.FromMinutes(3));
        return (exitCode, string.Join('\n', lines).Trim());
    }
}
