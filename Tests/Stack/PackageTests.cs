using KanbanAspire.Tests.Native;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// Runs what is deployed as it is deployed: the zips, unpacked, under the variables of the template, where no .NET is installed.
/// PUBLISHED=DIR takes template and zips from a folder <c>cdk.out</c> that <c>publish</c> wrote, of whichever kind of code.
/// </summary>
[Collection("Stack")]
public sealed class PackageTests(PublishedStack stack) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-package-");

    private static string? Published { get; } = Environment.GetEnvironmentVariable("PUBLISHED") is { Length: > 0 } folder
        ? Path.GetFullPath(folder, Repository.Root) : null;

    public void Dispose() => _folder.Delete(recursive: true);

    [PackageFact]
    public async Task Zips_Unpacked_AnswerEveryRouteAndTheTimer()
    {
        var published = Published is { } folder ? new CloudAssembly(folder, "kanban", []) : null;
        var programs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Api"] = UnpackedFunction.Unpack(published?.ZipOf("Answers the HTTP API") ?? $"{await NativeFunction.PublishAsync("Api")}.zip", _folder),
            ["Scheduler"] = UnpackedFunction.Unpack(
                published?.ZipOf("Inserts the course's item") ?? $"{await NativeFunction.PublishAsync("Scheduler")}.zip", _folder),
        };
        await using var functions = await DeployedFunctions.StartAsync(
            published ?? stack.Course, name => programs[name], new(StringComparer.Ordinal) { ["DOTNET_ROOT"] = "/nowhere" });
        await EveryRoute.AssertAnsweredAsync(functions, stack.Course);
    }

    // Zips made elsewhere need no toolchain here.
    private sealed class PackageFactAttribute : FactAttribute
    {
        public PackageFactAttribute() => Skip = Published is null ? NativeFunction.Missing! : null!;
    }
}
