using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--nonsense", "Unknown argument: --nonsense")]
    [InlineData("run", "Unknown argument: run")]
    [InlineData("--operation", "--operation needs a value.")]
    public async Task AppHost_UnknownArgument_ShowsUsageAndExitsWith2(string argument, string message)
    {
        await using var appHost = AppHostProcess.Start([argument]);

        Assert.Equal(2, await appHost.Process.Exited);
        Assert.Contains(message, appHost.Output);
        Assert.Contains("Usage: dotnet run --project AppHost [-- COMMAND] [OPTIONS]", appHost.Output);
    }

    [Fact]
    public async Task AppHost_DataFolderThatIsAFile_SaysSoAndExitsWith1()
    {
        var file = Path.GetTempFileName();
        await using var appHost = AppHostProcess.Start(dataFolder: file);

        Assert.Equal(1, await appHost.Process.Exited);
        var line = Assert.Single(appHost.Output, line => line.Contains(file, StringComparison.Ordinal));
        Assert.Contains("--data FOLDER", line, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task AppHost_DamagedDataFile_SaysSoAndKeepsTheOthersUp()
    {
        var folder = Directory.CreateTempSubdirectory("kanban-aspire-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "dynamodb"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "dynamodb", "dynamodb.db"), "this is no database at all");
        await using (var appHost = AppHostProcess.Start(dataFolder: folder.FullName))
        {
            var line = await appHost.WaitForLineAsync("is damaged", TimeSpan.FromSeconds(30));

            Assert.Contains("--fresh", line, StringComparison.Ordinal);
            Assert.False(appHost.Process.Exited.IsCompleted);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task AppHost_WithoutNpm_SaysWhatToInstall()
    {
        var cache = Directory.CreateTempSubdirectory("kanban-aspire-");
        var environment = new Dictionary<string, string?> { ["PATH"] = cache.FullName, ["DYNOXIDE_PATH"] = null };
        await using (var appHost = AppHostProcess.Start(["--Cache:Folder", cache.FullName], environment: environment))
        {
            var line = await appHost.WaitForLineAsync("npm was not found", TimeSpan.FromSeconds(30));

            Assert.Contains("Install Node.js", line, StringComparison.Ordinal);
        }

        cache.Delete(recursive: true);
    }
}
