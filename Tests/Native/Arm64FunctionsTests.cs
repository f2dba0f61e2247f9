using KanbanAspire.Tests.Stack;

namespace KanbanAspire.Tests.Native;

/// <summary>Runs the functions for arm64, linked on x64, in an emulator of that processor.</summary>
public sealed class Arm64FunctionsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-arm64-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Arm64Fact]
    public async Task Zips_LinkedOnX64_AnswerEveryRouteAndTheTimer()
    {
        var stack = await Arm64Functions.PublishAsync();
        var programs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Api"] = UnpackedFunction.Unpack(stack.ZipOf("Answers the HTTP API"), _folder),
            ["Scheduler"] = UnpackedFunction.Unpack(stack.ZipOf("Inserts the course's item"), _folder),
        };
        await using var functions = await DeployedFunctions.StartAsync(stack, name => programs[name]);
        await EveryRoute.AssertAnsweredAsync(functions, stack);
    }
}
