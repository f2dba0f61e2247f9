using System.Net;
using System.Net.Sockets;

namespace KanbanAspire.Tests.Support;

/// <summary>Knows where the repository, its build output and free ports are.</summary>
public static class Repository
{
    /// <summary>Gets the full path of the repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Gets the full path of a built executable of this build, for example <c>Built("AppHost")</c>.</summary>
    /// <param name="project">Project name.</param>
    /// <returns>Path of its native host file.</returns>
    public static string Built(string project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var bin = configuration.Parent?.Parent?.FullName ?? throw new DirectoryNotFoundException(AppContext.BaseDirectory);
        var name = OperatingSystem.IsWindows() ? $"{project}.exe" : project;
        return Path.Combine(bin, project, configuration.Name, name);
    }

    /// <summary>Gets a loopback TCP port that is free now.</summary>
    /// <returns>The port.</returns>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KanbanAspire.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("KanbanAspire.sln is in no folder above the tests.");
    }
}
