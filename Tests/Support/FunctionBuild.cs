namespace KanbanAspire.Tests.Support;

/// <summary>Says which build of a function tests run: the one of <c>dotnet build</c>, unless Tests/Native repeats them.</summary>
public static class FunctionBuild
{
    private static readonly AsyncLocal<IReadOnlyDictionary<string, string>?> Published = new();

    /// <summary>Gets whether the tests of this flow run against what is deployed.</summary>
    public static bool IsNative => Published.Value is not null;

    /// <summary>Makes the rest of this asynchronous flow run published functions.</summary>
    /// <param name="executables">Executable by project.</param>
    public static void Use(IReadOnlyDictionary<string, string> executables) => Published.Value = executables;

    /// <summary>Gets the executable of a function.</summary>
    /// <param name="project">Project name.</param>
    /// <returns>Full path.</returns>
    public static string Executable(string project) => Published.Value?[project] ?? Repository.Built(project);
}
