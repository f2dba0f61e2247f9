using System.Runtime.InteropServices;
using KanbanAspire.AppHost.Deployment;
using KanbanAspire.Tests.Stack;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Native;

/// <summary>A test that runs functions for arm64 on x64; it is skipped unless it is asked for, and where something for that is missing, and says so.</summary>
public sealed class Arm64FactAttribute : FactAttribute
{
    public Arm64FactAttribute() => Skip = Arm64Functions.Missing!;
}

/// <summary>The functions for arm64 as AppHost publishes them on x64, and the emulator that they run in.</summary>
public static class Arm64Functions
{
    // EM_AARCH64, the two bytes at 18 of an ELF file (https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html).
    private const int MachineOffset = 18;
    private const ushort Machine = 183;

    private static readonly string? Emulator = Array.Find(["qemu-aarch64", "qemu-aarch64-static"], NativeFunction.IsOnPath);

    // It comes with a C library beside it, so that the emulator finds everything where the program looks for it.
    private static readonly IEnumerable<string> OpenSsl = Directory.Exists("/usr/lib/aarch64-linux-gnu")
        ? Directory.EnumerateFiles("/usr/lib/aarch64-linux-gnu", "libssl.so.*") : [];

    private static readonly Lazy<Task<CloudAssembly>> Published = new(PublishOnceAsync);

    /// <summary>Gets why nothing is run: it was not asked for, or the machine lacks something; null when it is.</summary>
    public static string? Missing { get; } = NativeFunction.Missing
        ?? (Environment.GetEnvironmentVariable("ARM64") is not "1" ? "Functions for arm64 take two cores five minutes: ARM64=1 dotnet test Tests --filter FullyQualifiedName~Arm64"
        : NativeLinker.For("arm64") is { Obstacle: { } obstacle, Remedy: { } remedy } ? $"{obstacle}. {remedy}"
        : Emulator is null ? "Functions for arm64 run in an emulator: neither qemu-aarch64 nor qemu-aarch64-static is on PATH. On Debian: apt-get install qemu-user"
        : !OpenSsl.Any() ? "Functions for arm64 load OpenSSL when they start, for which there is no libssl here. On Debian: dpkg --add-architecture arm64; apt-get update; apt-get install libssl3:arm64"
        : null);

    /// <summary>Publishes both functions, once in a test run, by the command that a person uses.</summary>
    /// <returns>Template and zips.</returns>
    public static Task<CloudAssembly> PublishAsync() => Published.Value;

    /// <summary>Tells whether a program is for arm64 and this machine is not.</summary>
    /// <param name="program">Full path of an ELF program.</param>
    public static bool NeedsEmulator(string program)
    {
        using var file = new BinaryReader(File.OpenRead(program));
        file.BaseStream.Position = MachineOffset;
        return file.ReadUInt16() == Machine && RuntimeInformation.OSArchitecture is not System.Runtime.InteropServices.Architecture.Arm64;
    }

    /// <summary>Writes a script that runs a program in the emulator.</summary>
    /// <param name="program">Full path.</param>
    /// <returns>Full path of the script, beside the program.</returns>
    public static string WriteLauncher(string program)
    {
        var (folder, script) = (Path.GetDirectoryName(program)!, $"{program}.sh");
        new Programs(folder).Write(Path.GetFileName(script), $"exec {Emulator ?? "qemu-aarch64"} '{program}'");
        return script;
    }

    private static async Task<CloudAssembly> PublishOnceAsync()
    {
        // The other processor's functions are made of the same projects: at once, both would write the same files.
        await NativeFunction.PublishAsync("Scheduler");
        var folder = Path.Combine(Repository.Root, "artifacts", "native", "arm64");
        var (exitCode, output) = await PublishedStack.RunAsync(
            ["publish", "--output-path", folder, "--architecture", "arm64", "--code", "native"], NativeFunction.BuildVariables);
        Assert.True(exitCode == 0, string.Join('\n', output));
        return new CloudAssembly(Path.Combine(folder, "cdk.out"), "kanban", output);
    }
}
