using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Stack;

/// <summary>Runs other people's rules over the template: cdk-nag, cfn-guard's Control Tower rules, Mozilla's Observatory.</summary>
[Collection("Stack")]
public sealed class NagTests(PublishedStack stack)
{
    [Fact]
    public async Task Template_ForeignRules_HaveNoOpenFinding()
    {
        var folder = Path.Combine(Repository.Root, "Tests", "Stack", "nag");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "cdk-nag")))
        {
            await RunAsync("npm", ["ci", "--no-fund", "--no-audit", "--ignore-scripts"], folder);
        }

        var output = await RunAsync("node", ["check.mjs", stack.Course.Folder, "kanban"], folder);

        var report = JsonNode.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.True(report["open"]!.AsArray().Count == 0, report["open"]!.ToString());
        // An acknowledgement that nothing needs any more hides the next finding.
        Assert.True(report["unused"]!.AsArray().Count == 0, report["unused"]!.ToString());
        Assert.True((int)report["score"]!["total"]! >= 130, report["score"]!.ToString());
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string folder)
    {
        var output = new List<string>();
        var errors = new List<string>();
        await using var process = ChildProcess.Start(new ChildProcessStart(program, arguments, folder), (line, isError) =>
        {
            lock (output)
            {
                (isError ? errors : output).Add(line);
            }
        });
        var exitCode = await process.Exited.WaitAsync(TimeSpan.FromMinutes(5));
        lock (output)
        {
            Assert.True(exitCode == 0, string.Join('\n', errors));
            return string.Join('\n', output);
        }
    }
}
