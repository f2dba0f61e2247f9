namespace KanbanAspire.AppHost;

/// <summary>
/// Starts projects by their built executables. Aspire would run each as <c>dotnet run --no-build</c>, which is one more process of
/// 139 MB and a second of start-up for each.
/// </summary>
internal static class BuiltExecutables
{
    // Small processes that start on one laptop at once: no optimizing before the system is up (the delay is hexadecimal milliseconds
    // without new code), no profiling for it, and code is written where it runs instead of by way of a second mapping.
    private static readonly Dictionary<string, string> QuickStart = new(StringComparer.Ordinal)
    {
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCountingDelayMs"] = "3E8",
        ["DOTNET_EnableWriteXorExecute"] = "0",
    };

    /// <summary>Uses them for every project of the application.</summary>
    /// <param name="builder">The application's builder, complete.</param>
    public static void Use(IDistributedApplicationBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            var path = project.GetProjectMetadata().ProjectPath;
            if (ExecutableOf(path) is { } executable)
            {
                project.Annotations.Add(new ExecutableAnnotation { Command = executable, WorkingDirectory = Path.GetDirectoryName(path)! });
            }
        }

        foreach (var process in builder.Resources.OfType<IResourceWithEnvironment>())
        {
            process.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
            {
                foreach (var (name, value) in QuickStart)
                {
                    context.EnvironmentVariables.TryAdd(name, value);
                }

                // At the end of a run the dashboard is the first to go, and an exporter that tries again would hold its process up for 8 s.
                context.EnvironmentVariables.Remove("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY");
            }));
        }
    }

    // artifacts/<AwsPackages>/bin/<project>/<configuration>: beside AppHost's own, or the tests'.
    private static string? ExecutableOf(string projectPath)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var name = Path.GetFileNameWithoutExtension(projectPath);
        var file = Path.Combine(own.Parent!.Parent!.FullName, name, own.Name, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        return File.Exists(file) ? file : null;
    }
}
