using System.Globalization;

namespace KanbanAspire.Local.Lambda;

/// <content>Asks for processes and learns what became of them.</content>
internal sealed partial class Function
{
    private static readonly TimeSpan FirstInitLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxRestartPause = TimeSpan.FromSeconds(30);

    // A start that was asked for and never reported is asked for again.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(15);

    private readonly List<DateTimeOffset> _demandedStarts = [];
    private TimeSpan _initLimit = FirstInitLimit;
    private int _failedStarts;
    private DateTimeOffset _nextStart;
    private bool _hasKept;
    private bool _stopped;

    /// <summary>Accepts what the supervisor says of a process.</summary>
    /// <param name="id">Number of the process, never used twice.</param>
    /// <param name="report">Its state.</param>
    public void Report(int id, EnvironmentReport report)
    {
        lock (_gate)
        {
            switch (report.State)
            {
                case "Running":
                    OnStarted(id, report.IsKept);
                    break;
                case "Stopped":
                    OnStopped(id, report.IsKept);
                    break;
                default:
                    OnExited(id, report);
                    break;
            }
        }
    }

    /// <summary>Repeats what is still wanted, for a supervisor that has just connected.</summary>
    public void RepeatDemands()
    {
        lock (_gate)
        {
            _demandedStarts.Clear();
            foreach (var environment in _environments.Where(e => e is { IsSupervised: true, State: EnvironmentState.Ending }))
            {
                _supervision.Send(new Demand(Name, "kill", environment.Id, "it is still there"));
            }

            StartIfNeeded();
        }
    }

    private ExecutionEnvironment Add(ExecutionEnvironment environment)
    {
        _environments.Add(environment);
        return environment;
    }

    private void OnStarted(int id, bool isKept)
    {
        if (_demandedStarts.Count > 0)
        {
            _demandedStarts.RemoveAt(0);
        }

        _stopped &= !isKept;
        _hasKept |= isKept;
        var isNew = !_environments.Exists(e => e.Id == id);
        var environment = FindOrAdd(id, connection: "");
        environment.IsKept = isKept;
        if (!isNew)
        {
            // It asked for an event before its start was reported.
            return;
        }

        var limit = _initLimit;
        After(limit.TotalSeconds, () => environment.State is EnvironmentState.Starting && _environments.Contains(environment), () =>
        {
            // Lambda, too, gives a second initialization the function's own time.
            _initLimit = TimeSpan.FromSeconds(_configuration.TimeoutSeconds);
            _lastError = string.Create(CultureInfo.InvariantCulture, $"the function did not ask for an event within {limit.TotalSeconds:0.##} s of its start");
            FailWaitingFor(environment);
            Kill(environment, _lastError);
        });
    }

    private void OnExited(int id, EnvironmentReport report)
    {
        if (_environments.Find(e => e.Id == id) is not { } environment)
        {
            // It ended before it did anything that could be seen here.
            environment = new ExecutionEnvironment(id) { IsKept = report.IsKept };
        }

        var reason = report.ExitCode is >= 0 and var code and not 137
            ? string.Create(CultureInfo.InvariantCulture, $"Runtime exited with error: exit status {code}")
            : "Runtime exited with error: signal: killed";
        _hasKept |= report.IsKept;
        var pause = TimeSpan.Zero;
        if (environment.State is EnvironmentState.Starting)
        {
            _lastError ??= reason;
            FailWaitingFor(environment);
            pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _failedStarts++), MaxRestartPause.TotalSeconds));
        }

        Remove(environment, reason);
        _nextStart = DateTimeOffset.UtcNow + pause;
        After(pause.TotalSeconds, () => true, StartIfNeeded);
    }

    private void OnStopped(int id, bool isKept)
    {
        if (_environments.Find(e => e.Id == id) is { } environment)
        {
            Remove(environment, "the function was stopped");
        }

        if (isKept)
        {
            (_stopped, _lastError) = (true, null);
            FailWaiting(InvocationResult.Error("Runtime.Unavailable", "The function was stopped."));
            _environments.Where(e => e is { IsSupervised: true, State: not EnvironmentState.Ending }).ToList().ForEach(Stop);
        }
    }

    // Where another process serves, its turn comes.
    private void FailWaitingFor(ExecutionEnvironment environment)
    {
        if (!_environments.Exists(e => e != environment && e.State is EnvironmentState.Idle or EnvironmentState.Busy))
        {
            FailWaiting(InvocationResult.Error("Runtime.ExitError", $"Error: {_lastError}"));
        }
    }

    private void Remove(ExecutionEnvironment environment, string reason)
    {
        _environments.Remove(environment);
        environment.Poll?.TrySetCanceled();
        environment.Poll = null;
        environment.Current?.Complete(InvocationResult.Error("Runtime.ExitError", $"RequestId: {environment.Current.RequestId} Error: {reason}"));
    }

    private void StartIfNeeded()
    {
        var now = DateTimeOffset.UtcNow;
        _demandedStarts.RemoveAll(demanded => demanded < now - StartLimit);
        if (_stopped || now < _nextStart)
        {
            return;
        }

        var isKeptMissing = _hasKept && !_environments.Exists(e => e.IsKept);
        var starting = _demandedStarts.Count + _environments.Count(e => e.State is EnvironmentState.Starting);
        var wanted = Math.Max(_waiting.Count, isKeptMissing ? 1 : 0) - starting;
        var allowed = _configuration.MaxConcurrency - _demandedStarts.Count - _environments.Count(e => e.IsSupervised);
        // After a failed start one process at a time tries again.
        for (var n = Math.Min(Math.Min(wanted, allowed), _failedStarts > 0 ? 1 - starting : wanted); n > 0; n--)
        {
            _demandedStarts.Add(now);
            _supervision.Send(new Demand(Name, "start", null, isKeptMissing ? "its process has ended" : $"{_waiting.Count} events wait"));
        }
    }

    // No further event goes to it.
    private void Kill(ExecutionEnvironment environment, string reason)
    {
        environment.State = EnvironmentState.Ending;
        environment.Poll = null;
        if (environment.IsSupervised)
        {
            _supervision.Send(new Demand(Name, "kill", environment.Id, reason));
        }
        else
        {
            _environments.Remove(environment);
        }
    }

    private void Stop(ExecutionEnvironment environment)
    {
        environment.State = EnvironmentState.Ending;
        environment.Poll?.TrySetCanceled();
        environment.Poll = null;
        _supervision.Send(new Demand(Name, "stop", environment.Id, "it is not needed"));
    }

    private void ReclaimIdle()
    {
        lock (_gate)
        {
            var limit = DateTimeOffset.UtcNow.AddSeconds(-_configuration.IdleSeconds);
            _environments.Where(e => e is { IsSupervised: true, IsKept: false, Poll: not null } && e.IdleSince < limit).ToList().ForEach(Stop);
            // A start that was asked for may have failed.
            StartIfNeeded();
        }
    }
}
