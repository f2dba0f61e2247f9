using System.Globalization;

namespace KanbanAspire.Local.Lambda;

/// <summary>
/// Is one function: its processes and the events that wait for one. As Lambda does, it gives an event to an idle process,
/// else starts one more up to the limit. Beyond the limit Lambda throttles; here an event waits, because a laptop is small.
/// </summary>
internal sealed partial class Function : IAsyncDisposable
{
    private const int MaxWaitingPerProcess = 25;

    private readonly Lock _gate = new();
    private readonly FunctionConfiguration _configuration;
    private readonly string _runtimeApi;
    private readonly List<ExecutionEnvironment> _environments = [];
    private readonly Queue<Invocation> _waiting = new();
    private readonly Timer _reclaim;
    private int _failedStarts;
    private bool _stopped;
    private string? _lastError;

    public Function(FunctionConfiguration configuration, string runtimeApi)
    {
        _configuration = configuration;
        _runtimeApi = runtimeApi;
        var period = TimeSpan.FromSeconds(Math.Clamp(configuration.IdleSeconds / 4, 0.1, 10));
        _reclaim = new Timer(_ => ReclaimIdle(), state: null, period, period);
    }

    public string Name => _configuration.Name;

    public FunctionConfiguration Configuration => _configuration;

    public FunctionStatus Status()
    {
        lock (_gate)
        {
            var state = _stopped ? "Stopped"
                : _environments.Exists(e => e.State != EnvironmentState.Starting) ? "Running"
                : _lastError is null ? "Starting" : "Failed";
            return new FunctionStatus(
                Name, state, [.. _environments.Select(e => new EnvironmentStatus(e.Id, e.Process?.Id, e.State.ToString(), e.StartedAt))], _lastError);
        }
    }

    /// <summary>Hands an event to a process and waits for what comes of it.</summary>
    public Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        lock (_gate)
        {
            if (_environments.Where(e => e.Poll is not null).MaxBy(e => e.IdleSince) is { } idle)
            {
                Assign(idle, invocation);
            }
            else if (_stopped)
            {
                invocation.Complete(InvocationResult.Error("Runtime.Unavailable", "The function was stopped."));
            }
            else if (_waiting.Count >= _configuration.MaxConcurrency * MaxWaitingPerProcess)
            {
                invocation.Complete(InvocationResult.Throttled);
            }
            else
            {
                _waiting.Enqueue(invocation);
                StartIfNeeded();
                After(_configuration.TimeoutSeconds, () => invocation.Deadline == default, () => invocation.Complete(InvocationResult.Throttled));
            }
        }

        return invocation.Result;
    }

    /// <summary>Is a process asking for its next event.</summary>
    /// <param name="id">The environment's number; 0 for a process that somebody else started.</param>
    /// <param name="disconnected">Fires when the process has gone.</param>
    /// <exception cref="OperationCanceledException">The process has gone, or is about to be ended.</exception>
    public async Task<Invocation> NextAsync(int id, CancellationToken disconnected)
    {
        ExecutionEnvironment environment;
        TaskCompletionSource<Invocation> poll = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            environment = _environments.Find(e => e.IsOwn && e.Id == id)
                ?? (id == 0 ? AddForeign() : throw new OperationCanceledException("This process is being ended."));
            environment.Current?.Complete(InvocationResult.Error(
                "Runtime.NoResponse", $"RequestId: {environment.Current.RequestId} Error: the runtime asked for the next event without answering this one."));
            environment.Current = null;
            environment.State = EnvironmentState.Idle;
            environment.IdleSince = DateTimeOffset.UtcNow;
            environment.Poll = poll;
            _failedStarts = 0;
            _lastError = null;
            while (environment.Poll is not null && _waiting.TryDequeue(out var invocation))
            {
                if (!invocation.Result.IsCompleted)
                {
                    Assign(environment, invocation);
                }
            }
        }

        await using var registration = disconnected.Register(() => Disconnect(environment, poll));
        return await poll.Task;
    }

    /// <summary>Takes what a process posts for an event.</summary>
    /// <returns>False when no process has that event, for instance because its time was up.</returns>
    public bool Complete(string requestId, InvocationResult result)
    {
        lock (_gate)
        {
            if (_environments.Find(e => string.Equals(e.Current?.RequestId, requestId, StringComparison.Ordinal)) is not { Current: { } invocation } environment)
            {
                return false;
            }

            environment.Current = null;
            if (!environment.IsOwn)
            {
                _environments.Remove(environment);
            }

            return invocation.Complete(result);
        }
    }

    /// <summary>Takes a process's report that it cannot serve.</summary>
    public void FailInit(byte[] error)
    {
        lock (_gate)
        {
            _lastError = System.Text.Encoding.UTF8.GetString(error);
            FailWaiting(new InvocationResult(error, IsError: true));
        }
    }

    private void Assign(ExecutionEnvironment environment, Invocation invocation)
    {
        invocation.Deadline = DateTimeOffset.UtcNow.AddSeconds(_configuration.TimeoutSeconds);
        environment.State = EnvironmentState.Busy;
        environment.Current = invocation;
        environment.Poll!.SetResult(invocation);
        environment.Poll = null;
        After(_configuration.TimeoutSeconds, () => environment.Current == invocation, () =>
        {
            var message = string.Create(CultureInfo.InvariantCulture,
                $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ} {invocation.RequestId} Task timed out after {_configuration.TimeoutSeconds:0.00} seconds");
            environment.Current = null;
            invocation.Complete(InvocationResult.Error("Sandbox.Timedout", message));
            Kill(environment, message);
        });
    }

    private ExecutionEnvironment AddForeign()
    {
        var environment = new ExecutionEnvironment(0);
        _environments.Add(environment);
        return environment;
    }

    private void Disconnect(ExecutionEnvironment environment, TaskCompletionSource<Invocation> poll)
    {
        lock (_gate)
        {
            if (poll.TrySetCanceled())
            {
                environment.Poll = null;
                if (!environment.IsOwn)
                {
                    _environments.Remove(environment);
                }
            }
        }
    }

    private void FailWaiting(InvocationResult result)
    {
        while (_waiting.TryDequeue(out var invocation))
        {
            invocation.Complete(result);
        }
    }

    private void After(double seconds, Func<bool> stillNeeded, Action action) =>
        _ = Task.Delay(TimeSpan.FromSeconds(seconds)).ContinueWith(
            _ =>
            {
                lock (_gate)
                {
                    if (stillNeeded())
                    {
                        action();
                    }
                }
            },
            TaskScheduler.Default);
}
