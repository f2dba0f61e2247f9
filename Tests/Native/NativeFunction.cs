using System.Diagnostics;
using System.Runtime.InteropServices;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Native;

/// <summary>A test that needs the native toolchain; where it is missing the test is skipped and says what to install.</summary>
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = NativeFunction.Missing!;
}

/// <summary>A theory that needs the native toolchain.</summary>
public sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute() => Skip = NativeFunction.Missing!;
}

/// <summary>A function published as it is deployed: native, in a zip. Publishing is incremental, so only the first run takes long.</summary>
public static class NativeFunction
{
    private static readonly Lazy<Task<string>> Api = new(() => PublishOnceAsync("Api"));

    // One after the other: both publish the projects that they share.
    private static readonly Lazy<Task<string>> Scheduler = new(async () =>
    {
        await Api.Value;
        return await PublishOnceAsync("Scheduler");
    });

    /// <summary>Gets what the machine lacks; null when nothing.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != System.Runtime.InteropServices.Architecture.X64 ? "Functions are published for linux-x64, which needs Linux on x64."
        : !IsOnPath("gcc") && !IsOnPath("clang") ? "Native AOT needs a linker: neither gcc nor clang is on PATH. On Debian: apt-get install gcc zlib1g-dev"
        : null;

    /// <summary>Gets variables for a build: servers that outlive it would hold its output open, and its reader would wait for them.</summary>
    public static IReadOnlyDictionary<string, string?> BuildVariables { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    };

    /// <summary>Publishes a function, once in a test run, with warnings as errors.</summary>
    /// <param name="project"><c>Api</c> or <c>Scheduler</c>.</param>
    /// <returns>The executable; its zip stands beside it.</returns>
    public static Task<string> PublishAsync(string project) => project is "Api" ? Api.Value : Scheduler.Value;

    private static async Task<string> PublishOnceAsync(string project)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "native", project);
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository.Root, project), "-r", "linux-x64", "-v", "q", "--nologo", "-o", folder])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in BuildVariables)
        {
            start.Environment[name] = value;
        }

        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
        return Path.Combine(folder, project);
    }

    /// <summary>Reads the highest version of a glibc symbol that the binary asks for, for example <c>2.34</c>.</summary>
    /// <param name="program">Its bytes as Latin-1.</param>
    public static Version GlibcOf(string program) => System.Text.RegularExpressions.Regex.Matches(program, @"GLIBC_(\d+\.\d+)")
        .Select(m => Version.Parse(m.Groups[1].Value)).Max()!;

    /// <summary>Reads which libraries the binary is linked with; what it opens later, as OpenSSL's, is not among them.</summary>
    /// <param name="executable">Full path.</param>
    /// <returns>For example <c>libc.so.6</c>.</returns>
    public static async Task<IReadOnlyList<string>> LibrariesOfAsync(string executable)
    {
        // Lines such as: 0x0000000000000001 (NEEDED)  Shared library: [libc.so.6]
        using var readelf = Process.Start(new ProcessStartInfo("readelf", ["-d", executable]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await readelf.StandardOutput.ReadToEndAsync();
        await readelf.WaitForExitAsync();
        return [.. System.Text.RegularExpressions.Regex.Matches(output, @"\(NEEDED\).*\[(.+)\]").Select(m => m.Groups[1].Value)];
    }

    /// <summary>Tells whether a program is on PATH.</summary>
    /// <param name="command">Its name.</param>
    public static bool IsOnPath(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, command)));
}
