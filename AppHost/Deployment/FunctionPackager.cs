using System.Globalization;
using Aspire.Hosting.AWS.Deployment.Services;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>
/// Packs a function: native code where this machine can make it, else .NET's own code compiled ahead (ReadyToRun) and the runtime
/// with it, which starts more slowly and runs the same.
/// </summary>
/// <param name="configuration">
/// <c>Stack:Architecture</c>; <c>Stack:Code</c> insists on one kind of code; <c>Stack:Packages</c> names a folder with zips made before.
/// </param>
internal sealed class FunctionPackager(IConfiguration configuration) : ILambdaDeploymentPackager
{
    // The functions share projects, whose builds would write the same files at the same time.
    private readonly SemaphoreSlim _one = new(1);
    private bool _saidHow;

    /// <inheritdoc/>
    public async Task<LambdaDeploymentPackagerResult> CreateDeploymentPackageAsync(
        LambdaProjectResource lambdaFunction, string outputDirectory, CancellationToken cancellationToken)
    {
        var project = lambdaFunction.GetProjectMetadata().ProjectPath;
        var name = Path.GetFileNameWithoutExtension(project);
        if (configuration["Stack:Packages"] is { Length: > 0 } packages)
        {
            var given = Path.GetFullPath(Path.Combine(packages, $"{name}.zip"));
            return File.Exists(given) ? Packed(name, given) : Failed($"{given} was not found.");
        }

        if (configuration["Stack:Command"] is "submit")
        {
            // Only the template is wanted: its settings are the same whatever the function's code is.
            var empty = Path.Combine(outputDirectory, $"{name}.zip");
            FunctionZip.Write(empty, []);
            return new LambdaDeploymentPackagerResult { Success = true, LocalLocation = empty };
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
        var (architecture, code) = (configuration["Stack:Architecture"] ?? "x64", configuration["Stack:Code"]);
        var linker = NativeLinker.For(architecture);
        var reason = code is "readytorun" ? "--code asks for it" : linker.Obstacle;
        if (reason is not null && code is "native")
        {
            return Failed($"{name} cannot be native code, because {reason}. {linker.Remedy}");
        }

        Console.WriteLine(reason is null
            ? $"Packing {name}: native code for linux-{architecture} ..."
            : $"Packing {name}: ReadyToRun instead of native code, because {reason}; cold starts are slower ...");
        if (reason is not null && code is null && !_saidHow)
        {
            _saidHow = true;
            Console.WriteLine(linker.Remedy);
        }

        var folder = Path.Combine(outputDirectory, name);
        // Trimmed as native code is, it has less than half the size, which counts when Lambda fetches it for a cold start.
        IReadOnlyList<string> kind = reason is null
            ? linker.Options
            : ["-p:PublishAot=false", "-p:PublishReadyToRun=true", "-p:PublishSingleFile=true", "-p:PublishTrimmed=true", "--self-contained"];
        var exitCode = await Command.RunAsync(
            "dotnet", ["publish", project, "-c", "Release", "-r", $"linux-{architecture}", "-o", folder, "--nologo", "-v", "quiet", $"-p:AwsPackages={AwsPackages.Name}", .. kind],
            cancellationToken: cancellationToken);
        var program = Path.Combine(folder, name);
        if (exitCode != 0 || !File.Exists(program))
        {
            return Failed($"dotnet publish {name} failed with exit code {exitCode}.{(reason is null ? " Where linking is what failed, --code readytorun does without it." : "")}");
        }

        if (Glibc.Needed(program) is { } needed && needed > Glibc.OfLambda)
        {
            return Failed(
                $"{name} needs glibc {needed}, Lambda has {Glibc.OfLambda}. Publish on a system with an older one (Debian 12, Ubuntu 22.04, "
                + "Amazon Linux 2023), or with --code readytorun.");
        }

        Directory.CreateDirectory(outputDirectory);
        var zip = Path.Combine(outputDirectory, $"{name}.zip");
        FunctionZip.Write(zip, [new("bootstrap", program)]);
        return Packed(name, zip);
    }

    private static LambdaDeploymentPackagerResult Packed(string name, string zip)
    {
        if (FunctionZip.Measure(zip) is not { } size)
        {
            return Failed($"{zip} is no package for Lambda: no zip, or without a file named bootstrap.");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Packed {name}: {size.Zip / 1e6:0.0} MB, unpacked {size.Unpacked / 1e6:0.0} of {FunctionZip.MaxUnpackedBytes / 1e6:0} MB"));
        return size.Unpacked <= FunctionZip.MaxUnpackedBytes
            ? new() { Success = true, LocalLocation = zip }
            : Failed($"{name} is larger than what Lambda unpacks.");
    }

    private static LambdaDeploymentPackagerResult Failed(string reason)
    {
        Console.Error.WriteLine(reason);
        return new LambdaDeploymentPackagerResult { Success = false };
    }
}
