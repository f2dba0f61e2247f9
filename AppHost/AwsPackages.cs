using System.Reflection;

namespace KanbanAspire.AppHost;

/// <summary>Tells which set of AWS packages this AppHost was built with.</summary>
internal static class AwsPackages
{
    private static readonly string[] ContainerEngines = ["docker", "podman"];

    /// <summary>Gets the set that the build chose: <c>Bundled</c> or <c>NuGet</c>.</summary>
    public static string Name { get; } = typeof(AwsPackages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AwsPackages").Value ?? "Bundled";

    /// <summary>Prints the set.</summary>
    /// <returns>False when a run cannot start with it; what to do was printed.</returns>
    public static bool Announce()
    {
        Console.WriteLine($"KanbanAspire, AwsPackages={Name}");
        if (Name == "NuGet" && !Array.Exists(ContainerEngines, IsOnPath))
        {
            Console.Error.WriteLine(
                "AwsPackages=NuGet runs DynamoDB in a container, but neither docker nor podman was found. Install one, or set AwsPackages=Bundled.");
            return false;
        }

        return true;
    }

    internal static bool IsOnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder =>
            File.Exists(Path.Combine(folder, command)) || File.Exists(Path.Combine(folder, command + ".exe")));
}
