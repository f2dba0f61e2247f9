namespace KanbanAspire.Local.Hosting;

/// <summary>
/// Knows the build output's layout (artifacts/&lt;Hosting&gt;/bin/&lt;project&gt;/&lt;configuration&gt;): built files are started, never
/// <c>dotnet run</c>.
/// </summary>
internal static class Builds
{
    private static readonly DirectoryInfo Own = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>Gets the executable of a project built beside this one.</summary>
    /// <param name="project">Project name.</param>
    /// <returns>Full path.</returns>
    /// <exception cref="FileNotFoundException">It was not built.</exception>
    public static string Executable(string project)
    {
        var file = Path.Combine(
            Bin.FullName, project, Own.Name, OperatingSystem.IsWindows() ? $"{project}.exe" : project);
        return File.Exists(file)
            ? file
            : throw new FileNotFoundException($"{project} was not built. Run 'dotnet build' in the repository's root.", file);
    }

    /// <summary>Gets the folder of a project's sources, or of its build output where there are no sources.</summary>
    /// <param name="project">Project name.</param>
    /// <returns>Full path.</returns>
    public static string ProjectDirectory(string project)
    {
        for (var folder = Own; folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, project, $"{project}.csproj");
            if (File.Exists(candidate))
            {
                return Path.Combine(folder.FullName, project);
            }
        }

        return Own.FullName;
    }

    private static DirectoryInfo Bin => Own.Parent?.Parent
        ?? throw new DirectoryNotFoundException($"{Own.FullName} is not in a build output folder.");
}
