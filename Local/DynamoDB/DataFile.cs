namespace KanbanAspire.Local.DynamoDB;

/// <summary>Looks at the database file before it is served, so that what is wrong with it is said in one line.</summary>
public static class DataFile
{
    private static readonly byte[] SqliteHeader = "SQLite format 3\0"u8.ToArray();

    /// <summary>Creates the folder and checks that the file in it can be used.</summary>
    /// <param name="path">Full path of the SQLite file; it need not exist.</param>
    /// <returns>Null when it can be used; else what is wrong and what to do.</returns>
    public static string? Check(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? ".";
        try
        {
            Directory.CreateDirectory(folder);
            // Asking the file system beats reading modes: it knows of read-only mounts and of root.
            using (File.Create(Path.Combine(folder, $".write-test-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose))
            {
            }

            if (!File.Exists(path))
            {
                return null;
            }

            using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            var header = new byte[SqliteHeader.Length];
            var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            return read == 0 || header.AsSpan().SequenceEqual(SqliteHeader)
                ? null
                : $"The data file {path} is damaged. Put a copy back, or start with --fresh to begin with empty tables.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CannotWrite(folder, e);
        }
    }

    /// <summary>Says that nothing can be written to a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="reason">What the file system said.</param>
    /// <returns>One line with what to do.</returns>
    public static string CannotWrite(string folder, Exception reason) =>
        $"The data folder {folder} cannot be written ({reason.Message}) Make it writable, or name another with --data FOLDER.";
}
