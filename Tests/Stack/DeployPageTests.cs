using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Docs;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// Follows <c>docs/deploy.md</c> from the top: each command of its blocks is run, in its order. AppHost deploys into an emulated account
/// with the CDK's real command line; the AWS CLI, where it is installed with moto, is the real one.
/// </summary>
public sealed partial class DeployPageTests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    private static readonly Dictionary<string, string> Placeholders = new(StringComparer.Ordinal) { ["ACCOUNT"] = "123456789012", ["VERSION"] = "1" };

    private EmulatedAccount _machine = null!;

    public async Task InitializeAsync() => _machine = await EmulatedAccount.StartAsync("diff", "git");

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Fact]
    public async Task AppHost_Commands_DoWhatThePageSays()
    {
        var commands = Commands().Where(command => command.StartsWith("dotnet run --project AppHost -- ", StringComparison.Ordinal)).ToList();
        // A run on this machine is tried by DeployTests.Run_….
        foreach (var command in commands.Where(command => !command.Contains("-- --stack", StringComparison.Ordinal)))
        {
            var (exitCode, output) = await _machine.RunAsync(command.Split(" -- ", 2)[1].Split(' '));
            Assert.True(exitCode == 0, $"{command} ended with {exitCode}\n{string.Join('\n', output)}");
        }

        Assert.Equal(["publish", "deploy", "publish", "deploy", "--stack", "deploy", "destroy"], commands.Select(command => command.Split(" -- ", 2)[1].Split(' ')[0]));
        Assert.Equal((null, 0), (_machine.Aws.Status, _machine.Aws.Tables.Count));
        Assert.Empty(_machine.Aws.Unknown);
    }

    [Fact]
    public async Task Shell_Commands_DoWhatThePageSays()
    {
        foreach (var folder in new[] { "one", "another" })
        {
            var (code, output) = await _machine.RunAsync("publish", "--output-path", Path.Combine(_machine.Folder, folder));
            Assert.True(code == 0, string.Join('\n', output));
        }

        Assert.Equal((0, "the same"), await ShellAsync(Commands().Single(command => command.StartsWith("diff ", StringComparison.Ordinal))));
        if (Directory.Exists(Path.Combine(Repository.Root, ".git")))
        {
            var clone = Commands().Single(command => command.StartsWith("git clone ", StringComparison.Ordinal));
            var (code, output) = await ShellAsync(clone.Replace("<this repository>", $"--quiet --no-checkout '{Repository.Root}'", StringComparison.Ordinal));
            Assert.True(code == 0, output);
        }

        // Runs in this very run.
        var filter = Commands().Single(command => command.Contains("dotnet test", StringComparison.Ordinal));
        Assert.Equal($"PUBLISHED=cdk.out dotnet test Tests --filter FullyQualifiedName~{nameof(PackageTests)}", filter);
    }

    [Fact]
    public void Commands_All_AreOfAKindThatIsTried()
    {
        string[] kinds = ["dotnet run --project AppHost -- ", "aws ", "npx --yes aws-cdk@", "git clone ", "diff ", "export AWS_REGION=ap-northeast-2", "PUBLISHED="];

        Assert.All(Commands(), command => Assert.Contains(kinds, kind => command.StartsWith(kind, StringComparison.Ordinal)));
        Assert.All(Commands().Where(command => command.StartsWith("npx ", StringComparison.Ordinal)), command => Assert.Contains(CdkVersion(), command, StringComparison.Ordinal));
    }

    [OnPathFact("aws", "pip install awscli", MotoServer.Program, MotoServer.Install)]
    public async Task Aws_Commands_AreTakenAndDoWhatThePageSays()
    {
        await AwsAsync("iam create-role --role-name function --assume-role-policy-document {}");
        await AwsAsync($"lambda create-function --function-name kanban-Functionapi --runtime provided.al2023 --handler bootstrap --role arn:aws:iam::123456789012:role/function --publish --zip-file fileb://{_machine.Programs.Packages()}/Api.zip");
        await AwsAsync("lambda create-alias --function-name kanban-Functionapi --name live --function-version 1");
        await AwsAsync("logs create-log-group --log-group-name aws/spans");
        await AwsAsync("dynamodb create-table --table-name kanban --billing-mode PAY_PER_REQUEST --attribute-definitions AttributeName=pk,AttributeType=S --key-schema AttributeName=pk,KeyType=HASH");
        await AwsAsync("dynamodb update-continuous-backups --table-name kanban --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true");
        var function = "";
        foreach (var command in Commands().Where(command => command.StartsWith("aws ", StringComparison.Ordinal) || command.StartsWith("npx ", StringComparison.Ordinal)))
        {
            var output = await RunAsync(command.Replace("FUNCTION", function, StringComparison.Ordinal));
            if (command.Contains("list-functions", StringComparison.Ordinal))
            {
                function = (string)JsonNode.Parse(output)!.AsArray().Single()!;
            }
            else if (command.Contains("get-resources", StringComparison.Ordinal))
            {
                Assert.Empty(JsonNode.Parse(output)!["ResourceTagMappingList"]!.AsArray());
            }
        }

        Assert.Equal("kanban-Functionapi", function);
        Assert.Contains("\"FunctionVersion\": \"1\"", await AwsAsync("lambda get-alias --function-name kanban-Functionapi --name live"), StringComparison.Ordinal);
        Assert.Contains("\"retentionInDays\": 30", await AwsAsync("logs describe-log-groups --log-group-name-prefix aws/spans"), StringComparison.Ordinal);
        Assert.Contains("\"AttributeName\": \"expiresAt\"", await AwsAsync("dynamodb describe-time-to-live --table-name kanban-restored"), StringComparison.Ordinal);
        Assert.Contains("CDKToolkit", await AwsAsync("cloudformation describe-stacks --stack-name CDKToolkit"), StringComparison.Ordinal);

        Task<string> AwsAsync(string arguments) => RunAsync($"aws {arguments}");
    }

    // Without comments, a line each.
    private static IReadOnlyList<string> Commands() =>
        [.. from block in DocsPage.Read("docs/deploy.md").ShellBlocks
            from line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            let command = Comment().Replace(line, "").Trim()
            where command.Length > 0
            select Placeholders.Aggregate(command, (text, one) => Regex.Replace(text, $@"\b{one.Key}\b", one.Value, RegexOptions.None, TimeSpan.FromSeconds(1)))];

    private static string CdkVersion() =>
        Version().Match(File.ReadAllText(Path.Combine(Repository.Root, "AppHost", "Deployment", "Cdk.cs"))).Value;

    private async Task<string> RunAsync(string command)
    {
        var (exitCode, output) = await ShellAsync(command, new(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = moto.Endpoint,
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_REGION"] = "ap-northeast-2",
            ["AWS_DEFAULT_REGION"] = "ap-northeast-2",
            ["AWS_PAGER"] = "",
        });
        Assert.True(exitCode == 0, $"{command}\n{output}");
        return output;
    }

    private async Task<(int ExitCode, string Output)> ShellAsync(string command, Dictionary<string, string?>? environment = null)
    {
        var output = new List<string>();
        await using var process = ChildProcess.Start(new ChildProcessStart("sh", ["-c", command], _machine.Folder, environment), (line, _) =>
        {
            lock (output)
            {
                output.Add(line);
            }
        });
        var exitCode = await process.Exited.WaitAsync(TimeSpan.FromMinutes(3));
        lock (output)
        {
            return (exitCode, string.Join('\n', output));
        }
    }

    [GeneratedRegex(@"\s+#\s.*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"aws-cdk@[0-9.]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
