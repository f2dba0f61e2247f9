using System.Reflection;
using KanbanAspire.AppHost.Deployment;

namespace KanbanAspire.AppHost;

/// <summary>Tells which set of AWS packages this AppHost was built with.</summary>
internal static class AwsPackages
{
    private static readonly string[] ContainerEngines = ["docker", "podman"];

    /// <summary>Gets the set that the build chose: <c>Bundled</c> or <c>NuGet</c>.</summary>
    public static string Name { get; } = typeof(AwsPackages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AwsPackages").Value ?? "Bundled";

    /// <summary>Prints the set.</summary>
    /// <param name="runs">Whether the system is to run on this machine: nothing else needs a container engine.</param>
    /// <returns>False when a run cannot start with it; what to do was printed.</returns>
    public static bool Announce(bool runs)
    {
        Console.WriteLine($"KanbanAspire, AwsPackages={Name}");
        if (runs && Name == "NuGet" && !Array.Exists(ContainerEngines, IsOnPath))
        {
            Console.Error.WriteLine(
                "AwsPackages=NuGet runs DynamoDB in a container, but neither docker nor podman was found. Install one, or set AwsPackages=Bundled.");
            return false;
        }

        if (runs && Name == "NuGet" && !Array.Exists(ContainerEngines, engine => Command.Read(engine, "info") is (true, _)))
        {
            Console.Error.WriteLine(
                "AwsPackages=NuGet runs DynamoDB in a container, but the container engine does not answer. Start it ('docker info' tells more), or set AwsPackages=Bundled.");
            return false;
        }

        return true;
    }

    internal static bool IsOnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder =>
            File.Exists(Path.Combine(folder, command)) || File.Exists(Path.Combine(folder, command + ".exe")));
}
