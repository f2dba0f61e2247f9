namespace KanbanAspire.Tests.Support;

/// <summary>A test that needs a program that not every machine has; skipped where it is not on PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPathFactAttribute : FactAttribute
{
    /// <summary>Initializes a new instance of the <see cref="OnPathFactAttribute"/> class.</summary>
    /// <param name="program">Name of the program.</param>
    /// <param name="install">How to install it.</param>
    public OnPathFactAttribute(string program, string install) =>
        Skip = OnPath.Has(program) ? null! : $"{program} is not installed: {install}";
}

/// <summary>Knows which programs there are.</summary>
internal static class OnPath
{
    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program)));
}
