using System.Runtime.InteropServices;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>What links native code for a processor on this machine.</summary>
/// <param name="Obstacle">Why nothing does; null when something does.</param>
/// <param name="Remedy">What makes it possible; null when it is.</param>
/// <param name="Options">Options for <c>dotnet publish</c>; none where .NET finds the linker by itself.</param>
internal sealed record NativeLinker(string? Obstacle, string? Remedy, IReadOnlyList<string> Options)
{
    // Debian and Ubuntu name the tools so; Lambda.targets says how they are called.
    private const string ForArm64 = "aarch64-linux-gnu-";

    private static readonly string[] ForThisProcessor = ["clang", "gcc"];

    /// <summary>Looks for a linker.</summary>
    /// <param name="architecture"><c>x64</c> or <c>arm64</c>.</param>
    /// <returns>The linker, or why there is none.</returns>
    public static NativeLinker For(string architecture)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Missing("native code for Linux is linked on Linux", "publish on Linux");
        }

        if (string.Equals(RuntimeInformation.OSArchitecture.ToString(), architecture, StringComparison.OrdinalIgnoreCase))
        {
            return Array.Exists(ForThisProcessor, AwsPackages.IsOnPath)
                ? new(null, null, [])
                : Missing("neither clang nor gcc is installed", "install clang or gcc, and zlib's headers (Debian: apt-get install clang zlib1g-dev)");
        }

        return architecture is "arm64" ? Cross() : Missing("this machine has another processor", $"publish on Linux on {architecture}");
    }

    private static NativeLinker Cross()
    {
        var gcc = $"{ForArm64}gcc";
        var obstacle = !AwsPackages.IsOnPath(gcc) ? $"{gcc} is not installed"
            : !AwsPackages.IsOnPath($"{ForArm64}objcopy") ? $"{ForArm64}objcopy is not installed"
            // gcc prints the path of a file that it links with, or only the name of one that it does not find.
            : Command.Read(gcc, "-print-file-name=crt1.o") is (true, ['/', ..]) ? null
            : $"{gcc} has no C library to link with";
        return obstacle is null
            ? new(null, null, [$"-p:CrossTools={ForArm64}"])
            : Missing(obstacle, "install the compiler for arm64 (Debian: apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross), or publish on Linux on arm64");
    }

    private static NativeLinker Missing(string obstacle, string remedy) => new(obstacle, $"For native code {remedy}.", []);
}
