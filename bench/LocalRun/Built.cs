namespace KanbanAspire.Bench.LocalRun;

/// <summary>Finds what was built beside this program.</summary>
internal static class Built
{
    public static string Executable(string project)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(own.Parent?.Parent?.FullName ?? ".", project, own.Name, OperatingSystem.IsWindows() ? $"{project}.exe" : project);
    }
}
