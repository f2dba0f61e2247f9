using System.Diagnostics;

namespace KanbanAspire.Bench.ColdStart;

/// <summary>One way to build and run a function.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Project">Project folder, below the repository's root.</param>
/// <param name="PublishArguments">How it is published.</param>
/// <param name="Environment">Variables of its own.</param>
/// <param name="IsLambda">False for a web server that is asked by HTTP.</param>
internal sealed record Candidate(
    string Name, string Project, string[] PublishArguments, Dictionary<string, string?> Environment, bool IsLambda = true)
{
    private static readonly string[] Native = ["-r", "linux-x64"];
    private static readonly string[] ReadyToRun = ["-r", "linux-x64", "-p:PublishAot=false", "-p:PublishReadyToRun=true", "--self-contained", "false"];
    private static readonly string[] JustInTime = ["-p:PublishAot=false"];

    public static readonly Candidate[] All =
    [
        new("bare loop, AOT", "bench/Hello", Native, []),
        new("Api, AOT, without the SDK", "Api", Native, new() { ["Bench__Path"] = "/health", ["Tables__WarmUp"] = "none" }),
        new("Api, AOT", "Api", Native, []),
        new("Api, AOT, tracing", "Api", Native, new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" }),
        new("Api, ReadyToRun", "Api", ReadyToRun, []),
        new("Api, JIT", "Api", JustInTime, []),
        new("Api, Kestrel and JIT", "Api", JustInTime, [], IsLambda: false),
    ];

    /// <summary>Gets the path that is asked.</summary>
    public string Path => Environment.GetValueOrDefault("Bench__Path") ?? "/items/bench";

    /// <summary>Publishes it, unless it is there already.</summary>
    /// <param name="root">The repository's root.</param>
    /// <returns>The executable.</returns>
    public async Task<string> PublishAsync(string root)
    {
        var project = System.IO.Path.GetFileName(Project);
        var kind = PublishArguments == Native ? "aot" : PublishArguments == ReadyToRun ? "r2r" : "jit";
        var folder = System.IO.Path.Combine(root, "artifacts", "bench", $"{project}-{kind}");
        var executable = System.IO.Path.Combine(folder, project);
        if (!File.Exists(executable))
        {
            Console.WriteLine($"publishing {project} ({kind})");
            using var publish = Process.Start("dotnet", ["publish", System.IO.Path.Combine(root, Project), "-v", "q", "--nologo", "-o", folder, .. PublishArguments]);
            await publish.WaitForExitAsync();
            if (publish.ExitCode != 0)
            {
                throw new InvalidOperationException($"dotnet publish of {Project} failed.");
            }
        }

        return executable;
    }

    /// <summary>Gets the size of what is deployed.</summary>
    public static long SizeBytes(string executable) => File.Exists(executable + ".zip")
        ? new FileInfo(executable + ".zip").Length
        : ZipSize.Of(System.IO.Path.GetDirectoryName(executable)!);
}
