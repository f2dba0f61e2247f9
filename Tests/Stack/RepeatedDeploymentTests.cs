namespace KanbanAspire.Tests.Stack;

/// <summary>Runs deploy and destroy with the CDK's real command line against an account that fails as AWS does.</summary>
public sealed class RepeatedDeploymentTests : IAsyncLifetime
{
    private const string Distribution = "AWS::CloudFront::Distribution";
    private const string NotVerified = "Your account must be verified before you can add new CloudFront resources.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-deployments-");
    private CloudFormationEmulator _account = null!;
    private Programs _programs = null!;

    public async Task InitializeAsync()
    {
        _account = await CloudFormationEmulator.StartAsync();
        _programs = new Programs(_folder.CreateSubdirectory("bin").FullName, "node", "npm", "npx", "sh");
        _programs.Write("aws", $$"""
            exec node -e 'fetch("{{_account.Address}}/cli", { method: "POST", body: process.argv.slice(1).join("\n") })
              .then(async answer => { (answer.ok ? process.stdout : process.stderr).write(await answer.text()); process.exitCode = answer.ok ? 0 : 254 })' -- "$@"
            """);
    }

    public async Task DisposeAsync()
    {
        await _account.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Prod_FailsAndIsDeletedAndKeepsItsTables_CanAlwaysBeDeployedAgain()
    {
        _account.FailsAt = (Distribution, NotVerified);
        await FailsAsync("deploy", "AWS verifies new accounts before they may use CloudFront.", "--stage", "prod");
        await FailsAsync("deploy", "AWS verifies new accounts before they may use CloudFront.", "--stage", "prod");
        Assert.Equal(("ROLLBACK_COMPLETE", 2), (_account.Status, _account.Tables.Count));

        _account.FailsAt = null;
        await SucceedsAsync("deploy", "https://board.example.com", "--stage", "prod");
        Assert.Equal("CREATE_COMPLETE", _account.Status);

        await FailsAsync("destroy", "A stack of the stage prod is protected");
        _account.Unprotect();
        await SucceedsAsync("destroy", "Stack board is deleted.");
        Assert.Equal((null, 2), (_account.Status, _account.Tables.Count));

        await SucceedsAsync("deploy", "https://board.example.com", "--stage", "prod");
        Assert.Equal(("CREATE_COMPLETE", 2), (_account.Status, _account.Tables.Count));
        Assert.Empty(_account.Unknown);
    }

    [Fact]
    public async Task Course_FailsAndIsDeleted_LeavesNothing()
    {
        _account.FailsAt = (Distribution, "Internal error.");
        await FailsAsync("deploy", "The CDK ended with exit code 1");
        Assert.Empty(_account.Tables);

        _account.FailsAt = null;
        await SucceedsAsync("deploy", "https://board.example.com");
        await SucceedsAsync("deploy", "https://board.example.com");
        Assert.Equal(2, _account.Tables.Count);
        await SucceedsAsync("destroy", "Stack board is deleted.");
        Assert.Empty(_account.Tables);
        Assert.Empty(_account.Unknown);
    }

    [Fact]
    public async Task Course_AccountWithoutCloudFront_IsDeployedWithoutIt()
    {
        _account.FailsAt = (Distribution, NotVerified);
        await FailsAsync("deploy", "until then, deploy with --cloudfront no.");

        await SucceedsAsync("deploy", "Without CloudFront the pages run on this machine", "--cloudfront", "no");

        Assert.Equal("CREATE_COMPLETE", _account.Status);
        Assert.Empty(_account.Unknown);
    }

    [Fact]
    public async Task Course_TableMadeByHand_IsNamedBeforeAnythingIsBuilt()
    {
        _account.Tables.Add("board-http-crud-tutorial-items");

        await FailsAsync("deploy", "The table board-http-crud-tutorial-items exists already and is of no stack");

        Assert.Null(_account.Status);
        Assert.Single(_account.Tables);
    }

    private async Task FailsAsync(string command, string expected, params string[] options) => await RunAsync(command, 1, expected, options);

    private async Task SucceedsAsync(string command, string expected, params string[] options) => await RunAsync(command, 0, expected, options);

    private async Task RunAsync(string command, int exitCode, string expected, string[] options)
    {
        var cache = Environment.GetEnvironmentVariable("npm_config_cache")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".npm");
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PATH"] = _programs.Path,
            ["HOME"] = _folder.FullName,
            ["npm_config_cache"] = cache,
            ["AWS_PROFILE"] = null,
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_ENDPOINT_URL"] = _account.Address,
        };
        string[] packages = command is "deploy" ? ["--packages", _programs.Packages(), "--output-path", _folder.FullName] : [];
        var (code, output) = await PublishedStack.RunAsync(
            [command, "--stack", "board", "--data", _folder.FullName, .. packages, .. options], environment);

        Assert.True(
            code == exitCode && output.Any(line => line.Contains(expected, StringComparison.Ordinal)),
            $"{command} ended with {code}; asked for and not known: {string.Join(", ", _account.Unknown)}\n{string.Join('\n', output)}");
    }
}
