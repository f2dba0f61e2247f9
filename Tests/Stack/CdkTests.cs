using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Stack;

/// <summary>Runs what starts the CDK, with a CDK that only writes down what reaches it.</summary>
public sealed class CdkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-cdk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Parameters_OfTheEnvironment_ReachTheCdkUnchangedAndNoOtherProgram()
    {
        Write("node_modules/aws-cdk/bin/cdk", "console.log(JSON.stringify([process.argv.slice(2), process.env.KANBAN_STACK_PARAMETERS ?? null]));");

        var output = await RunAsync("""["board:OriginSecret=a,b","board:Odd=\"; rm -rf / $(ls) %PATH% 한"]""");

        Assert.Equal(
            """[["deploy","board","--parameters","board:OriginSecret=a,b","--parameters","board:Odd=\"; rm -rf / $(ls) %PATH% 한"],null]""", output);
    }

    [Fact]
    public async Task Cdk_IsNotThere_SaysSo() => Assert.Equal("The package aws-cdk is not on PATH.", await RunAsync("[]"));

    private async Task<string> RunAsync(string parameters)
    {
        // As npx does.
        var path = $"{_folder.CreateSubdirectory("node_modules/.bin").FullName}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        var output = new List<string>();
        await using var process = ChildProcess.Start(
            new ChildProcessStart(
                "node", [Path.Combine(Repository.Root, "AppHost", "Deployment", "cdk.cjs"), "deploy", "board"], _folder.FullName,
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = path, ["KANBAN_STACK_PARAMETERS"] = parameters }),
            (line, _) =>
            {
                lock (output)
                {
                    output.Add(line);
                }
            });
        await process.Exited;
        lock (output)
        {
            return string.Join('\n', output);
        }
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
