using System.Collections.Concurrent;
using System.Text.Json;
using KanbanAspire.AppHost.Stack;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>What a deployment printed: the addresses and ids of a stack, kept in the data folder.</summary>
/// <param name="Outputs">Outputs of the stack by name.</param>
internal sealed record DeployedStack(IReadOnlyDictionary<string, string> Outputs)
{
    /// <summary>Gets where the tables of a stack are: in the region of every stack.</summary>
    public const string DynamoDB = $"https://dynamodb.{StackSettings.Region}.amazonaws.com";

    // What the local processes cannot do without.
    private static readonly string[] Needed = ["Issuer", "SignInAddress", "WebClientId", "ItemsTableName", "KanbanTableName"];

    /// <summary>Gets an output.</summary>
    /// <param name="name">Its name in KanbanStack.</param>
    /// <returns>Its value; empty when the stack has none of that name.</returns>
    public string this[string name] => Outputs.GetValueOrDefault(name, string.Empty);

    /// <summary>Gets the app clients whose tokens are taken, separated by commas.</summary>
    public string ClientIds => string.Join(',', new[] { this["WebClientId"], this["CourseClientId"] }.Where(id => id.Length > 0));

    /// <summary>Gets where the outputs of a stack are kept.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Stack name.</param>
    /// <returns>Full path.</returns>
    public static string FileOf(IDistributedApplicationBuilder builder, string name) =>
        Path.GetFullPath(Path.Combine(
            builder.Configuration["Data:Folder"] ?? Path.Combine(builder.AppHostDirectory, "..", ".data"), "stacks", $"{name}.json"));

    /// <summary>Reads the outputs of a stack.</summary>
    /// <param name="file">Written by the CDK: <c>{ "kanban": { "BoardAddress": "https://…" } }</c>.</param>
    /// <param name="name">Stack name.</param>
    /// <returns>The outputs; null when the stack was not deployed from here, or the file is damaged.</returns>
    public static DeployedStack? Read(string file, string name)
    {
        try
        {
            return File.Exists(file)
                && JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(File.ReadAllBytes(file))?.GetValueOrDefault(name) is { } outputs
                && Array.TrueForAll(Needed, output => outputs.GetValueOrDefault(output) is { Length: > 0 })
                ? new DeployedStack(outputs)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Forgets a stack that is no more.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Stack name.</param>
    public static void Forget(IDistributedApplicationBuilder builder, string name)
    {
        if (FileOf(builder, name) is var file && File.Exists(file))
        {
            File.Delete(file);
        }
    }
}

/// <summary>Finds the stack that a run on this machine uses in place of the emulators.</summary>
internal static class DeployedStackExtensions
{
    // Several resources ask; what the file says may not change in between.
    private static readonly ConcurrentDictionary<string, DeployedStack?> Found = new(StringComparer.Ordinal);

    /// <summary>Finds the stack of <c>--stack</c>; its file is read once.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The stack; null when this run publishes, names none, or names one that was not deployed from here.</returns>
    public static DeployedStack? FindDeployedStack(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsRunMode && builder.Configuration["Stack:Name"] is { } name
            ? Found.GetOrAdd(DeployedStack.FileOf(builder, name), file => DeployedStack.Read(file, name))
            : null;
}
