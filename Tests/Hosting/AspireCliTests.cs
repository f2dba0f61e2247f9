using System.Text.Json.Nodes;
using KanbanAspire.Tests.Stack;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Hosting;

/// <summary>The Aspire CLI, installed once into a folder of its own. Its home is a temporary folder, because <c>aspire run</c> makes
/// a developer certificate.</summary>
public sealed class AspireCliInstallation : IAsyncLifetime
{
    // The version of Aspire.Hosting in Directory.Packages.props.
    private const string Version = "13.6.5";

    /// <summary>Gets the folder, which is deleted in the end.</summary>
    public DirectoryInfo Home { get; } = Directory.CreateTempSubdirectory("kanban-aspire-cli-");

    /// <summary>Gets the CLI's file.</summary>
    public string File => Path.Combine(Home.FullName, "tool", "aspire");

    /// <summary>Gets the variables that it runs with.</summary>
    public Dictionary<string, string?> Variables => new(StringComparer.Ordinal)
    {
        ["HOME"] = Home.FullName,
        ["DOTNET_CLI_HOME"] = Home.FullName,
        ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true",
        ["NO_COLOR"] = "1",
    };

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var (exitCode, output) = await RunAsync(
            "dotnet", ["tool", "install", "Aspire.Cli", "--version", Version, "--tool-path", Path.Combine(Home.FullName, "tool")], Variables);
        Assert.True(exitCode == 0, output);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Home.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">File or name.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="variables">Variables on top of the inherited ones.</param>
    /// <returns>Exit code and all that was printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> variables)
    {
        var lines = new List<string>();
        await using var process = ChildProcess.Start(
            new ChildProcessStart(program, arguments, Repository.Root, variables),
            (line, _) =>
            {
                lock (lines)
                {
                    lines.Add(line);
                }
            });
        var exitCode = await process.Exited.WaitAsync(TimeSpan.FromMinutes(3));
        return (exitCode, string.Join('\n', lines));
    }
}

