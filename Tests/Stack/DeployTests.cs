namespace KanbanAspire.Tests.Stack;

/// <summary>Runs deploy and destroy against a CDK that only writes down how it was called.</summary>
public sealed class DeployTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-deploy-");
    private readonly string _stack = $"t{Guid.NewGuid():N}"[..20];

    public void Dispose()
    {
        _folder.Delete(recursive: true);
    }

    private string OutputsFile => Path.Combine(_folder.FullName, "stacks", $"{_stack}.json");

    [Fact]
    public async Task Deploy_WithoutNodeAndCredentials_NamesBothBeforeBuilding()
    {
        var (exitCode, output) = await PublishedStack.RunAsync(["deploy", "--stack", _stack, "--data", _folder.FullName], Environment(tools: false, credentials: false));

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains("Node.js 20 or later was not found", StringComparison.Ordinal));
        Assert.Contains(output, line => line.Contains("npx was not found", StringComparison.Ordinal));
        Assert.Contains(output, line => line.Contains("No AWS credentials were found", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.Contains("Packing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_Stack_AsksTheCdkAndForgetsTheOutputs()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OutputsFile)!);
        await File.WriteAllTextAsync(OutputsFile, "{}");

        var (exitCode, output) = await PublishedStack.RunAsync(["destroy", "--stack", _stack, "--data", _folder.FullName], Environment(tools: true, credentials: true));

        Assert.True(exitCode == 0, string.Join('\n', output));
        var call = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "calls"));
        Assert.Matches($"^--yes aws-cdk@[0-9.]+ destroy {_stack} --app .* --force --no-notices", call);
        Assert.Contains($"Stack {_stack} is deleted.", output);
        Assert.False(File.Exists(OutputsFile));
    }

    [Fact]
    public async Task Destroy_CdkFails_SaysSoAndExitsWith1()
    {
        var environment = Environment(tools: true, credentials: true);
        environment["CDK_EXIT"] = "3";

        var (exitCode, output) = await PublishedStack.RunAsync(["destroy", "--stack", _stack, "--data", _folder.FullName], environment);

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains("exit code 3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--stack", "Not_A_Name")]
    [InlineData("--stack", "my-aws-board")]
    [InlineData("--stage", "test")]
    [InlineData("--architecture", "riscv")]
    public async Task Publish_WrongOption_ExitsWith2(string option, string value)
    {
        var (exitCode, output) = await PublishedStack.RunAsync(["publish", option, value]);

        Assert.Equal(2, exitCode);
        Assert.Contains(output, line => line.StartsWith($"{option} needs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_StackThatWasNotDeployedFromHere_SaysSo()
    {
        var (exitCode, output) = await PublishedStack.RunAsync(["--stack", _stack, "--data", _folder.FullName]);

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.StartsWith($"Stack {_stack} was not deployed from here", StringComparison.Ordinal));
    }

    private Dictionary<string, string?> Environment(bool tools, bool credentials)
    {
        if (tools)
        {
            Write("node", "echo v22.0.0");
            Write("npx", $"echo \"$@\" >> '{_folder.FullName}/calls'; exit ${{CDK_EXIT:-0}}");
        }

        return new(StringComparer.Ordinal)
        {
            ["PATH"] = tools ? $"{_folder.FullName}:/usr/bin:/bin" : _folder.FullName,
            ["HOME"] = _folder.FullName,
            ["AWS_PROFILE"] = credentials ? "test" : null,
            ["AWS_ACCESS_KEY_ID"] = null,
        };
    }

    private void Write(string name, string script)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
