using System.Diagnostics;
using System.Globalization;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Bench.LocalRun;

/// <summary>Is a run of the built AppHost on free ports with data of its own.</summary>
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

    // Linux: every process below AppHost, by its resident set.
    public IEnumerable<(string Name, double ResidentMb)> Memory()
    {
        var parents = Process.GetProcesses().ToDictionary(p => p.Id, p => (Process: p, Parent: ParentOf(p.Id)));
        bool IsOurs(int id) => id == _process.Id || (parents.TryGetValue(id, out var p) && p.Parent > 1 && IsOurs(p.Parent));
        return parents.Where(p => IsOurs(p.Key) && p.Value.Process.ProcessName != "sh")
            .Select(p => (p.Value.Process.ProcessName, p.Value.Process.WorkingSet64 / 1e6)).OrderByDescending(p => p.Item2);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(TimeSpan.FromSeconds(20));
        await _process.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
