using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Local.Hosting;

/// <summary>
/// Starts and ends the processes of functions as the Lambda service emulator asks, and tells it what became of them. A process
/// that crashed or exceeded its time-out is replaced; one that a person has stopped stays stopped.
/// </summary>
internal sealed partial class FunctionSupervisor(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ResourceLoggerService loggers,
    ILogger<FunctionSupervisor> logger) : BackgroundService
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<FunctionProcesses> _functions =
        [.. model.Resources.OfType<LambdaProjectResource>().Select(function => function.Processes).OfType<FunctionProcesses>()];

    // What was last seen of each process, by its number.
    private readonly Dictionary<int, EnvironmentReport> _seen = [];
    private readonly Dictionary<int, int> _processIds = [];
    private readonly HashSet<IResource> _starting = [];

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_functions is not [var first, ..])
        {
            return;
        }

        await Task.WhenAll(WatchAsync(stoppingToken), ServeAsync(first.Emulator, stoppingToken));
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            await HideUnusedAsync(change);
            if (_functions.Find(f => f.Resources.Contains(change.Resource)) is not { } function)
            {
                continue;
            }

            function.Learn(change.Resource, change.Snapshot);
            if (function.NumberOf(change.Resource) is { } number
                && Read(change, isKept: change.Resource == function.Function) is { } report
                && Remember(number, report, change.Snapshot))
            {
                await ReportAsync(function, number, cancellationToken);
            }
        }
    }

    // A process that was never needed is of no interest; one that has run shows its console output.
    private async Task HideUnusedAsync(ResourceEvent change)
    {
        var isUnused = change.Snapshot.State?.Text is null || change.Snapshot.State.Text == KnownResourceStates.NotStarted;
        if (_functions.Exists(f => f.Function != change.Resource && f.Resources.Contains(change.Resource)) && change.Snapshot.IsHidden != isUnused)
        {
            await notifications.PublishUpdateAsync(change.Resource, change.ResourceId, snapshot => snapshot with { IsHidden = isUnused });
        }
    }

    private static EnvironmentReport? Read(ResourceEvent change, bool isKept) => change.Snapshot.State?.Text switch
    {
        var state when state == KnownResourceStates.Running => new EnvironmentReport("Running", isKept),
        var state when state == KnownResourceStates.Stopping => new EnvironmentReport("Stopped", isKept),
        var state when KnownResourceStates.TerminalStates.Contains(state) => new EnvironmentReport("Exited", isKept, change.Snapshot.ExitCode),
        _ => null,
    };

    // Running, then Exited or Stopped: what comes after an end is of the next process.
    private bool Remember(int number, EnvironmentReport report, CustomResourceSnapshot snapshot)
    {
        lock (_seen)
        {
            if (snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is int processId)
            {
                _processIds[number] = processId;
            }

            if (_seen.TryGetValue(number, out var known) && (known.State == report.State || known.State is not "Running"))
            {
                return false;
            }

            _seen[number] = report;
            return true;
        }
    }

    private async Task ReportAsync(FunctionProcesses function, int number, CancellationToken cancellationToken)
    {
        EnvironmentReport report;
        lock (_seen)
        {
            report = _seen[number];
        }

        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/functions/{function.Function.Name}/environments/{number}");
            using var response = await _http.PutAsJsonAsync(new Uri(function.Emulator.GetEndpoint("http").Url + path), report, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // The emulator is away. It is told everything when it is back.
        }
    }

    private async Task ServeAsync(LambdaEmulatorResource emulator, CancellationToken cancellationToken)
    {
        await notifications.WaitForResourceAsync(emulator.Name, KnownResourceStates.Running, cancellationToken);
        while (true)
        {
            try
            {
                await ServeDemandsAsync(emulator, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
            {
                // The emulator is not there yet, or has been restarted.
            }

            await Task.Delay(ReconnectDelay, cancellationToken);
        }
    }

    private async Task ServeDemandsAsync(LambdaEmulatorResource emulator, CancellationToken cancellationToken)
    {
        await using var stream = await _http.GetStreamAsync(new Uri($"{emulator.GetEndpoint("http").Url}/demands"), cancellationToken);
        using var reader = new StreamReader(stream);
        await RepeatReportsAsync(cancellationToken);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (JsonSerializer.Deserialize<Demand>(line, JsonSerializerOptions.Web) is { } demand
                && _functions.Find(f => f.Function.Name == demand.Function) is { } function)
            {
                LogDemand(demand.Function, demand.Action, demand.Environment, demand.Reason);
                // A start takes its time, and the next demand may be to end another process.
                _ = CarryOutAsync(function, demand, cancellationToken);
            }
        }
    }

    private async Task RepeatReportsAsync(CancellationToken cancellationToken)
    {
        foreach (var function in _functions)
        {
            foreach (var number in function.Resources.Select(function.NumberOf).OfType<int>().Where(IsSeen).ToList())
            {
                await ReportAsync(function, number, cancellationToken);
            }
        }
    }

    private async Task CarryOutAsync(FunctionProcesses function, Demand demand, CancellationToken cancellationToken)
    {
        switch (demand.Action)
        {
            case "start" when FindStartable(function) is { } resource:
                await ExecuteAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
                break;
            case "stop" when demand.Environment is { } number && function.Find(number) is { } resource:
                await ExecuteAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
                break;
            case "kill" when demand.Environment is { } number && function.Find(number) is { } resource:
                loggers.GetLogger(resource).LogError("{Reason}", demand.Reason);
                Kill(number);
                break;
        }
    }

    // The function's own process is replaced first. Before it has run once it waits for what AppHost.cs says, and so do the others.
    private IResource? FindStartable(FunctionProcesses function)
    {
        lock (_seen)
        {
            var resource = function.NumberOf(function.Function) is null ? null : function.Resources.Find(candidate =>
                !_starting.Contains(candidate)
                && (function.NumberOf(candidate) is not { } number || (_seen.TryGetValue(number, out var report) && report.State is not "Running")));
            if (resource is not null)
            {
                _starting.Add(resource);
            }

            return resource;
        }
    }

    private async Task ExecuteAsync(IResource resource, string command, CancellationToken cancellationToken)
    {
        try
        {
            var result = await commands.ExecuteCommandAsync(resource, command, cancellationToken);
            if (!result.Success)
            {
                LogFailed(resource.Name, command, result.Message);
            }
        }
        finally
        {
            lock (_seen)
            {
                _starting.Remove(resource);
            }
        }
    }

    private void Kill(int number)
    {
        try
        {
            int? id;
            lock (_seen)
            {
                id = _processIds.TryGetValue(number, out var known) ? known : null;
            }

            if (id is not null)
            {
                using var process = Process.GetProcessById(id.Value);
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private bool IsSeen(int number)
    {
        lock (_seen)
        {
            return _seen.ContainsKey(number);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Function {Function}: {Action} {Environment}, because {Reason}")]
    private partial void LogDemand(string function, string action, int? environment, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The command {Command} of {Resource} failed: {Message}")]
    private partial void LogFailed(string resource, string command, string? message);

    private sealed record Demand(string Function, string Action, int? Environment, string Reason);

    private sealed record EnvironmentReport(string State, bool IsKept = false, int? ExitCode = null);
}
