using System.Runtime.InteropServices;
using KanbanAspire.Local.ChildProcesses;

namespace KanbanAspire.Local.DynamoDB;

/// <summary>
/// Gets dynoxide, the DynamoDB stand-in (native, SQLite; npm package <c>@dynoxide/&lt;os&gt;-&lt;cpu&gt;</c>), and says how to
/// start it. See https://github.com/nubo-db/dynoxide.
/// </summary>
public static class Dynoxide
{
    /// <summary>The pinned version.</summary>
    public const string Version = "1.2.1";

    /// <summary>Names the variable that gives the path of an executable to use instead of the fetched one.</summary>
    public const string PathVariable = "DYNOXIDE_PATH";

    /// <summary>Gets the executable, fetching it with npm into the cache where it is not there yet.</summary>
    /// <param name="cacheFolder">Folder that keeps downloads between runs; is created.</param>
    /// <param name="report">Is told what happens, one line at a time, when something has to be fetched.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
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

        var package = $"@dynoxide/{PlatformName()}";
        var folder = Path.Combine(Path.GetFullPath(cacheFolder), "dynoxide", Version);
        var executable = ExecutableIn(folder, package);
        if (!File.Exists(executable))
        {
            report($"Fetching the DynamoDB stand-in {package}@{Version} with npm (once, a few MB) ...");
            await FetchAsync(package, folder, cancellationToken);
            report("The DynamoDB stand-in is in place.");
        }

        return executable;
    }

    /// <summary>Gives the arguments that serve a database file.</summary>
    /// <param name="port">Loopback TCP port.</param>
    /// <param name="databaseFile">SQLite file that keeps the data; null keeps it in memory.</param>
    /// <returns>Arguments for the executable.</returns>
    public static IReadOnlyList<string> ServeArguments(int port, string? databaseFile)
    {
        string[] serve = ["--host", "127.0.0.1", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)];
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
            ? new ChildProcessStart("cmd.exe", ["/d", "/c", "npm.cmd", .. npm], folder)
            : new ChildProcessStart("npm", npm, folder);
        var output = new List<string>();
        try
        {
            await using var process = ChildProcess.Start(start, (line, _) =>
            {
                lock (output)
                {
                    output.Add(line);
                }
            });
            var exitCode = await process.Exited.WaitAsync(cancellationToken);
            if (exitCode != 0 || !File.Exists(ExecutableIn(folder, package)))
            {
                var reason = output.Find(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? "no reason given";
                throw new DynoxideException(
                    $"npm could not fetch {package}@{Version} ({reason.Trim()}). Check the network or the npm registry and start " +
                    $"again, or set {PathVariable} to a dynoxide executable you already have.");
            }
        }
        catch (ChildProcessException e)
        {
            throw new DynoxideException(
                "npm was not found. Install Node.js 20 or later (https://nodejs.org), open a new terminal and start again.", e);
        }
    }

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
