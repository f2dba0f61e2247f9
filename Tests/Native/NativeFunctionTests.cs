using System.IO.Compression;
using System.Text;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Native;

public sealed class NativeFunctionTests
{
    // A guard against growth; docs/lambda.md says what is in it and what it should be.
    private const long MaxZipBytes = 11_000_000;

    // The glibc of Amazon Linux 2023, which provided.al2023 runs on.
    private static readonly Version Glibc = new(2, 34);

    // What glibc brings; other libraries of the image may go with a new version of it.
    private static readonly string[] Libraries =
        ["libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"];

    [NativeFact]
    public async Task Api_Published_IsAZipForLambda() =>
        await AssertIsDeployableAsync($"{await NativeFunction.PublishAsync("Api")}.zip", "bootstrap");

    [NativeFact]
    public async Task Scheduler_Published_IsAZipForLambda() =>
        await AssertIsDeployableAsync($"{await NativeFunction.PublishAsync("Scheduler")}.zip", "bootstrap");

    [Arm64Fact]
    public async Task Functions_PublishedForArm64_AreZipsForLambda()
    {
        var stack = await Arm64Functions.PublishAsync();

        await AssertIsDeployableAsync(stack.ZipOf("Answers the HTTP API"), "bootstrap");
        await AssertIsDeployableAsync(stack.ZipOf("Inserts the course's item"), "bootstrap");
    }

    private static async Task AssertIsDeployableAsync(string path, params string[] files)
    {
        using var zip = ZipFile.OpenRead(path);
        Assert.Equal(files, zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        Assert.NotEqual(0, (zip.GetEntry("bootstrap")!.ExternalAttributes >> 16) & 0b001_001_001);
        Assert.InRange(new FileInfo(path).Length, 1, MaxZipBytes);

        var executable = Path.GetTempFileName();
        try
        {
            zip.GetEntry("bootstrap")!.ExtractToFile(executable, overwrite: true);
            await AssertRunsAnywhereAsync(executable);
        }
        finally
        {
            File.Delete(executable);
        }
    }

    private static async Task AssertRunsAnywhereAsync(string executable)
    {
        // The same sources give the same bytes wherever they lie.
        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(executable));
        Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/.nuget", text, StringComparison.Ordinal);

        var libraries = await NativeFunction.LibrariesOfAsync(executable);
        Assert.Contains("libc.so.6", libraries);
        Assert.Empty(libraries.Except(Libraries, StringComparer.Ordinal));
        Assert.InRange(NativeFunction.GlibcOf(text), new Version(2, 2), Glibc);
    }
}
