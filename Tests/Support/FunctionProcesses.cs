using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using KanbanAspire.Local.Lambda;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Support;

/// <summary>One function for a test: what to start and with which variables.</summary>
/// <param name="Name">Function name.</param>
/// <param name="Executable">Executable.</param>
/// <param name="Environment">Its variables.</param>
public sealed record FunctionProgram(string Name, string Executable, IReadOnlyDictionary<string, string> Environment);

/// <summary>Owns the processes of functions in tests, as AppHost does in a run: it carries out what the emulator asks and reports.</summary>
public sealed class FunctionProcesses : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient _client;
    private readonly string _runtimeApi;
    private readonly Dictionary<string, FunctionProgram> _programs;
    private readonly ConcurrentDictionary<int, (string Function, ChildProcess Process)> _processes = new();
    private readonly HashSet<int> _stopping = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _lastNumber;

    private FunctionProcesses(Uri emulator, IEnumerable<FunctionProgram> programs, Action<string> onLine)
    {
        _client = new HttpClient { BaseAddress = emulator, Timeout = Timeout.InfiniteTimeSpan };
        _runtimeApi = emulator.Authority;
        _programs = programs.ToDictionary(program => program.Name, StringComparer.Ordinal);
        OnLine = onLine;
        _serving = ServeAsync(_stop.Token);
    }

    private Action<string> OnLine { get; }

    /// <summary>Starts the first process of each function and connects to the emulator.</summary>
    /// <param name="emulator">Its address.</param>
    /// <param name="programs">The functions.</param>
    /// <param name="onLine">Called with each printed line, <c>[name:number] …</c>; null for nobody.</param>
    public static async Task<FunctionProcesses> StartAsync(
        string emulator, IEnumerable<FunctionProgram> programs, Action<string>? onLine = null)
    {
        var processes = new FunctionProcesses(new Uri(emulator), programs, onLine ?? (_ => { }));
        await Task.WhenAll(processes._programs.Keys.Select(name => processes.StartAsync(name, isKept: true)));
        return processes;
    }

    /// <summary>Gets the ids of the running processes of a function.</summary>
    public IReadOnlyList<int> ProcessIds(string function) => [.. _processes.Values.Where(p => p.Function == function).Select(p => p.Process.Id)];

    /// <summary>Stops the first process of a function, as a person does in the dashboard.</summary>
    public async Task StopAsync(int number)
    {
        _stopping.Add(number);
        await ReportAsync(_programs.Keys.Single(), number, new EnvironmentReport("Stopped", IsKept: true));
        await _processes[number].Process.StopAsync(ShutdownGrace);
    }

    /// <summary>Starts a process.</summary>
    public async Task StartAsync(string function, bool isKept)
    {
        var number = Interlocked.Increment(ref _lastNumber);
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AWS_LAMBDA_FUNCTION_NAME"] = function,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:yyyy/MM/dd}/[$LATEST]{Guid.NewGuid():N}"),
            ["AWS_LAMBDA_RUNTIME_API"] = string.Create(CultureInfo.InvariantCulture, $"{_runtimeApi}/{function}:{number}"),
        };
        foreach (var (name, value) in _programs[function].Environment)
        {
            variables[name] = value;
        }

        var process = ChildProcess.Start(
            new ChildProcessStart(_programs[function].Executable, [], Environment: variables), (line, _) => OnLine($"[{function}:{number}] {line}"));
        _processes[number] = (function, process);
        await ReportAsync(function, number, new EnvironmentReport("Running", isKept));
        _ = ReportExitAsync(function, number, isKept, process);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_processes.Values.Select(p => p.Process.StopAsync(ShutdownGrace)));
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task ReportExitAsync(string function, int number, bool isKept, ChildProcess process)
    {
        var exitCode = await process.Exited;
        _processes.TryRemove(number, out _);
        if (!_stop.IsCancellationRequested && !_stopping.Contains(number))
        {
            await ReportAsync(function, number, new EnvironmentReport("Exited", isKept, exitCode));
        }
    }

    private async Task ReportAsync(string function, int number, EnvironmentReport report)
    {
        try
        {
            using var response = await _client.PutAsJsonAsync(
                string.Create(CultureInfo.InvariantCulture, $"/functions/{function}/environments/{number}"), report);
            response.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException) when (_stop.IsCancellationRequested)
        {
            // The emulator was quicker to end.
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        await using var stream = await _client.GetStreamAsync("/demands", cancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var demand = JsonSerializer.Deserialize<Demand>(line, JsonSerializerOptions.Web)!;
            switch (demand.Action)
            {
                case "start" when _programs.ContainsKey(demand.Function):
                    // The kept process is replaced first.
                    await StartAsync(demand.Function, isKept: demand.Reason.Contains("has ended", StringComparison.Ordinal));
                    break;
                case "kill" when _processes.TryGetValue(demand.Environment!.Value, out var process):
                    process.Process.Kill();
                    break;
                case "stop" when _processes.TryGetValue(demand.Environment!.Value, out var process):
                    _ = process.Process.StopAsync(ShutdownGrace);
                    break;
            }
        }
    }
}
