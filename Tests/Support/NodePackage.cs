using System.Collections.Concurrent;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Support;

/// <summary>Installs and runs packages of npm.</summary>
public static class NodePackage
{
    private static readonly ConcurrentDictionary<string, Lazy<Task>> Installed = new(StringComparer.Ordinal);

    /// <summary>Installs what the lock file names, once a test run.</summary>
    /// <param name="folder">Folder of package.json, relative to the root.</param>
    /// <returns>A task that ends when it is installed.</returns>
    public static Task InstallAsync(string folder) => Installed.GetOrAdd(folder, _ => new(async () =>
    {
        var (exitCode, output) = await RunAsync(folder, "npm", ["ci", "--no-audit", "--no-fund"], []);
        Assert.True(exitCode == 0, output);
    })).Value;

    /// <summary>Runs a command in a folder of the repository, for three minutes at the most.</summary>
    /// <param name="folder">Folder, relative to the root.</param>
    /// <param name="command">For example <c>node</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables on top of the inherited ones.</param>
    /// <returns>Exit code and everything printed.</returns>
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
