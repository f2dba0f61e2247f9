using System.IO.Compression;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost.Submission;

/// <summary>Packs the assignment: the same sources and the same report always give the same bytes.</summary>
internal static class AssignmentZip
{
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // What Windows refuses in a file name, everywhere.
    private static readonly System.Buffers.SearchValues<char> Refused = System.Buffers.SearchValues.Create("\\/:*?\"<>|");

    /// <summary>Says whether a name can stand in the zip's.</summary>
    /// <param name="name">Name of a person.</param>
    /// <returns>False for nothing, for over 100 characters and for what a file name cannot hold.</returns>
    public static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= 100
        && name.AsSpan().IndexOfAny(Refused) < 0 && !name.Any(char.IsControl);

    /// <summary>Packs it and says where it is.</summary>
    /// <param name="configuration"><c>Submission:Name</c>; <c>Submission:Output</c>, a folder, the present one by default.</param>
    /// <param name="root">Root of the repository.</param>
    /// <param name="template">Full path of the synthesised template.</param>
    public static void Write(IConfiguration configuration, string root, string template)
    {
        var name = configuration["Submission:Name"]!;
        var folder = Directory.CreateDirectory(configuration["Submission:Output"] ?? ".").FullName;
        var zip = Path.Combine(folder, $"serverless 이행 과제 - {name}.zip");
        var files = new Assignment(root, name, template).Files();
        using (var archive = new ZipArchive(File.Create(zip), ZipArchiveMode.Create))
        {
            foreach (var (file, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(file, CompressionLevel.SmallestSize);
                (entry.LastWriteTime, entry.ExternalAttributes) = (Time, 0x81A4 << 16);
                using var target = entry.Open();
                target.Write(content);
            }
        }

        foreach (var part in files.Keys.GroupBy(file => file.Split('/')[1], StringComparer.Ordinal).OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {part.Count(),5}  {Assignment.Folder}/{part.Key}");
        }

        Console.WriteLine($"Assignment: {zip}");
        Console.WriteLine("One page is left to you: report/느낀 점.md. Unpack, write it, pack again.");
    }
}
