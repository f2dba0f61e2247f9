using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost;

/// <summary>Is where a run on this machine keeps its data: git-ignored, one folder for each stand-in.</summary>
/// <param name="DynamoDB">Full path of the folder with the tables.</param>
/// <param name="Cognito">Full path of the folder with the user pool.</param>
internal sealed record DataFolder(string DynamoDB, string Cognito);

/// <summary>Chooses the data folder.</summary>
internal static class DataFolderExtensions
{
    /// <summary>Takes the folder of <c>--data</c>, else <c>.data</c> beside the projects, and empties it with <c>--fresh</c>.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The folders; each stand-in creates its own.</returns>
    public static DataFolder UseDataFolder(this IDistributedApplicationBuilder builder)
    {
        var root = Path.GetFullPath(builder.Configuration["Data:Folder"] ?? Path.Combine(builder.AppHostDirectory, "..", ".data"));
        var folder = new DataFolder(Path.Combine(root, "dynamodb"), Path.Combine(root, "cognito"));
        if (builder.Configuration.GetValue("Data:Fresh", false))
        {
            // Only what the stand-ins made: a folder given by mistake loses nothing else.
            Delete(folder.DynamoDB);
            Delete(folder.Cognito);
        }

        return folder;
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
