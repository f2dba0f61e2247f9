using System.Diagnostics;
using System.Globalization;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Bench.LocalRun;

/// <summary>A run of the built AppHost on free ports with data of its own.</summary>
internal sealed class SystemRun : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("kanban-aspire-bench-").FullName;
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ChildProcess _process;

    private SystemRun()
    {
        var clock = Stopwatch.StartNew();
        string[] arguments = ["--free-ports", "--data", _data, "--items-authorization", "none"];
        _process = ChildProcess.Start(new ChildProcessStart(Built.Executable("AppHost"), arguments), (line, _) =>
        {
            lock (_output)
            {
                _output.Add(line);
            }

            if (line.StartsWith("All resources healthy", StringComparison.Ordinal))
            {
                HealthyAfterMs = clock.Elapsed.TotalMilliseconds;
            }
            else if (line.StartsWith("Ctrl+C", StringComparison.Ordinal))
            {
                _ready.TrySetResult();
            }
        });
    }

    public double HealthyAfterMs { get; private set; }

    public string Gateway => Address("gateway");

    public string Address(string resource)
    {
        lock (_output)
        {
            return _output.Single(line => line.StartsWith($"  {resource} ", StringComparison.Ordinal)).Split(' ')[^1];
        }
    }

    public static async Task<SystemRun> StartAsync()
    {
        var run = new SystemRun();
        await Task.WhenAny(run._ready.Task, run._process.Exited);
        return run.HealthyAfterMs > 0 ? run : throw new InvalidOperationException(string.Join('\n', run._output));
    }

    // Linux: every process below AppHost, and below DCP, which AppHost starts detached, by its proportional set.
    public IReadOnlyList<(string Name, double PssMb)> Memory()
    {
        var processes = Process.GetProcesses().ToDictionary(p => p.Id, p => (p.ProcessName, Parent: ParentOf(p.Id)));
        bool IsOurs(int id) => id == _process.Id || IsDcp(id) || (processes.TryGetValue(id, out var p) && p.Parent > 1 && IsOurs(p.Parent));
        return [.. processes.Where(p => IsOurs(p.Key)).Select(p => (p.Value.ProcessName, PssMb(p.Key)))];
    }

    private bool IsDcp(int id) => Read(id, "cmdline").Replace('\0', ' ').Contains($"--monitor {_process.Id} ", StringComparison.Ordinal);

    // Pss:                1234 kB
    private static double PssMb(int id) => Read(id, "smaps_rollup").Split('\n')
        .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1000)
        .FirstOrDefault();

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(TimeSpan.FromSeconds(20));
        await _process.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static int ParentOf(int id) => Read(id, "stat") is { Length: > 0 } stat
        ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture)
        : 0;
}
