using System.IO.Compression;
using KanbanAspire.Tests.Native;
using KanbanAspire.Tests.Stack;

namespace KanbanAspire.Tests.Submission;

/// <summary>What <c>submit</c> packed, once for all tests.</summary>
public sealed class PackedAssignment : IAsyncLifetime
{
    /// <summary>Who hands it in.</summary>
    public const string Name = "홍길동";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-submission-");

    /// <summary>Gets the zip.</summary>
    public byte[] Zip { get; private set; } = [];

    /// <summary>Gets the files by their names in it.</summary>
    public Dictionary<string, byte[]> Files { get; private set; } = [];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (NativeFunction.Missing is null)
        {
            // Both compile to the same place: at once, one links what the other is still writing.
            await NativeFunction.PublishAsync("Scheduler");
        }

        Zip = await SubmitAsync("first");
        using var archive = new ZipArchive(new MemoryStream(Zip));
        Files = archive.Entries.ToDictionary(entry => entry.FullName, Read, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Packs it.</summary>
    /// <param name="folder">Name of a folder for it.</param>
    /// <returns>The zip.</returns>
    public async Task<byte[]> SubmitAsync(string folder)
    {
        var target = _folder.CreateSubdirectory(folder).FullName;
        var (exitCode, output) = await PublishedStack.RunAsync(["submit", "--name", Name, "--output", target]);
        Assert.True(exitCode == 0, string.Join('\n', output));
        return await File.ReadAllBytesAsync(Path.Combine(target, $"serverless 이행 과제 - {Name}.zip"));
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var source = entry.Open();
        using var copy = new MemoryStream();
        source.CopyTo(copy);
        return copy.ToArray();
    }
}
