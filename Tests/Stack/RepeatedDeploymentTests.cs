namespace KanbanAspire.Tests.Stack;

/// <summary>Runs deploy and destroy with the CDK's real command line against an account that fails as AWS does.</summary>
public sealed class RepeatedDeploymentTests : IAsyncLifetime
{
    private const string Distribution = "AWS::CloudFront::Distribution";
    private const string NotVerified = "Your account must be verified before you can add new CloudFront resources.";

    private EmulatedAccount _machine = null!;

    private CloudFormationEmulator Account => _machine.Aws;

    public async Task InitializeAsync() => _machine = await EmulatedAccount.StartAsync();

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Fact]
    public async Task Prod_FailsAndIsDeletedAndKeepsItsTables_CanAlwaysBeDeployedAgain()
    {
        Account.FailsAt = (Distribution, NotVerified);
        await FailsAsync("deploy", "AWS verifies new accounts before they may use CloudFront.", "--stage", "prod");
        await FailsAsync("deploy", "AWS verifies new accounts before they may use CloudFront.", "--stage", "prod");
        Assert.Equal(("ROLLBACK_COMPLETE", 2), (Account.Status, Account.Tables.Count));

        Account.FailsAt = null;
        await SucceedsAsync("deploy", "https://board.example.com", "--stage", "prod");
        Assert.Equal("CREATE_COMPLETE", Account.Status);

        await FailsAsync("destroy", "A stack of the stage prod is protected");
        Account.Unprotect();
        await SucceedsAsync("destroy", "Stack board is deleted.");
        Assert.Equal((null, 2), (Account.Status, Account.Tables.Count));

        await SucceedsAsync("deploy", "https://board.example.com", "--stage", "prod");
        Assert.Equal(("CREATE_COMPLETE", 2), (Account.Status, Account.Tables.Count));
        Assert.Empty(Account.Unknown);
    }

    [Fact]
    public async Task Course_FailsAndIsDeleted_LeavesNothing()
    {
        Account.FailsAt = (Distribution, "Internal error.");
        await FailsAsync("deploy", "The CDK ended with exit code 1");
        Assert.Empty(Account.Tables);

        Account.FailsAt = null;
        await SucceedsAsync("deploy", "https://board.example.com");
        await SucceedsAsync("deploy", "https://board.example.com");
        Assert.Equal(2, Account.Tables.Count);
        await SucceedsAsync("destroy", "Stack board is deleted.");
        Assert.Empty(Account.Tables);
        Assert.Empty(Account.Unknown);
    }

    [Fact]
    public async Task Course_AccountWithoutCloudFront_IsDeployedWithoutIt()
    {
        Account.FailsAt = (Distribution, NotVerified);
        await FailsAsync("deploy", "until then, deploy with --cloudfront no.");

        await SucceedsAsync("deploy", "Without CloudFront the pages run on this machine", "--cloudfront", "no");

        Assert.Equal("CREATE_COMPLETE", Account.Status);
        Assert.Empty(Account.Unknown);
    }

    [Fact]
    public async Task Course_TableMadeByHand_IsNamedBeforeAnythingIsBuilt()
    {
        Account.Tables.Add("board-http-crud-tutorial-items");

        await FailsAsync("deploy", "The table board-http-crud-tutorial-items exists already and is of no stack");

        Assert.Null(Account.Status);
        Assert.Single(Account.Tables);
    }

    private async Task FailsAsync(string command, string expected, params string[] options) => await RunAsync(command, 1, expected, options);

    private async Task SucceedsAsync(string command, string expected, params string[] options) => await RunAsync(command, 0, expected, options);

    private async Task RunAsync(string command, int exitCode, string expected, string[] options)
    {
        var (code, output) = await _machine.RunAsync([command, "--stack", "board", .. options]);

        Assert.True(
            code == exitCode && output.Any(line => line.Contains(expected, StringComparison.Ordinal)),
            $"{command} ended with {code}; asked for and not known: {string.Join(", ", Account.Unknown)}\n{string.Join('\n', output)}");
    }
}
