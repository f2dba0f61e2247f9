using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace KanbanAspire.Local.DynamoDB;

/// <summary>
/// Gets dynoxide, the DynamoDB emulator (native, SQLite; npm package <c>@dynoxide/&lt;os&gt;-&lt;cpu&gt;</c>), and says how to
/// start it. See https://github.com/nubo-db/dynoxide.
/// </summary>
public static class Dynoxide
{
    /// <summary>The pinned version.</summary>
    public const string Version = "1.2.1";

    /// <summary>Names the variable that gives the path of an executable to use instead of the fetched one.</summary>
    public const string PathVariable = "DYNOXIDE_PATH";

    /// <summary>Gets where the executable is, or will be once it was fetched.</summary>
    /// <param name="cacheFolder">Folder that keeps downloads between runs.</param>
    /// <returns>Full path.</returns>
    public static string ExecutablePath(string cacheFolder) =>
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } given ? given : ExecutableIn(FolderIn(cacheFolder), Package);

    /// <summary>Gets the executable, fetching it with npm into the cache where it is not there yet.</summary>
    /// <param name="cacheFolder">Folder that keeps downloads between runs; is created.</param>
    /// <param name="report">Is told what happens, one line at a time, when something has to be fetched.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Full path of the executable.</returns>
    /// <exception cref="DynoxideException">npm is missing, the registry cannot be reached, or the platform has no package.</exception>
    public static async Task<string> GetExecutableAsync(
        string cacheFolder, Action<string> report, CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } given)
        {
            return File.Exists(given)
                ? given
                : throw new DynoxideException($"{PathVariable} is {given}, but there is no such file. Correct or unset it.");
        }

        var (package, folder) = (Package, FolderIn(cacheFolder));
        var executable = ExecutableIn(folder, package);
        if (!File.Exists(executable))
        {
            report($"Fetching the DynamoDB emulator {package}@{Version} with npm (once, a few MB) ...");
            await FetchAsync(package, folder, cancellationToken);
            report("The DynamoDB emulator is in place.");
        }

        return executable;
    }

    /// <summary>Gives the arguments that serve a database file.</summary>
    /// <param name="port">Loopback TCP port.</param>
    /// <param name="databaseFile">SQLite file that keeps the data; null keeps it in memory.</param>
    /// <returns>Arguments for the executable.</returns>
    public static IReadOnlyList<string> ServeArguments(int port, string? databaseFile) =>
        [.. ServeArguments((object)port, databaseFile).Select(argument => string.Create(CultureInfo.InvariantCulture, $"{argument}"))];

    /// <summary>Gives the arguments that serve a database file.</summary>
    /// <param name="port">Loopback TCP port, or what stands for it.</param>
    /// <param name="databaseFile">SQLite file that keeps the data; null keeps it in memory.</param>
    /// <returns>Arguments for the executable.</returns>
    public static IReadOnlyList<object> ServeArguments(object port, string? databaseFile)
    {
        object[] serve = ["--host", "127.0.0.1", "--port", port];
        return databaseFile is null ? serve : [.. serve, "--db-path", databaseFile];
    }

    // Fetches beside the target and renames, so that a second run or a cut-off download never sees half a package.
    private static async Task FetchAsync(string package, string folder, CancellationToken cancellationToken)
    {
        var fetching = $"{folder}.{Environment.ProcessId}-{Guid.NewGuid():N}";
        Directory.CreateDirectory(fetching);
        try
        {
            await RunNpmAsync(package, fetching, cancellationToken);
            try
            {
                Directory.Move(fetching, folder);
            }
            catch (IOException) when (File.Exists(ExecutableIn(folder, package)))
            {
                // Another run was faster.
            }
        }
        finally
        {
            if (Directory.Exists(fetching))
            {
                Directory.Delete(fetching, recursive: true);
            }
        }
    }

    private static async Task RunNpmAsync(string package, string folder, CancellationToken cancellationToken)
    {
        string[] npm =
        [
            "install", "--prefix", folder, "--no-save", "--no-package-lock", "--no-fund", "--no-audit",
            "--loglevel=error", "--fetch-retries=1", $"{package}@{Version}",
        ];
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/d", "/c", "npm.cmd", .. npm])
            : new ProcessStartInfo("npm", npm);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (folder, true, true);
        try
        {
            using var process = Process.Start(start)!;
            await using var kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var outputs = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0 || !File.Exists(ExecutableIn(folder, package)))
            {
                var reason = Array.Find(string.Concat(outputs).Split('\n'), line => line.Contains("error", StringComparison.OrdinalIgnoreCase));
                throw new DynoxideException(
                    $"npm could not fetch {package}@{Version} ({reason?.Trim() ?? "no reason given"}). Check the network or the npm registry and "
                    + $"start again, or set {PathVariable} to a dynoxide executable you already have.");
            }
        }
        catch (Win32Exception e)
        {
            throw new DynoxideException(
                "npm was not found. Install Node.js 20 or later (https://nodejs.org), open a new terminal and start again.", e);
        }
    }

    private static string Package => $"@dynoxide/{PlatformName()}";

    private static string FolderIn(string cacheFolder) => Path.Combine(Path.GetFullPath(cacheFolder), "dynoxide", Version);

    private static string ExecutableIn(string folder, string package) =>
        Path.Combine(folder, "node_modules", package, OperatingSystem.IsWindows() ? "dynoxide.exe" : "dynoxide");

    private static string PlatformName()
    {
        var os = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var cpu = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            var other => throw new DynoxideException(
                $"dynoxide has no package for {os} on {other}. Set {PathVariable} to an executable you built, or use AwsPackages=NuGet."),
        };
        return $"{os}-{cpu}";
    }
}
