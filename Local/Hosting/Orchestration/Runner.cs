using Aspire.Hosting.ApplicationModel;
using KanbanAspire.Local.Dashboard.Feed;

namespace KanbanAspire.Local.Hosting;

/// <summary>Runs one resource: waits for what it waits for, starts it, watches it, stops it, and says how it is.</summary>
internal abstract class Runner
{
    private readonly SemaphoreSlim _command = new(1);
    private readonly Action<FeedMessage> _publish;
    private TaskCompletionSource _healthy = NewSource();

    protected Runner(Resource resource, Action<FeedMessage> publish)
    {
        Resource = resource;
        _publish = publish;
        Log = new ConsoleLog(resource.Name, publish);
    }

    public Resource Resource { get; }

    public string Name => Resource.Name;

    public ConsoleLog Log { get; }

    public string State { get; protected set; } = KnownResourceStates.NotStarted;

    public string? Health { get; private set; }

    public string? HealthDetail { get; private set; }

    /// <summary>Gets a task that ends when the resource is healthy, or fails when it could not be started.</summary>
    public Task WhenHealthy => _healthy.Task;

    protected abstract string ResourceType { get; }

    protected virtual string? Source => null;

    protected virtual IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal);

    protected virtual IReadOnlyDictionary<string, string> Properties => new Dictionary<string, string>(StringComparer.Ordinal);

    protected virtual bool CanBeCommanded => true;

    protected DateTimeOffset? StartedAt { get; set; }

    protected DateTimeOffset? StoppedAt { get; set; }

    protected int? ExitCode { get; set; }

    protected IReadOnlyList<int> ProcessIds { get; set; } = [];

    private bool IsActive => State == KnownResourceStates.Running || State == KnownResourceStates.Starting
        || State == KnownResourceStates.Waiting || State == KnownResourceStates.RuntimeUnhealthy;

    /// <summary>Starts the resource after what it waits for; returns once it was started, healthy or not.</summary>
    /// <param name="findRunner">Finds the runner of another resource.</param>
    /// <param name="cancellationToken">Ends the wait when the application stops.</param>
    /// <returns>A task that never fails: what goes wrong is the resource's state.</returns>
    public async Task StartAsync(Func<Resource, Runner> findRunner, CancellationToken cancellationToken)
    {
        await _command.WaitAsync(cancellationToken);
        try
        {
            if (IsActive)
            {
                return;
            }

            _healthy = _healthy.Task.IsCompleted ? NewSource() : _healthy;
            ExitCode = null;
            StoppedAt = null;
            Change(KnownResourceStates.Waiting);
            await Task.WhenAll(Resource.Model.WaitsFor.Select(r => findRunner(r).WhenHealthy)).WaitAsync(cancellationToken);
            Change(KnownResourceStates.Starting);
            await StartCoreAsync(cancellationToken);
        }
        catch (StartException e)
        {
            Fail(e.Message);
        }
        catch (OperationCanceledException)
        {
            Change(KnownResourceStates.NotStarted);
        }
        finally
        {
            _command.Release();
        }
    }

    public async Task StopAsync()
    {
        await _command.WaitAsync();
        try
        {
            if (IsActive)
            {
                Change(KnownResourceStates.Stopping);
                await StopCoreAsync();
            }
        }
        finally
        {
            _command.Release();
        }
    }

    public virtual Task<string> TestAsync(string input, CancellationToken cancellationToken) =>
        throw new StartException($"'{Name}' cannot be tested.");

    public ResourceSnapshot Snapshot()
    {
        var model = Resource.Model;
        return new ResourceSnapshot(
            Name,
            ResourceType,
            State,
            Health,
            HealthDetail,
            StartedAt,
            StoppedAt,
            ProcessIds,
            ExitCode,
            Source,
            model.Parent?.Name,
            [.. model.Endpoints.Where(e => e.Port > 0).Select(e => new ResourceUrl(e.Name, e.Url))],
            [.. Environment.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new EnvironmentVariable(v.Key, v.Value, IsSecret(v.Key)))],
            [.. model.References.Union(model.WaitsFor.Select(r => r.Name), StringComparer.Ordinal)],
            CanBeCommanded ? Commands() : [],
            Properties);
    }

    protected abstract Task StartCoreAsync(CancellationToken cancellationToken);

    protected abstract Task StopCoreAsync();

    protected virtual IEnumerable<ResourceCommand> FurtherCommands() => [];

    protected void Change(string state)
    {
        State = state;
        if (state != KnownResourceStates.Running && state != KnownResourceStates.RuntimeUnhealthy)
        {
            (Health, HealthDetail) = (null, null);
            if (_healthy.Task.IsCompletedSuccessfully)
            {
                _healthy = NewSource();
            }
        }

        _publish(Snapshot());
    }

    protected void Fail(string reason)
    {
        Log.Add(reason, isError: true);
        Change(KnownResourceStates.FailedToStart);
        HealthDetail = reason;
        _publish(Snapshot());
        _healthy.TrySetException(new StartException($"'{Name}' did not start: {reason}"));
        _ = _healthy.Task.Exception;
    }

    protected void SetHealth(bool healthy, string? detail)
    {
        var health = healthy ? "Healthy" : "Unhealthy";
        if (Health != health || HealthDetail != detail)
        {
            (Health, HealthDetail) = (health, detail);
            _publish(Snapshot());
        }

        if (healthy)
        {
            _healthy.TrySetResult();
        }
    }

    protected void Publish() => _publish(Snapshot());

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool IsSecret(string name) =>
        Array.Exists(["KEY", "SECRET", "TOKEN", "PASSWORD", "HEADERS"], part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    private IReadOnlyList<ResourceCommand> Commands() =>
    [
        new("start", "Start", null, null, !IsActive),
        new("stop", "Stop", $"Stop {Name}? What depends on it will fail until it is started again.", null, IsActive),
        new("restart", "Restart", null, null, IsActive),
        .. FurtherCommands(),
    ];
}
