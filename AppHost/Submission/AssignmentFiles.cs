namespace KanbanAspire.AppHost.Submission;

/// <summary>Finds the sources that go into the assignment: what a person wrote, and nothing that a build, a run or an editor left.</summary>
internal static class AssignmentFiles
{
    // Names of folders and files that are never sources; what begins with a dot is none either.
    private static readonly HashSet<string> Left = new(StringComparer.OrdinalIgnoreCase)
    {
        "bin", "obj", "node_modules", "wwwroot", "artifacts", "TestResults", "cdk.out", "schema.d.ts", "secrets.json",
    };

    // What is not one of these stays here: a key, an archive or a database is no source.
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".cs", ".csproj", ".css", ".html", ".ico", ".json", ".md", ".mjs", ".png", ".props", ".svg", ".targets", ".ts", ".tsx", ".txt",
        ".webmanifest", ".woff2", ".razor", ".js",
    };

    /// <summary>Lists the sources below a folder, or a file that is asked for by its name.</summary>
    /// <param name="root">Root of the repository.</param>
    /// <param name="path">Folder or file, relative to it.</param>
    /// <returns>Paths relative to the root, with forward slashes.</returns>
    public static IEnumerable<string> Below(string root, string path)
    {
        var full = Path.Combine(root, path);
        return File.Exists(full)
            ? [path]
            : Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Where(IsSource);
    }

    private static bool IsSource(string path) => path.Split('/') is var parts
        && !Array.Exists(parts, part => part.StartsWith('.') || Left.Contains(part))
        && Endings.Contains(Path.GetExtension(path));
}
