using System.IO.Compression;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Packs a function so that the same files always give the same bytes: sorted names, one time, one set of rights.</summary>
internal static class FunctionZip
{
    /// <summary>The most that Lambda unpacks: 250 MB, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</summary>
    public const long MaxUnpackedBytes = 250_000_000;

    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs files.</summary>
    /// <param name="zip">Full path of the zip to write.</param>
    /// <param name="files">Names in the zip, with forward slashes, and full paths.</param>
    public static void Write(string zip, IEnumerable<KeyValuePair<string, string>> files)
    {
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Create);
        foreach (var (name, file) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = Time;
            // Unix rights: -rwxr-xr-x for what Lambda starts, -rw-r--r-- for what it reads.
            entry.ExternalAttributes = (name == "bootstrap" ? 0x81ED : 0x81A4) << 16;
            using var source = File.OpenRead(file);
            using var target = entry.Open();
            source.CopyTo(target);
        }
    }

    /// <summary>Measures a zip.</summary>
    /// <param name="zip">Full path.</param>
    /// <returns>Sizes in bytes; null when Lambda would find nothing to start in it.</returns>
    public static (long Zip, long Unpacked)? Measure(string zip)
    {
        try
        {
            using var archive = ZipFile.OpenRead(zip);
            return archive.GetEntry("bootstrap") is null ? null : (new FileInfo(zip).Length, archive.Entries.Sum(entry => entry.Length));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
