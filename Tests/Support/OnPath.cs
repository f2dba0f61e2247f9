namespace KanbanAspire.Tests.Support;

/// <summary>A test that needs programs that not every machine has; skipped where one is not on PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPathFactAttribute : FactAttribute
{
    /// <summary>Initializes a new instance of the <see cref="OnPathFactAttribute"/> class.</summary>
    /// <param name="programs">Name of each program, and how to install it.</param>
    public OnPathFactAttribute(params string[] programs) =>
        Skip = programs.Chunk(2).Where(one => !OnPath.Has(one[0])).Select(one => $"{one[0]} is not installed: {one[1]}").FirstOrDefault()!;
}

/// <summary>Knows which programs there are.</summary>
internal static class OnPath
{
    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program)));
}
