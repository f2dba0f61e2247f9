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
        ["libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "ld-linux-x86-64.so.2"];

    [NativeFact]
    public async Task Api_Published_IsAZipForLambda() =>
        await AssertIsDeployableAsync(await NativeFunction.PublishAsync("Api"), "bootstrap");

    [NativeFact]
    public async Task Scheduler_Published_IsAZipForLambda() =>
        await AssertIsDeployableAsync(await NativeFunction.PublishAsync("Scheduler"), "bootstrap");

    private static async Task AssertIsDeployableAsync(string executable, params string[] files)
    {
        // The same sources give the same bytes wherever they lie.
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(executable));
        Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/.nuget", text, StringComparison.Ordinal);

        var libraries = await NativeFunction.LibrariesOfAsync(executable);
        Assert.Contains("libc.so.6", libraries);
        Assert.Empty(libraries.Except(Libraries, StringComparer.Ordinal));

        using var zip = ZipFile.OpenRead($"{executable}.zip");

        Assert.Equal(files, zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        Assert.NotEqual(0, (zip.GetEntry("bootstrap")!.ExternalAttributes >> 16) & 0b001_001_001);
        Assert.InRange(NativeFunction.GlibcOf(zip.GetEntry("bootstrap")!), new Version(2, 2), Glibc);
        Assert.InRange(new FileInfo($"{executable}.zip").Length, 1, MaxZipBytes);
    }
}
