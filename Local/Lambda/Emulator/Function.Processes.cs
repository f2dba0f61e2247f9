using System.Globalization;
using KanbanAspire.Local.ChildProcesses;

namespace KanbanAspire.Local.Lambda;

/// <content>Starts, replaces and ends the processes.</content>
internal sealed partial class Function
{
    private static readonly TimeSpan FirstInitLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MaxRestartPause = TimeSpan.FromSeconds(30);

    private TimeSpan _initLimit = FirstInitLimit;
    private int _lastId;

    public void Start()
    {
        lock (_gate)
        {
            _stopped = false;
            _failedStarts = 0;
            StartIfNeeded();
        }
    }

    public async Task StopAsync()
    {
        List<ExecutionEnvironment> environments;
        lock (_gate)
        {
            _stopped = true;
            _lastError = null;
            environments = [.. _environments.Where(e => e.IsOwn)];
            environments.ForEach(e => Retire(e, "the function was stopped"));
            FailWaiting(InvocationResult.Error("Runtime.Unavailable", "The function was stopped."));
        }

        await Task.WhenAll(environments.Select(e => e.Process?.StopAsync(ShutdownGrace) ?? Task.CompletedTask));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _reclaim.DisposeAsync();
    }

    private void StartIfNeeded()
    {
        var starting = _environments.Count(e => e.State == EnvironmentState.Starting);
        var wanted = Math.Max(_waiting.Count - starting, _environments.Count == 0 ? 1 : 0);
        var allowed = _configuration.MaxConcurrency - _environments.Count(e => e.IsOwn);
        // After a failed start one process at a time tries again.
        for (var n = Math.Min(Math.Min(wanted, allowed), _failedStarts > 0 ? 1 - starting : wanted); n > 0 && !_stopped; n--)
        {
            StartEnvironment();
        }
    }

    private void StartEnvironment()
    {
        var environment = new ExecutionEnvironment(++_lastId);
        try
        {
            environment.Process = ChildProcess.Start(
                new ChildProcessStart(
                    _configuration.Command, _configuration.Arguments ?? [], _configuration.WorkingDirectory,
                    FunctionEnvironment.For(_configuration, $"{_runtimeApi}/{Name}:{environment.Id}")),
                (line, isError) => (isError ? Console.Error : Console.Out).WriteLine($"[{Name}:{environment.Id}] {line}"));
        }
        catch (ChildProcessException e)
        {
            OnExited(environment, e.Message);
            return;
        }

        _environments.Add(environment);
        var limit = _initLimit;
        After(limit.TotalSeconds, () => environment.State == EnvironmentState.Starting, () =>
        {
            // Lambda, too, gives a second initialization the function's own time.
            _initLimit = TimeSpan.FromSeconds(_configuration.TimeoutSeconds);
            Kill(environment, string.Create(CultureInfo.InvariantCulture, $"the function did not ask for an event within {limit.TotalSeconds:0.##} s of its start"));
        });
        _ = environment.Process.Exited.ContinueWith(
            exit => OnExited(environment, exit.IsFaulted ? exit.Exception.Message : $"Runtime exited with error: exit status {exit.Result}"), TaskScheduler.Default);
    }

    private void OnExited(ExecutionEnvironment environment, string reason)
    {
        lock (_gate)
        {
            _environments.Remove(environment);
            environment.Poll = null;
            reason = environment.StopReason ?? reason;
            environment.Current?.Complete(InvocationResult.Error("Runtime.ExitError", $"RequestId: {environment.Current.RequestId} Error: {reason}"));
            if (_stopped)
            {
                return;
            }

            var pause = TimeSpan.Zero;
            if (environment.State == EnvironmentState.Starting)
            {
                _lastError ??= reason;
                FailWaiting(InvocationResult.Error("Runtime.ExitError", $"Error: {_lastError}"));
                pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _failedStarts++), MaxRestartPause.TotalSeconds));
                Console.Error.WriteLine($"[{Name}:{environment.Id}] failed to start: {reason}; next try in {pause.TotalSeconds} s");
            }

            After(pause.TotalSeconds, () => true, StartIfNeeded);
        }
    }

    private void Kill(ExecutionEnvironment environment, string reason)
    {
        Console.Error.WriteLine($"[{Name}:{environment.Id}] {reason}");
        Retire(environment, reason);
        environment.Process?.Kill();
    }

    // No further event goes to it; how its process ends is the caller's part.
    private void Retire(ExecutionEnvironment environment, string reason)
    {
        environment.StopReason = reason;
        environment.Poll = null;
        _environments.Remove(environment);
    }

    private void ReclaimIdle()
    {
        lock (_gate)
        {
            var limit = DateTimeOffset.UtcNow.AddSeconds(-_configuration.IdleSeconds);
            foreach (var environment in _environments.Where(e => e.IsOwn && e.Poll is not null && e.IdleSince < limit).SkipLast(
                _environments.Exists(e => e.State == EnvironmentState.Busy) ? 0 : 1).ToList())
            {
                Retire(environment, "reclaimed");
                _ = environment.Process!.StopAsync(ShutdownGrace);
            }
        }
    }
}
