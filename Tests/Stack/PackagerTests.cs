using System.IO.Compression;
using System.Runtime.InteropServices;

namespace KanbanAspire.Tests.Stack;

/// <summary>Publishes with a dotnet that only writes down how it was called, to see which code the functions are made of and how they are packed.</summary>
public sealed class PackagerTests : IDisposable
{
    private static readonly string Here = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
    private static readonly string Elsewhere = Here is "x64" ? "arm64" : "x64";
    private const string ForArm64 = "aarch64-linux-gnu-";

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

    public static TheoryData<string, string, string, string> Obstacles
    {
        get
        {
            const string Clang = "install clang or gcc, and zlib's headers (Debian: apt-get install clang zlib1g-dev)";
            const string Cross =
                "install the compiler for arm64 (Debian: apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross), or publish on Linux on arm64";
            TheoryData<string, string, string, string> data = new() { { Here, "", "neither clang nor gcc is installed", Clang } };
            if (Here is "x64")
            {
                data.Add("arm64", "clang gcc", $"{ForArm64}gcc is not installed", Cross);
                data.Add("arm64", $"{ForArm64}gcc", $"{ForArm64}objcopy is not installed", Cross);
                data.Add("arm64", $"{ForArm64}gcc {ForArm64}objcopy", $"{ForArm64}gcc has no C library to link with", Cross);
            }
            else
            {
                data.Add("x64", "clang gcc", "this machine has another processor", "publish on Linux on x64");
            }

            return data;
        }
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
    [MemberData(nameof(Obstacles))]
    public async Task Publish_OnlyNativeCodeIsWanted_FailsAndSaysWhatToInstall(string architecture, string programs, string reason, string remedy)
    {
        foreach (var program in programs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // What gcc answers when it is asked for a file that it does not find.
            _programs.Write(program, "echo crt1.o");
        }

        var (exitCode, output) = await PublishAsync("--architecture", architecture, "--code", "native");

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"Api cannot be native code, because {reason}. For native code {remedy}.", output);
        Assert.DoesNotContain(output, line => line.StartsWith("dotnet ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_NoLinker_FallsBackAndSaysSo()
    {
        var (exitCode, output) = await PublishAsync("--architecture", Elsewhere);

        Assert.Equal(0, exitCode);
        AssertReadyToRun(output, Elsewhere, Here is "x64" ? $"{ForArm64}gcc is not installed" : "this machine has another processor");
        Assert.Single(output, line => line.StartsWith("For native code", StringComparison.Ordinal));
        Assert.Contains(output, line => line.StartsWith("Packed Api: 0.0 MB, unpacked 0.0 of 250 MB", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_ReadyToRunIsWanted_SaysNothingOfLinkers()
    {
        _programs.Write("clang", "exit 0");

        var (exitCode, output) = await PublishAsync("--architecture", Here, "--code", "readytorun");

        Assert.Equal(0, exitCode);
        AssertReadyToRun(output, Here, "--code asks for it");
        Assert.DoesNotContain(output, line => line.StartsWith("For native code", StringComparison.Ordinal));
    }

    [X64Fact]
    public async Task Publish_CompilerForArm64_MakesNativeCode()
    {
        _programs.Write($"{ForArm64}gcc", """[ "$1" = -print-file-name=crt1.o ] && echo /usr/lib/crt1.o""");
        _programs.Write($"{ForArm64}objcopy", "exit 0");

        var (exitCode, output) = await PublishAsync("--architecture", "arm64", "--code", "native");

        Assert.Equal(0, exitCode);
        Assert.Contains("Packing Scheduler: native code for linux-arm64 ...", output);
        Assert.EndsWith($" -p:CrossTools={ForArm64}", DotnetOf(output, "Scheduler"), StringComparison.Ordinal);
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

    private static void AssertReadyToRun(IReadOnlyList<string> output, string architecture, string reason)
    {
        Assert.Contains($"Packing Api: ReadyToRun instead of native code, because {reason}; cold starts are slower ...", output);
        Assert.EndsWith(
            $" -c Release -r linux-{architecture} -o {FolderOf(output, "Api")} --nologo -v quiet -p:AwsPackages=Bundled -p:PublishAot=false -p:PublishReadyToRun=true -p:PublishSingleFile=true -p:PublishTrimmed=true --self-contained",
            DotnetOf(output, "Api"), StringComparison.Ordinal);
    }

    // dotnet publish /…/Api/Api.csproj -c Release … -o /…/Api …
    private static string DotnetOf(IReadOnlyList<string> output, string project) =>
        output.Single(line => line.StartsWith("dotnet publish ", StringComparison.Ordinal) && line.Contains($"/{project}.csproj", StringComparison.Ordinal));

    private static string FolderOf(IReadOnlyList<string> output, string project) => DotnetOf(output, project).Split(" -o ")[1].Split(' ')[0];

    private static string Rights(int mode) => $"-{string.Concat("rwxrwxrwx".Select((right, bit) => (mode & (1 << (8 - bit))) != 0 ? right : '-'))}";

    private sealed class X64FactAttribute : FactAttribute
    {
        public X64FactAttribute() => Skip = Here is "x64" ? null! : "Functions for arm64 are linked for another processor on x64 only.";
    }
}
