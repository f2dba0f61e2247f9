using System.Reflection;

namespace KanbanAspire.AppHost;

/// <summary>Says which set of packages this AppHost was built with, and why.</summary>
internal static class HostingMode
{
    private static readonly string[] ContainerEngines = ["docker", "podman"];

    /// <summary>Gets the mode that the build chose: <c>Local</c> or <c>Aspire</c>.</summary>
    public static string Name { get; } = typeof(HostingMode).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Hosting").Value ?? "Local";

    /// <summary>Prints the mode and the reason.</summary>
    /// <returns>False when this mode cannot run here; what to do was printed.</returns>
    public static bool Announce()
    {
        var reason = Environment.GetEnvironmentVariable("Hosting") is { Length: > 0 }
            ? "set by the environment variable Hosting"
            : Name == "Aspire" ? "the Aspire CLI is installed" : "the Aspire CLI is not installed";
        Console.WriteLine($"KanbanAspire, Hosting={Name} ({reason})");
        if (Name == "Aspire" && !Array.Exists(ContainerEngines, IsOnPath))
        {
            Console.Error.WriteLine(
                "Hosting=Aspire runs DynamoDB in a container, but neither docker nor podman was found. Install one, or set Hosting=Local.");
            return false;
        }

        return true;
    }

    internal static bool IsOnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder =>
            File.Exists(Path.Combine(folder, command)) || File.Exists(Path.Combine(folder, command + ".exe")));
}
