using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Support;

/// <summary>The Lambda service emulator with functions whose processes belong to the test.</summary>
public sealed class LambdaService : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ChildProcess _emulator;
    private FunctionProcesses? _functions;

    private LambdaService(int port, IEnumerable<FunctionProgram> programs)
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
        var environment = new Dictionary<string, string?> { ["LAMBDA_RUNTIME_API_PORT"] = port.ToString(CultureInfo.InvariantCulture) };
        foreach (var program in programs)
        {
            environment[$"LAMBDA_EMULATOR_FUNCTION_{program.Name}"] = JsonSerializer.Serialize(new { name = program.Name });
        }

        _emulator = ChildProcess.Start(
            new ChildProcessStart(Repository.Built("LambdaEmulator"), [], Environment: environment), (line, _) => _lines.Enqueue(line));
    }

    /// <summary>Gets its address.</summary>
    public string Address { get; }

    /// <summary>Gets what was printed so far: lines of functions as <c>[name:number] …</c>.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Gets the ids of the running processes of a function.</summary>
    public IReadOnlyList<int> ProcessIds(string function) => _functions!.ProcessIds(function);

    /// <summary>Starts it and waits until each function asks for events.</summary>
    /// <param name="programs">The functions.</param>
    public static async Task<LambdaService> StartAsync(params IReadOnlyList<FunctionProgram> programs)
    {
        var service = new LambdaService(Repository.FreePort(), programs);
        await service.WaitAsync("lambda-runtime-api/healthcheck");
        service._functions = await FunctionProcesses.StartAsync(service.Address, programs, service._lines.Enqueue);
        await Task.WhenAll(programs.Select(program => service.WaitAsync($"functions/{program.Name}")));
        return service;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_functions is not null)
        {
            await _functions.DisposeAsync();
        }

        await _emulator.StopAsync(TimeSpan.FromSeconds(5));
        await _emulator.DisposeAsync();
    }

    private Task WaitAsync(string path) => Answering.WaitAsync($"{Address}/{path}", () => Lines);
}
