using System.IO.Compression;

namespace KanbanAspire.Bench.ColdStart;

internal static class ZipSize
{
    /// <summary>Zips the files a deployment needs (no symbols, no documentation) into nothing and counts.</summary>
    public static long Of(string folder)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.GetFiles(folder).Where(f => Path.GetExtension(f) is not (".pdb" or ".xml" or ".dbg")))
            {
                zip.CreateEntryFromFile(file, Path.GetFileName(file));
            }
        }

        return memory.Length;
    }
}
