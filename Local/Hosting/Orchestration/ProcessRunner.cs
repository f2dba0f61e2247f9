using Aspire.Hosting.ApplicationModel;
using KanbanAspire.Local.ChildProcesses;
using KanbanAspire.Local.Dashboard.Feed;

namespace KanbanAspire.Local.Hosting;

/// <summary>Runs a resource that is a process of its own.</summary>
/// <param name="resource">The resource.</param>
/// <param name="launch">How it is started.</param>
/// <param name="http">For health checks.</param>
/// <param name="publish">Is told of every change.</param>
internal sealed class ProcessRunner(Resource resource, Launch launch, HttpClient http, Action<FeedMessage> publish)
    : Runner(resource, publish)
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SteadyInterval = TimeSpan.FromSeconds(5);

    private readonly Queue<DateTimeOffset> _restarts = new();
    private Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private ChildProcess? _process;
    private Task _watch = Task.CompletedTask;
    private bool _stopping;

    /// <summary>Gets or sets what sorts a console line to another resource; false keeps it here.</summary>
    public Func<string, bool, bool>? Divert { get; set; }

    protected override string ResourceType => launch.ResourceType;

    protected override string? Source => launch.Source;

    protected override IReadOnlyDictionary<string, string> Environment => _environment;

    protected override async Task StartCoreAsync(CancellationToken cancellationToken)
    {
        _stopping = false;
        _environment = launch.Environment();
        var start = await launch.PrepareAsync(line => Log.Add(line), _environment, cancellationToken);
        try
        {
            _process = ChildProcess.Start(start, OnLine);
        }
        catch (ChildProcessException e)
        {
            throw new StartException(e.Message);
        }

        StartedAt = DateTimeOffset.UtcNow;
        ProcessIds = [_process.Id];
        Change(KnownResourceStates.Running);
        _watch = WatchAsync(_process);
    }

    protected override async Task StopCoreAsync()
    {
        _stopping = true;
        if (_process is { } process)
        {
            await process.StopAsync(StopGrace);
            await _watch;
        }
        else
        {
            Change(KnownResourceStates.Exited);
        }
    }

    private void OnLine(string text, bool isError)
    {
        if (Divert?.Invoke(text, isError) != true)
        {
            Log.Add(text, isError);
        }
    }

    private async Task WatchAsync(ChildProcess process)
    {
        using var ended = new CancellationTokenSource();
        var checks = CheckAsync(ended.Token);
        var exitCode = await process.Exited;
        await ended.CancelAsync();
        await checks;
        _process = null;
        ProcessIds = [];
        ExitCode = exitCode;
        StoppedAt = DateTimeOffset.UtcNow;
        Change(exitCode == 0 && !_stopping ? KnownResourceStates.Finished : KnownResourceStates.Exited);
        if (!_stopping)
        {
            _ = AfterCrashAsync(exitCode);
        }
    }

    // What the others stand on is brought back by itself; a project that crashes is left for a person to look at.
    private async Task AfterCrashAsync(int exitCode)
    {
        Log.Add($"{Name} ended by itself with exit code {exitCode}.", isError: true);
        var now = DateTimeOffset.UtcNow;
        while (_restarts.TryPeek(out var first) && now - first > TimeSpan.FromMinutes(1))
        {
            _restarts.Dequeue();
        }

        if (launch.RestartsByItself && _restarts.Count < 5)
        {
            _restarts.Enqueue(now);
            await Task.Delay(TimeSpan.FromMilliseconds(100 << _restarts.Count));
            Log.Add($"{Name} is started again.");
            await StartAsync(_ => this, CancellationToken.None);
        }
        else if (launch.ExplainExit?.Invoke(Log.Last(5)) is { } reason)
        {
            Fail(reason);
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var interval = TimeSpan.FromMilliseconds(30);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var detail = await UnhealthyDetailAsync(cancellationToken);
                if (detail is null)
                {
                    interval = SteadyInterval;
                    SetHealth(healthy: true, detail: null);
                }
                else if (interval == SteadyInterval || DateTimeOffset.UtcNow - StartedAt > SteadyInterval)
                {
                    SetHealth(healthy: false, detail);
                }

                await Task.Delay(interval, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process has ended.
        }
    }

    private async Task<string?> UnhealthyDetailAsync(CancellationToken cancellationToken)
    {
        foreach (var check in Resource.Model.HealthChecks)
        {
            var endpoint = Resource.Model.Endpoints.First(e => e.Name == check.EndpointName);
            if (!await Ports.IsListeningAsync(endpoint.Port))
            {
                return $"Nothing listens on port {endpoint.Port}.";
            }

            try
            {
                using var response = await http.GetAsync(endpoint.Url + check.Path, cancellationToken);
                if ((int)response.StatusCode != check.StatusCode)
                {
                    return $"GET {check.Path} answered {(int)response.StatusCode} instead of {check.StatusCode}.";
                }
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return $"GET {check.Path}: {e.Message}";
            }
        }

        return null;
    }
}
