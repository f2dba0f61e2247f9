using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Report.Pages;

/// <summary>Installs what a lock file names.</summary>
internal static class Npm
{
    /// <summary>Runs <c>npm ci</c>.</summary>
    /// <param name="folder">Folder of package.json.</param>
    /// <returns>A task that ends when it is installed, or fails with what npm said.</returns>
    public static async Task InstallAsync(string folder)
    {
        var output = new List<string>();
        (string Command, string[] Arguments) npm = OperatingSystem.IsWindows() ? ("cmd", ["/c", "npm", "ci"]) : ("npm", ["ci"]);
        await using var process = ChildProcess.Start(new ChildProcessStart(npm.Command, npm.Arguments, folder), (line, _) =>
        {
            lock (output)
            {
                output.Add(line);
            }
        });
        if (await process.Exited != 0)
        {
            throw new InvalidOperationException($"npm ci in {folder} failed:\n{string.Join('\n', output)}");
        }
    }
}