/// <summary>Drives the application with the Aspire CLI.</summary>
/// <param name="cli">The CLI.</param>
[Collection("AppHost runs")]
public sealed class AspireCliTests(AspireCliInstallation cli) : IClassFixture<AspireCliInstallation>
{
    [Fact]
    public async Task Commands_OnARun_ShowItAndStopIt()
    {
        await using var appHost = AppHostProcess.Start(environment: cli.Variables);
        await appHost.WaitUntilHealthyAsync();
        using var http = new HttpClient();
        (await http.GetAsync($"{appHost.Address("gateway")}/api/boards")).Dispose();

        var running = JsonNode.Parse(await AspireAsync("ps", "--format", "Json"))!.AsArray();
        var described = await AspireAsync("describe", "--format", "Json");
        var logs = await AspireAsync("logs", "web");
        var tested = await AspireAsync("resource", "api", "test");
        var traces = await AspireAsync("otel", "traces");

        Assert.Equal(appHost.Process.Id, (int?)Assert.Single(running)!["appHostPid"]);
        Assert.Contains("http-crud-tutorial-items", described, StringComparison.Ordinal);
        Assert.Contains("Application started", logs, StringComparison.Ordinal);
        Assert.Contains("\"body\":\"Healthy\"", tested, StringComparison.Ordinal);
        Assert.Contains("gateway", traces, StringComparison.Ordinal);

        await AspireAsync("stop");

        Assert.Equal(0, await appHost.Process.Exited.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Publish_ByTheCli_WritesTheSameTemplate()
    {
        string[] options = ["--packages", new Programs(cli.Home.CreateSubdirectory("empty").FullName).Packages()];
        var (own, byCli) = (Path.Combine(cli.Home.FullName, "own"), Path.Combine(cli.Home.FullName, "by-cli"));
        var (exitCode, output) = await AspireCliInstallation.RunAsync(
            Repository.Built("AppHost"), ["publish", "--output-path", own, .. options], cli.Variables);
        Assert.True(exitCode == 0, output);

        await AspireAsync(["publish", "--no-build", "--output-path", byCli, "--", .. options]);

        Assert.Equal(await TemplateAsync(own), await TemplateAsync(byCli));
    }

    [Fact]
    public async Task Run_ByTheCli_StartsEverythingAndStops()
    {
        var data = cli.Home.CreateSubdirectory("data").FullName;
        var run = new ChildProcessStart(
            cli.File, ["run", "--no-build", .. Options(), "--", "--free-ports", "--data", data], Repository.Root, cli.Variables);
        await using var process = ChildProcess.Start(run, (_, _) => { });
        JsonArray running = [];
        for (var n = 0; n < 60 && running.Count == 0; n++)
        {
            await Task.Delay(500);
            running = JsonNode.Parse(await AspireAsync("ps", "--format", "Json"))!.AsArray();
        }

        await AspireAsync("wait", "web");
        var appHost = (int)running.Single()!["appHostPid"]!;
        await AspireAsync("stop");

        await process.Exited.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(Processes.IsRunning(appHost));
    }

    [Fact]
    public async Task DeployAndDestroy_WithoutCredentials_SayWhatIsMissing()
    {
        foreach (var command in (string[])["deploy", "destroy"])
        {
            var (exitCode, output) = await AspireCliInstallation.RunAsync(cli.File, Arguments(command), cli.Variables);

            Assert.NotEqual(0, exitCode);
            Assert.Contains("No AWS credentials were found.", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task DeployAndDestroy_ByTheCli_CallTheCdk()
    {
        var tools = new Programs(cli.Home.CreateSubdirectory("bin").FullName, "node");
        var calls = Path.Combine(cli.Home.FullName, "calls.txt");
        tools.Write("npx", $$$"""
            echo "cdk $@" >> {{{calls}}}
            while [ $# -gt 0 ]; do [ "$1" = --outputs-file ] && printf '%s' '{"kanban":{"SiteAddress":"https://board.example.com"}}' > "$2"; shift; done
            """);
        tools.Write("aws", """
            case "$1" in sts) echo 123456789012;; ssm) echo 21;; cloudformation) echo "CREATE_COMPLETE course";; esac
            """);
        var variables = cli.Variables;
        variables["PATH"] = $"{tools.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        variables["AWS_PROFILE"] = "test";

        string[] data = ["--", "--data", Path.Combine(cli.Home.FullName, "data")];
        foreach (var command in (string[])["deploy", "destroy"])
        {
            string[] options = [.. data, "--packages", tools.Packages(), "--output-path", Path.Combine(cli.Home.FullName, "deployed")];
            var (exitCode, output) = await AspireCliInstallation.RunAsync(cli.File, [.. Arguments(command), .. options], variables);

            Assert.True(exitCode == 0, output);
            Assert.Contains($"cdk.cjs {command} kanban", await File.ReadAllTextAsync(calls), StringComparison.Ordinal);
        }

        tools.Write("npx", "exit 3");
        var (failed, said) = await AspireCliInstallation.RunAsync(cli.File, [.. Arguments("destroy"), .. data], variables);

        Assert.NotEqual(0, failed);
        Assert.Contains("The CDK ended with exit code 3", said, StringComparison.Ordinal);
    }

    private static Task<string> TemplateAsync(string folder) => File.ReadAllTextAsync(Path.Combine(folder, "cdk.out", "kanban.template.json"));

    private static string[] Options() => ["--nologo", "--non-interactive", "--apphost", Path.Combine(Repository.Root, "AppHost", "AppHost.csproj")];

    private static string[] Arguments(string command) =>
        [command, .. Options(), "--no-build", .. command is "destroy" ? ["--yes"] : Array.Empty<string>()];

    private async Task<string> AspireAsync(params string[] arguments)
    {
        string[] options = arguments[0] is "ps" ? ["--nologo", "--non-interactive"] : Options();
        var end = Array.IndexOf(arguments, "--");
        var (exitCode, output) = await AspireCliInstallation.RunAsync(
            cli.File, end < 0 ? [.. arguments, .. options] : [.. arguments[..end], .. options, .. arguments[end..]], cli.Variables);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
