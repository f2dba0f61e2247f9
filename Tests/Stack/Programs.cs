using System.IO.Compression;

namespace KanbanAspire.Tests.Stack;

/// <summary>A folder that stands for PATH: some real programs, and scripts in place of others.</summary>
public sealed class Programs
{
    private readonly string _folder;

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Full path.</param>
    /// <param name="real">Names of programs of this machine that are to be found in it.</param>
    public Programs(string folder, params string[] real)
    {
        _folder = folder;
        foreach (var name in real)
        {
            var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
                .Select(place => System.IO.Path.Combine(place, name)).First(File.Exists);
            File.CreateSymbolicLink(System.IO.Path.Combine(folder, name), program);
        }
    }

    /// <summary>Gets the value of PATH under which there are these programs only.</summary>
    public string Path => _folder;

    /// <summary>Writes a script.</summary>
    /// <param name="name">Name of the program that it stands for.</param>
    /// <param name="script">Lines for sh.</param>
    public void Write(string name, string script)
    {
        var file = System.IO.Path.Combine(_folder, name);
        File.WriteAllText(file, $"#!/bin/sh\n{script.ReplaceLineEndings("\n")}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes packages of the functions with nothing in them.</summary>
    /// <returns>Their folder.</returns>
    public string Packages()
    {
        var packages = Directory.CreateDirectory(System.IO.Path.Combine(_folder, "packages")).FullName;
        foreach (var name in new[] { "Api.zip", "Scheduler.zip" }.Where(name => !File.Exists(System.IO.Path.Combine(packages, name))))
        {
            using var zip = ZipFile.Open(System.IO.Path.Combine(packages, name), ZipArchiveMode.Create);
            zip.CreateEntry("bootstrap").LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        }

        return packages;
    }
}
