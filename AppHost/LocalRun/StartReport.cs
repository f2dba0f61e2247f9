using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace KanbanAspire.AppHost;

/// <summary>Tells the person at the keyboard when everything is up and where it is, and what has failed.</summary>
/// <param name="model">The application.</param>
/// <param name="notifications">States of its resources.</param>
/// <param name="logs">Console output of its resources.</param>
/// <param name="configuration">Has the dashboard's token.</param>
internal sealed class StartReport(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceLoggerService logs, IConfiguration configuration)
    : BackgroundService
{
    private const string Dashboard = "aspire-dashboard";
    private const int LastLines = 5;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var resources = model.Resources.Where(IsAwaited).ToList();
        var outcomes = resources.Select(resource => IsHealthyAsync(resource, stoppingToken)).ToList();
        _ = ReportEndsAsync(stoppingToken);
        await WhenSettledAsync(outcomes, stoppingToken);
        var missing = resources.Zip(outcomes).Where(outcome => !outcome.Second.IsCompleted || !outcome.Second.Result)
            .Select(outcome => outcome.First.Name).ToList();
        var seconds = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine(missing.Count == 0
            ? $"All resources healthy in {seconds} s"
            : $"Not started: {string.Join(", ", missing)}. The others run; the dashboard has their console output.");
        PrintAddresses();
    }

    // Where one has failed, those that wait for it wait for ever.
    private static async Task WhenSettledAsync(IReadOnlyList<Task<bool>> outcomes, CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(outcomes);
        var failed = outcomes.Select(async outcome => await outcome ? await Never(cancellationToken) : false);
        if (await Task.WhenAny([all, .. failed]) != all)
        {
            await Task.WhenAny(all, Task.Delay(AfterFailure, cancellationToken));
        }
    }

    private static async Task<bool> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    private static bool IsAwaited(IResource resource) =>
        !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()
        && resource is not ParameterResource
        && !resource.Name.EndsWith("-rebuilder", StringComparison.Ordinal)
        && resource.Name != Dashboard;

    private async Task<bool> IsHealthyAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await notifications.WaitForResourceHealthyAsync(resource.Name, WaitBehavior.StopOnResourceUnavailable, cancellationToken);
            return true;
        }
        catch (DistributedApplicationException)
        {
            return false;
        }
    }

    private async Task ReportEndsAsync(CancellationToken cancellationToken)
    {
        var ended = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            var state = change.Snapshot.State?.Text;
            if (!KnownResourceStates.TerminalStates.Contains(state))
            {
                ended.Remove(change.ResourceId);
            }
            else if (IsAwaited(change.Resource) && change.Snapshot.ExitCode is not 0 && ended.Add(change.ResourceId))
            {
                var how = state == KnownResourceStates.FailedToStart ? "has failed to start" : $"has ended with exit code {change.Snapshot.ExitCode}";
                Console.Error.WriteLine($"{change.Resource.Name} {how}. Its console output is in the dashboard.");
                await PrintLastLinesAsync(change.ResourceId, cancellationToken);
            }
        }
    }

    private async Task PrintLastLinesAsync(string resourceId, CancellationToken cancellationToken)
    {
        var lines = new Queue<string>();
        await foreach (var batch in logs.GetAllAsync(resourceId).WithCancellation(cancellationToken))
        {
            foreach (var line in batch)
            {
                lines.Enqueue(line.Content);
                if (lines.Count > LastLines)
                {
                    lines.Dequeue();
                }
            }
        }

        foreach (var line in lines)
        {
            Console.Error.WriteLine($"  {line}");
        }
    }

    private void PrintAddresses()
    {
        // With free ports it is not where the variables say.
        if (model.Resources.OfType<IResourceWithEndpoints>().FirstOrDefault(r => r.Name == Dashboard)?.GetEndpoint("http") is { IsAllocated: true } dashboard)
        {
            Console.WriteLine($"  {"dashboard",-22} {dashboard.Url}/login?t={configuration["AppHost:BrowserToken"]}");
        }

        var addresses = from resource in model.Resources.OfType<IResourceWithEndpoints>()
                        where IsAwaited(resource)
                        from endpoint in resource.GetEndpoints()
                        where endpoint.IsAllocated
                        orderby endpoint.EndpointAnnotation.IsExternal descending
                        select (Name: endpoint.EndpointName == "http" ? resource.Name : $"{resource.Name} {endpoint.EndpointName}", endpoint.Url);
        foreach (var (name, url) in addresses)
        {
            Console.WriteLine($"  {name,-22} {url}");
            if (name == "cognito")
            {
                Console.WriteLine($"  {"mailbox",-22} {url}/mailbox");
            }
        }

        Console.WriteLine("Ctrl+C stops everything.");
    }
}
