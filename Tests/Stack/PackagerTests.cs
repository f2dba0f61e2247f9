using System.IO.Compression;
using System.Runtime.InteropServices;

namespace KanbanAspire.Tests.Stack;

/// <summary>Publishes with a dotnet that only writes down how it was called, to see which code the functions are made of and how they are packed.</summary>
public sealed class PackagerTests : IDisposable
{
    private static readonly string Here = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
    private static readonly string Elsewhere = Here is "x64" ? "arm64" : "x64";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-packager-");
    private readonly Programs _programs;

    public PackagerTests()
    {
        _programs = new Programs(_folder.CreateSubdirectory("bin").FullName, "node", "mkdir", "basename");
        _programs.Write("dotnet", """
            echo "dotnet $@"
            name=$(basename "$2" .csproj)
            while [ "$1" != -o ]; do shift; done
            mkdir -p "$2"
            printf "${PROGRAM:-program}" > "$2/$name"
            printf '%s' '{}' > "$2/appsettings.json"
            """);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Publish_Linker_MakesNativeCode()
    {
        _programs.Write("gcc", "exit 0");

        var (exitCode, output) = await PublishAsync("--architecture", Here);

        Assert.Equal(0, exitCode);
        Assert.Contains($"Packing Api: native code for linux-{Here} ...", output);
        Assert.DoesNotContain("PublishReadyToRun", DotnetOf(output, "Api"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no linker", "neither clang nor gcc is installed", true)]
    [InlineData("other processor", "this machine has another processor", true)]
    [InlineData("asked for", "--code asks for it", false)]
    public async Task Publish_NoNativeCode_FallsBackAndSaysSo(string why, string reason, bool saysHow)
    {
        if (why is not "no linker")
        {
            _programs.Write("clang", "exit 0");
        }

        var architecture = why is "other processor" ? Elsewhere : Here;
        var (exitCode, output) = await PublishAsync(["--architecture", architecture, .. why is "asked for" ? ["--code", "readytorun"] : Array.Empty<string>()]);

        Assert.Equal(0, exitCode);
        Assert.Contains($"Packing Api: ReadyToRun instead of native code, because {reason}; cold starts are slower ...", output);
        Assert.Equal(saysHow ? 1 : 0, output.Count(line => line.StartsWith("For native code publish on Linux", StringComparison.Ordinal)));
        Assert.Contains(output, line => line.StartsWith("Packed Api: 0.0 MB, unpacked 0.0 of 250 MB", StringComparison.Ordinal));
        Assert.EndsWith(
            $" -c Release -r linux-{architecture} -o {FolderOf(output, "Api")} --nologo -v quiet -p:AwsPackages=Bundled -p:PublishAot=false -p:PublishReadyToRun=true -p:PublishSingleFile=true -p:PublishTrimmed=true --self-contained",
            DotnetOf(output, "Api"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_OnlyNativeCodeIsWanted_FailsWhereItCannotBeMade()
    {
        var (exitCode, output) = await PublishAsync("--code", "native", "--architecture", Here);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(output, line => line.StartsWith("Api cannot be native code, because neither clang nor gcc is installed.", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.StartsWith("dotnet ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_NewerGlibc_FailsAndNamesTheRemedy()
    {
        _programs.Write("gcc", "exit 0");

        var (exitCode, output) = await PublishAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["PROGRAM"] = @"x\000GLIBC_2.38\000" }, "--architecture", Here);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(output, line => line.StartsWith("Api needs glibc 2.38, Lambda has 2.34.", StringComparison.Ordinal)
            && line.EndsWith("or with --code readytorun.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_Zip_HoldsWhatLambdaNeedsWithFixedNamesTimesAndRights()
    {
        _programs.Write("gcc", "exit 0");

        await PublishAsync("--architecture", Here);

        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder.FullName, "cdk.out"), "asset.*.zip"))
        {
            using var zip = ZipFile.OpenRead(file);
            if (zip.GetEntry("bootstrap") is null)
            {
                // CDK's own, with its copier's tools.
                continue;
            }

            Assert.Equal(["bootstrap"], zip.Entries.Select(entry => entry.FullName));
            Assert.Equal(["-rwxr-xr-x"], zip.Entries.Select(entry => Rights(entry.ExternalAttributes >> 16)));
            Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), entry.LastWriteTime.DateTime));
        }
    }

    private Task<(int ExitCode, IReadOnlyList<string> Output)> PublishAsync(params string[] options) => PublishAsync([], options);

    private Task<(int ExitCode, IReadOnlyList<string> Output)> PublishAsync(Dictionary<string, string?> environment, params string[] options)
    {
        environment["PATH"] = _programs.Path;
        return PublishedStack.RunAsync(["publish", "--output-path", _folder.FullName, .. options], environment);
    }

    // dotnet publish /…/Api/Api.csproj -c Release … -o /…/Api …
    private static string DotnetOf(IReadOnlyList<string> output, string project) =>
        output.Single(line => line.StartsWith("dotnet publish ", StringComparison.Ordinal) && line.Contains($"/{project}.csproj", StringComparison.Ordinal));

    private static string FolderOf(IReadOnlyList<string> output, string project) => DotnetOf(output, project).Split(" -o ")[1].Split(' ')[0];

    private static string Rights(int mode) => $"-{string.Concat("rwxrwxrwx".Select((right, bit) => (mode & (1 << (8 - bit))) != 0 ? right : '-'))}";
}
