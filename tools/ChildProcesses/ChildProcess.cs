using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KanbanAspire.Tools.ChildProcesses;

/// <summary>Says what to start.</summary>
/// <param name="Command">Executable: a path, or a name that is looked up on PATH.</param>
/// <param name="Arguments">Arguments, unquoted.</param>
/// <param name="WorkingDirectory">Existing folder; null for the present one.</param>
/// <param name="Environment">Variables added to the inherited ones; a null value removes an inherited one.</param>
public sealed record ChildProcessStart(
    string Command,
    IReadOnlyList<string> Arguments,
    string? WorkingDirectory = null,
    IReadOnlyDictionary<string, string?>? Environment = null);

/// <summary>
/// A process that never outlives the one that started it: it is stopped on dispose and, when the starter is killed
/// without a chance to clean up, ended by the <see cref="Reaper"/>.
/// </summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    private readonly Process _process;

    private ChildProcess(Process process, Task output)
    {
        _process = process;
        Id = process.Id;
        Exited = WaitForExitAsync(output);
    }

    /// <summary>Gets the operating system's process id.</summary>
    public int Id { get; }

    /// <summary>Gets a task that gives the exit code once the process has ended and its last output was passed on.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts a process with closed standard input and its output passed on line by line.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="onLine">Is called with each line and whether it came from standard error; from several threads.</param>
    /// <returns>The running process.</returns>
    /// <exception cref="ChildProcessException">The command was not found or may not be executed.</exception>
    public static ChildProcess Start(ChildProcessStart start, Action<string, bool> onLine)
    {
        var info = new ProcessStartInfo(start.Command, start.Arguments)
        {
            WorkingDirectory = start.WorkingDirectory ?? System.Environment.CurrentDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in start.Environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            info.Environment[name] = value;
        }

        Process process;
        try
        {
            process = Process.Start(info) ?? throw new ChildProcessException($"{start.Command} did not start.");
        }
        catch (Win32Exception e)
        {
            throw new ChildProcessException($"{start.Command} could not be started: {e.Message}.", e);
        }

        Reaper.Add(process);
        process.StandardInput.Close();
        var output = Task.WhenAll(
            PassOnAsync(process.StandardOutput, line => onLine(line, false)),
            PassOnAsync(process.StandardError, line => onLine(line, true)));
        return new ChildProcess(process, output);
    }

    /// <summary>Asks the process to end (SIGTERM; on Windows it is killed) and kills its tree after the grace.</summary>
    /// <param name="grace">How long it may take by itself; zero kills at once.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan grace)
    {
        if (!Exited.IsCompleted && grace > TimeSpan.Zero && !OperatingSystem.IsWindows())
        {
            _ = SendSignal(Id, 15);
            await Task.WhenAny(Exited, Task.Delay(grace));
        }

        if (!Exited.IsCompleted)
        {
            Kill();
        }

        return await Exited;
    }

    /// <summary>Kills the process and what it started, at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>Kills the process if it still runs.</summary>
    /// <returns>A task that ends with the process.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        _process.Dispose();
    }

    private async Task<int> WaitForExitAsync(Task output)
    {
        await _process.WaitForExitAsync();
        Reaper.Remove(Id);
        // A grandchild may hold the pipes open: what it writes is no longer ours.
        await Task.WhenAny(output, Task.Delay(OutputGrace));
        return _process.ExitCode;
    }

    private static async Task PassOnAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            onLine(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
