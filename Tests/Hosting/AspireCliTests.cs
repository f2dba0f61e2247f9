using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Hosting;

/// <summary>
/// Installs the Aspire CLI into a folder of its own and drives a run with it. Its home is a temporary folder, because
/// <c>aspire run</c> makes a developer certificate.
/// </summary>
[Collection("AppHost runs")]
public sealed class AspireCliTests : IAsyncLifetime
{
    // The version of Aspire.Hosting in Directory.Packages.props.
    private const string Version = "13.6.5";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("kanban-aspire-cli-");

    private Dictionary<string, string?> Variables => new(StringComparer.Ordinal)
    {
        ["HOME"] = _home.FullName,
        ["DOTNET_CLI_HOME"] = _home.FullName,
        ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true",
        ["NO_COLOR"] = "1",
    };

    public async Task InitializeAsync()
    {
        var (exitCode, output) = await RunAsync(
            "dotnet", "tool", "install", "Aspire.Cli", "--version", Version, "--tool-path", Path.Combine(_home.FullName, "tool"));
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync()
    {
        _home.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Commands_OnARun_ShowItAndStopIt()
    {
        await using var appHost = AppHostProcess.Start(environment: Variables);
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
        var packages = _home.CreateSubdirectory("packages");
        foreach (var name in (string[])["Api", "Scheduler"])
        {
            await FunctionZipAsync(Path.Combine(packages.FullName, $"{name}.zip"));
        }

        string[] options = ["--packages", packages.FullName];
        var (own, cli) = (Path.Combine(_home.FullName, "own"), Path.Combine(_home.FullName, "cli"));
        var (exitCode, output) = await RunAsync(Repository.Built("AppHost"), ["publish", "--output-path", own, .. options]);
        Assert.True(exitCode == 0, output);

        await AspireAsync(["publish", "--no-build", "--output-path", cli, "--", .. options]);

        Assert.Equal(await TemplateAsync(own), await TemplateAsync(cli));
    }

    [Fact]
    public async Task DeployAndDestroy_WithoutCredentials_SayWhatIsMissing()
    {
        foreach (var command in (string[])["deploy", "destroy"])
        {
            var (exitCode, output) = await RunAsync(Aspire, [command, .. Options(), "--no-build", .. command is "destroy" ? ["--yes"] : Array.Empty<string>()]);

            Assert.NotEqual(0, exitCode);
            Assert.Contains("No AWS credentials were found.", output, StringComparison.Ordinal);
        }
    }

    private static Task<string> TemplateAsync(string folder) => File.ReadAllTextAsync(Path.Combine(folder, "cdk.out", "kanban.template.json"));

    private static async Task FunctionZipAsync(string file)
    {
        await using var zip = await System.IO.Compression.ZipFile.OpenAsync(file, System.IO.Compression.ZipArchiveMode.Create);
        await using var entry = await zip.CreateEntry("bootstrap").OpenAsync();
        await entry.WriteAsync("#!/bin/sh\n"u8.ToArray());
    }

    private string Aspire => Path.Combine(_home.FullName, "tool", "aspire");

    private static string[] Options() => ["--nologo", "--non-interactive", "--apphost", Path.Combine(Repository.Root, "AppHost", "AppHost.csproj")];

    private async Task<string> AspireAsync(params string[] arguments)
    {
        string[] options = arguments[0] is "ps" ? ["--nologo", "--non-interactive"] : Options();
        var end = Array.IndexOf(arguments, "--");
        var (exitCode, output) = await RunAsync(
            Aspire, end < 0 ? [.. arguments, .. options] : [.. arguments[..end], .. options, .. arguments[end..]]);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var lines = new List<string>();
        await using var process = ChildProcess.Start(
            new ChildProcessStart(program, arguments, Repository.Root, Variables),
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
