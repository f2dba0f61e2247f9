using System.Globalization;

namespace KanbanAspire.Local.Lambda;

/// <summary>
/// One function: its processes and the events that wait for one. As Lambda does, it gives an event to an idle process, else asks
/// for one more up to the limit. Beyond the limit Lambda throttles; here an event waits, because a laptop is small.
/// </summary>
internal sealed partial class Function : IDisposable
{
    private const int MaxWaitingPerProcess = 25;
    private const double PauseBetweenEventsSeconds = 0.1;

    private readonly Lock _gate = new();
    private readonly FunctionConfiguration _configuration;
    private readonly Supervision _supervision;
    private readonly List<ExecutionEnvironment> _environments = [];
    private readonly Queue<Invocation> _waiting = new();
    private readonly Timer _reclaim;
    private string? _lastError;

    public Function(FunctionConfiguration configuration, Supervision supervision)
    {
        _configuration = configuration;
        _supervision = supervision;
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
                : _environments.Exists(e => e.State is EnvironmentState.Idle or EnvironmentState.Busy) ? "Running"
                : _lastError is null ? "Starting" : "Failed";
            return new FunctionStatus(
                Name, state, _waiting.Count, [.. _environments.Select(e => new EnvironmentStatus(e.Id, e.State.ToString(), e.StartedAt))], _lastError);
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
                // A process that has just answered asks for its next event in a moment.
                var isOneAboutToAsk = _environments.Exists(e => e is { State: EnvironmentState.Busy, Current: null });
                After(isOneAboutToAsk ? PauseBetweenEventsSeconds : 0, () => invocation.Deadline == default, StartIfNeeded);
                After(_configuration.TimeoutSeconds, () => invocation.Deadline == default, () => invocation.Complete(InvocationResult.Throttled));
            }
        }

        return invocation.Result;
    }

    /// <summary>Gives a process its next event.</summary>
    /// <param name="id">Number of the process; null where nobody supervises it.</param>
    /// <param name="connection">Id of the connection that it polls by.</param>
    /// <param name="disconnected">Fires when the poll breaks off.</param>
    /// <exception cref="OperationCanceledException">The process has gone, or is about to be ended.</exception>
    public async Task<Invocation> NextAsync(int? id, string connection, CancellationToken disconnected)
    {
        ExecutionEnvironment environment;
        TaskCompletionSource<Invocation> poll = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            environment = FindOrAdd(id, connection);
            if (environment.State is EnvironmentState.Ending)
            {
                throw new OperationCanceledException("This process is being ended.");
            }

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

    /// <summary>Accepts what a process posts for an event.</summary>
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
            if (environment.IsDisconnected)
            {
                _environments.Remove(environment);
            }

            return invocation.Complete(result);
        }
    }

    /// <summary>Accepts a process's report that it cannot serve.</summary>
    public void FailInit(byte[] error)
    {
        lock (_gate)
        {
            _lastError = System.Text.Encoding.UTF8.GetString(error);
            FailWaiting(new InvocationResult(error, IsError: true));
        }
    }

    /// <summary>Removes an unsupervised process whose connection has closed, once its event is answered.</summary>
    public void Close(string connection)
    {
        lock (_gate)
        {
            if (_environments.Find(e => e.Connection == connection) is { } environment)
            {
                environment.IsDisconnected = true;
                if (environment.Current is null)
                {
                    _environments.Remove(environment);
                }
            }
        }
    }

    public void Dispose() => _reclaim.Dispose();

    private ExecutionEnvironment FindOrAdd(int? id, string connection)
    {
        var found = id is null ? _environments.Find(e => e.Connection == connection) : _environments.Find(e => e.Id == id);
        return found ?? Add(new ExecutionEnvironment(id, id is null ? connection : null));
    }

    private void Assign(ExecutionEnvironment environment, Invocation invocation)
    {
        invocation.Deadline = DateTimeOffset.UtcNow.AddSeconds(_configuration.TimeoutSeconds);
        environment.State = EnvironmentState.Busy;
        environment.Current = environment.Latest = invocation;
        environment.Poll!.SetResult(invocation);
        environment.Poll = null;
        // The limit holds until the process asks for its next event, as in Lambda, and not until its answer.
        After(_configuration.TimeoutSeconds, () => environment.State is EnvironmentState.Busy && environment.Latest == invocation, () =>
        {
            var message = string.Create(CultureInfo.InvariantCulture,
                $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ} {invocation.RequestId} Task timed out after {_configuration.TimeoutSeconds:0.00} seconds");
            environment.Current = null;
            invocation.Complete(InvocationResult.Error("Sandbox.Timedout", message));
            Kill(environment, message);
        });
    }

    private void Disconnect(ExecutionEnvironment environment, TaskCompletionSource<Invocation> poll)
    {
        lock (_gate)
        {
            if (poll.TrySetCanceled() && environment.Poll == poll)
            {
                environment.Poll = null;
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
