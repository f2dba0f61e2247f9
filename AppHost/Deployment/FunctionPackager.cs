using System.Runtime.InteropServices;
using Aspire.Hosting.AWS.Deployment.Services;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>
/// Packs a function: native code where this machine can make it, else .NET's own code compiled ahead and the runtime with it,
/// which starts more slowly and runs the same.
/// </summary>
/// <param name="configuration"><c>Stack:Architecture</c>; <c>Stack:Packages</c> names a folder with zips made before.</param>
internal sealed class FunctionPackager(IConfiguration configuration) : ILambdaDeploymentPackager
{
    private static readonly string[] Linkers = ["clang", "gcc"];

    // The functions share projects, whose builds would write the same files at the same time.
    private readonly SemaphoreSlim _one = new(1);

    /// <inheritdoc/>
    public async Task<LambdaDeploymentPackagerResult> CreateDeploymentPackageAsync(
        LambdaProjectResource lambdaFunction, string outputDirectory, CancellationToken cancellationToken)
    {
        var project = lambdaFunction.GetProjectMetadata().ProjectPath;
        var name = Path.GetFileNameWithoutExtension(project);
        if (configuration["Stack:Packages"] is { Length: > 0 } packages)
        {
            var given = Path.GetFullPath(Path.Combine(packages, $"{name}.zip"));
            return File.Exists(given) ? Packed(given) : Failed($"{given} was not found.");
        }

        if (configuration["Stack:Command"] is "submit")
        {
            // Only the template is wanted: its settings are the same whatever the function's code is.
            var empty = Path.Combine(outputDirectory, $"{name}.zip");
            FunctionZip.Write(empty, []);
            return Packed(empty);
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return await PackAsync(project, name, outputDirectory, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<LambdaDeploymentPackagerResult> PackAsync(
        string project, string name, string outputDirectory, CancellationToken cancellationToken)
    {
        var architecture = configuration["Stack:Architecture"] ?? "x64";
        var reason = WhyNotNative(architecture);
        Console.WriteLine(reason is null
            ? $"Packing {name}: native code for linux-{architecture} ..."
            : $"Packing {name}: ReadyToRun instead of native code, because {reason}. Cold starts are slower ...");
        var folder = Path.Combine(outputDirectory, name);
        string[] kind = reason is null ? [] : ["-p:PublishAot=false", "-p:PublishReadyToRun=true", "-p:PublishSingleFile=true", "--self-contained"];
        var exitCode = await Command.RunAsync(
            "dotnet", ["publish", project, "-c", "Release", "-r", $"linux-{architecture}", "-o", folder, "--nologo", "-v", "quiet", .. kind], cancellationToken);
        if (exitCode != 0)
        {
            return Failed($"dotnet publish {name} failed with exit code {exitCode}.");
        }

        var program = Path.Combine(folder, name);
        if (reason is null && Glibc.Needed(program) is { } needed && needed > Glibc.OfLambda)
        {
            return Failed(
                $"{name} needs glibc {needed}, Lambda has {Glibc.OfLambda}. Publish on a system with an older one (Debian 12, Ubuntu 22.04, "
                + "Amazon Linux 2023), or hide the linker (clang, gcc) from PATH to get ReadyToRun.");
        }

        var zip = Path.Combine(outputDirectory, $"{name}.zip");
        FunctionZip.Write(zip, FilesOf(folder, program));
        return Packed(zip);
    }

    private static IEnumerable<KeyValuePair<string, string>> FilesOf(string folder, string program)
    {
        yield return new("bootstrap", program);
        var documents = Path.Combine(folder, "openapi");
        foreach (var file in Directory.Exists(documents) ? Directory.EnumerateFiles(documents) : [])
        {
            yield return new($"openapi/{Path.GetFileName(file)}", file);
        }
    }

    private static string? WhyNotNative(string architecture) =>
        !OperatingSystem.IsLinux() ? "native code for Linux is linked on Linux"
        : !string.Equals(RuntimeInformation.OSArchitecture.ToString(), architecture, StringComparison.OrdinalIgnoreCase) ? "this machine has another processor"
        : Array.Exists(Linkers, HostingMode.IsOnPath) ? null
        : "neither clang nor gcc is installed";

    private static LambdaDeploymentPackagerResult Packed(string zip) => new() { Success = true, LocalLocation = zip };

    private static LambdaDeploymentPackagerResult Failed(string reason)
    {
        Console.Error.WriteLine(reason);
        return new LambdaDeploymentPackagerResult { Success = false };
    }
}
