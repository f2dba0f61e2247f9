using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost;

/// <summary>The folder where a run on this machine keeps its data: git-ignored, one folder for each emulator.</summary>
/// <param name="DynamoDB">Full path of the folder with the tables.</param>
/// <param name="Cognito">Full path of the folder with the user pool.</param>
internal sealed record DataFolder(string DynamoDB, string Cognito);

/// <summary>Chooses the data folder.</summary>
internal static class DataFolderExtensions
{
    // Held until the process ends.
    private static FileStream? _lock;

    /// <summary>Takes the folder of <c>--data</c>, else <c>.data</c> beside the projects, and empties it with <c>--fresh</c>.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The folders; null when another run uses them or they cannot be written, which was printed.</returns>
    public static DataFolder? UseDataFolder(this IDistributedApplicationBuilder builder)
    {
        var root = Path.GetFullPath(builder.Configuration["Data:Folder"] ?? Path.Combine(builder.AppHostDirectory, "..", ".data"));
        var folder = new DataFolder(Path.Combine(root, "dynamodb"), Path.Combine(root, "cognito"));
        if (builder.ExecutionContext.IsPublishMode)
        {
            return folder;
        }

        if ((_lock = Lock(root)) is null)
        {
            return null;
        }

        if (builder.Configuration.GetValue("Data:Fresh", false))
        {
            // Only what the emulators made: a folder given by mistake loses nothing else.
            Delete(folder.DynamoDB);
            Delete(folder.Cognito);
        }

        return folder;
    }

    // Two runs over one data folder would both write the same files.
    private static FileStream? Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException e)
        {
            Console.Error.WriteLine($"The data folder {folder} cannot be written ({e.Message}) Make it writable, or name another with --data FOLDER.");
        }
        catch (IOException e)
        {
            Console.Error.WriteLine(
                $"The data folder {folder} cannot be used ({e.Message}) Stop the other run of this AppHost, or name another folder with --data FOLDER.");
        }

        return null;
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
