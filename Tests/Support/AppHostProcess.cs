using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Support;

/// <summary>A run of the built AppHost on free ports and a data folder of its own, so that it meets no other run.</summary>
public sealed partial class AppHostProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly string _dataFolder;
    private readonly bool _ownsDataFolder;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppHostProcess(IReadOnlyList<string> arguments, string? dataFolder, IReadOnlyDictionary<string, string?>? environment)
    {
        _ownsDataFolder = dataFolder is null;
        _dataFolder = dataFolder ?? Directory.CreateTempSubdirectory("kanban-aspire-").FullName;
        var start = new ChildProcessStart(
            Repository.Built("AppHost"), ["--free-ports", "--data", _dataFolder, .. arguments], Repository.Root, environment);
        Process = ChildProcess.Start(start, (line, _) =>
        {
            _output.Enqueue(line);
            Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        });
    }

    /// <summary>Gets the process.</summary>
    public ChildProcess Process { get; }

    /// <summary>Gets everything printed so far, one line each.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    /// <summary>Starts a run.</summary>
    /// <param name="arguments">Further arguments.</param>
    /// <param name="dataFolder">Data folder; null for a temporary one that is deleted with the run.</param>
    /// <param name="environment">Variables on top of the inherited ones.</param>
    /// <returns>The run, just started.</returns>
    public static AppHostProcess Start(
        IReadOnlyList<string>? arguments = null,
        string? dataFolder = null,
        IReadOnlyDictionary<string, string?>? environment = null) => new(arguments ?? [], dataFolder, environment);

    /// <summary>Waits until everything is healthy.</summary>
    /// <returns>A task that ends then, or fails with what was printed.</returns>
    public async Task WaitUntilHealthyAsync()
    {
        await WaitForLineAsync("Ctrl+C stops everything.", TimeSpan.FromMinutes(4));
        if (!Output.Any(line => line.StartsWith("All resources healthy in", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"AppHost is not healthy:\n{string.Join('\n', Output)}");
        }
    }

    /// <summary>Waits for a printed line.</summary>
    /// <param name="part">Part of the line.</param>
    /// <param name="timeout">How long at the most.</param>
    /// <returns>The line.</returns>
    public async Task<string> WaitForLineAsync(string part, TimeSpan timeout)
    {
        using var end = new CancellationTokenSource(timeout);
        while (true)
        {
            var changed = _changed.Task;
            if (_output.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            if (end.IsCancellationRequested || (Process.Exited.IsCompleted && changed == _changed.Task))
            {
                throw new TimeoutException($"AppHost did not print '{part}':\n{string.Join('\n', Output)}");
            }

            await Task.WhenAny(changed, Process.Exited, Task.Delay(200));
        }
    }

    /// <summary>Gets the address that was printed for a resource, without a slash at the end.</summary>
    /// <param name="name">Resource name, followed by the endpoint's name where it is not <c>http</c>.</param>
    /// <returns>For example <c>http://localhost:40001</c>.</returns>
    public string Address(string name) =>
        Output.Select(line => AddressLine().Match(line)).First(m => m.Success && m.Groups["name"].Value == name).Groups["url"].Value;

    /// <summary>Gets all printed addresses.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. Output.Select(line => AddressLine().Match(line)).Where(match => match.Success).Select(match => match.Groups["url"].Value)];

    /// <summary>Stops the run and deletes its data.</summary>
    /// <returns>A task that ends when nothing of it is left.</returns>
    public async ValueTask DisposeAsync()
    {
        await Process.StopAsync(TimeSpan.FromSeconds(20));
        await Process.DisposeAsync();
        if (_ownsDataFolder)
        {
            Directory.Delete(_dataFolder, recursive: true);
        }
    }

    [GeneratedRegex(@"^  (?<name>\S+( \S+)?) +(?<url>http\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AddressLine();
}
