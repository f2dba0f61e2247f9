namespace KanbanAspire.Local.Hosting;

/// <summary>Knows the build output's layout, <c>artifacts/&lt;AwsPackages&gt;/bin/&lt;project&gt;/&lt;configuration&gt;</c>.</summary>
internal static class Builds
{
    private static readonly DirectoryInfo Own = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>Gets the executable of a project that is built beside this one.</summary>
    /// <param name="project">Project name.</param>
    /// <returns>Full path; the file exists after a build.</returns>
    public static string Executable(string project) => Path.Combine(
        Own.Parent!.Parent!.FullName, project, Own.Name, OperatingSystem.IsWindows() ? $"{project}.exe" : project);
}
