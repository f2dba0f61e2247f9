using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.DynamoDB;
using Aspire.Hosting.AWS.Lambda;
using KanbanAspire.Local.Dashboard.Feed;
using KanbanAspire.Local.DynamoDB;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.Local.Hosting;

/// <summary>Runs the resources of an application: all at once, each as soon as what it waits for is healthy.</summary>
internal sealed partial class Orchestrator : IDisposable
{
    private readonly DistributedApplicationBuilder _builder;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(35) };
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<Resource, Runner> _runners = [];
    private readonly string _browserToken = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly string _feedKey = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly ProjectResource _dashboard = new("dashboard", "Dashboard.csproj");
    private DashboardFeed? _feed;

    private Orchestrator(DistributedApplicationBuilder builder) => _builder = builder;

    private string RepositoryRoot => Path.GetDirectoryName(_builder.AppHostDirectory) ?? _builder.AppHostDirectory;

    private string DashboardLogin => $"{_dashboard.Model.Endpoints[0].Url}/login?t={_browserToken}";

    /// <summary>Runs an application until it is asked to stop.</summary>
    /// <param name="builder">The application.</param>
    /// <returns>The exit code: 0 after a stop that was asked for, 1 when it could not start.</returns>
    public static async Task<int> RunAsync(DistributedApplicationBuilder builder)
    {
        using var orchestrator = new Orchestrator(builder);
        try
        {
            using var dataLock = orchestrator.LockData();
            await orchestrator.RunAsync();
            return 0;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);

        AllocatePorts();
        var dashboard = AddRunners();
        Console.WriteLine($"Dashboard: {DashboardLogin}");
        await dashboard.StartAsync(Find, _stopping.Token);
        var starting = _runners.Values.Select(r => r.StartAsync(Find, _stopping.Token)).ToList();
        var reporting = ReportAsync([dashboard, .. _runners.Values]);
        // Nobody has opened the dashboard by then; telling it earlier would slow what starts.
        await Task.WhenAny(reporting, Task.Delay(TimeSpan.FromSeconds(2), _stopping.Token));
        var feeding = _feed?.RunAsync(_stopping.Token) ?? Task.CompletedTask;
        await reporting;
        await Task.Delay(Timeout.Infinite, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(starting);
        await StopAsync(dashboard);
        await feeding;
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_stopping.IsCancellationRequested)
        {
            Console.WriteLine("Stopping ...");
            _stopping.Cancel();
        }
    }

    private void AllocatePorts()
    {
        var randomize = _builder.Configuration.GetValue("DcpPublisher:RandomizePorts", false);
        var fixedPort = Uri.TryCreate(_builder.Configuration["ASPNETCORE_URLS"], UriKind.Absolute, out var url) ? url.Port : (int?)null;
        _dashboard.Model.Endpoints.Add(new EndpointModel("http", fixedPort));
        _dashboard.Model.Endpoints.Add(new EndpointModel("otlp-grpc", null));
        _dashboard.Model.Endpoints.Add(new EndpointModel("otlp-http", null));
        _dashboard.Model.HealthChecks.Add(new HttpHealthCheck("http", "/health", 200));
        Ports.Allocate([_dashboard, .. _builder.Resources], randomize);
        Telemetry.OtlpEndpoint = _dashboard.Model.Endpoints[1].Url;
    }

    private ProcessRunner AddRunners()
    {
        var cache = _builder.Configuration["Cache:Folder"] ?? Path.Combine(RepositoryRoot, ".cache");
        foreach (var resource in _builder.Resources)
        {
            _runners[resource] = resource switch
            {
                LambdaProjectResource function => new FunctionRunner(function, _http, Publish),
                _ when resource.Model.Initialize is not null => new CustomRunner(resource, Publish),
                _ => new ProcessRunner(resource, Launch.For(resource, cache), _http, Publish),
            };
        }

        foreach (var emulator in _runners.Values.OfType<ProcessRunner>().Where(r => r.Resource is LambdaEmulatorResource))
        {
            emulator.Divert = DivertToFunction;
        }

        _dashboard.Model.Environment.Add(variables =>
        {
            variables.Clear();
            variables["ASPNETCORE_URLS"] = _dashboard.Model.Endpoints[0].Url;
            variables["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = _dashboard.Model.Endpoints[1].Url;
            variables["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = _dashboard.Model.Endpoints[2].Url;
            variables["DASHBOARD__FRONTEND__BROWSERTOKEN"] = _browserToken;
            variables["DASHBOARD__OTLP__PRIMARYAPIKEY"] = Telemetry.ApiKey;
            variables["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = _feedKey;
        });
        _feed = new DashboardFeed(new Uri(_dashboard.Model.Endpoints[0].Url), _feedKey, Everything, ExecuteAsync);
        return new ProcessRunner(
            _dashboard, Launch.ForBuilt(_dashboard, "Dashboard", "Dashboard", restartsByItself: true), _http, _ => { });
    }

    private async Task ReportAsync(IReadOnlyList<Runner> runners)
    {
        var outcomes = runners.Select(async runner =>
        {
            try
            {
                await runner.WhenHealthy.WaitAsync(_stopping.Token);
                return null;
            }
            catch (StartException e)
            {
                Console.Error.WriteLine(e.Message);
                return runner.Name;
            }
        });
        try
        {
            var failed = (await Task.WhenAll(outcomes)).OfType<string>().ToList();
            var seconds = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            Console.WriteLine(failed.Count == 0
                ? $"All resources healthy in {seconds} s"
                : $"Not started: {string.Join(", ", failed)}. The others run; the dashboard has their console output.");
            PrintAddresses();
        }
        catch (OperationCanceledException)
        {
            // Asked to stop before everything was up.
        }
    }

    private void PrintAddresses()
    {
        Console.WriteLine($"  {"dashboard",-22} {DashboardLogin}");
        var addresses = from resource in _builder.Resources
                        from endpoint in resource.Model.Endpoints
                        orderby resource.Model.IsExternal descending
                        select (Name: endpoint.Name == "http" ? resource.Name : $"{resource.Name} {endpoint.Name}", endpoint.Url);
        foreach (var (name, url) in addresses)
        {
            Console.WriteLine($"  {name,-22} {url}");
        }

        Console.WriteLine("Ctrl+C stops everything.");
    }

    // Front first, then what it stands on, so that nobody logs errors about a neighbour that has already gone.
    private async Task StopAsync(Runner dashboard)
    {
        bool IsFoundation(Runner r) => r.Resource is DynamoDBLocalResource or LambdaEmulatorResource;
        await Task.WhenAll(_runners.Values.Where(r => !IsFoundation(r)).Select(r => r.StopAsync()));
        await Task.WhenAll(_runners.Values.Where(IsFoundation).Select(r => r.StopAsync()));
        await dashboard.StopAsync();
    }

    private Runner Find(Resource resource) => _runners[resource];

    private void Publish(FeedMessage message)
    {
        if (message is ResourceSnapshot { State: "Exited" or "Finished", ExitCode: { } code } gone && !_stopping.IsCancellationRequested
            && _runners.Values.FirstOrDefault(r => r.Name == gone.Name) is { State: not "Stopping" } && code != 0)
        {
            Console.Error.WriteLine($"{gone.Name} has ended with exit code {code}. Its console output is in the dashboard.");
        }

        _feed?.Publish(message);
    }

    private IEnumerable<FeedMessage> Everything() =>
    [
        new ApplicationSnapshot("KanbanAspire", "Local", new DateTimeOffset(Process.GetCurrentProcess().StartTime)),
        .. _runners.Values.Select(r => r.Snapshot()),
        .. _runners.Values.Select(r => r.Log.All()).Where(l => l.Lines.Count > 0),
    ];

    private bool DivertToFunction(string text, bool isError)
    {
        var match = FunctionLine().Match(text);
        var function = match.Success
            ? _runners.Values.FirstOrDefault(r => r is FunctionRunner && r.Name == match.Groups["name"].Value)
            : null;
        function?.Log.Add(match.Groups["line"].Value, isError);
        return function is not null;
    }

    private async Task<CommandResult> ExecuteAsync(CommandRequest request)
    {
        var runner = _runners.Values.FirstOrDefault(r => r.Name == request.Resource);
        try
        {
            switch (runner, request.Command)
            {
                case (null, _):
                    return new CommandResult(request.Id, false, $"There is no resource '{request.Resource}'.");
                case (_, "start"):
                    await runner.StartAsync(Find, _stopping.Token);
                    return new CommandResult(request.Id, true, $"{runner.Name} is {runner.State}.");
                case (_, "stop"):
                    await runner.StopAsync();
                    return new CommandResult(request.Id, true, $"{runner.Name} is {runner.State}.");
                case (_, "restart"):
                    await runner.StopAsync();
                    await runner.StartAsync(Find, _stopping.Token);
                    return new CommandResult(request.Id, true, $"{runner.Name} is {runner.State}.");
                case (_, "test"):
                    return new CommandResult(request.Id, true, await runner.TestAsync(request.Input ?? "{}", _stopping.Token));
                default:
                    return new CommandResult(request.Id, false, $"'{request.Resource}' has no command '{request.Command}'.");
            }
        }
        catch (Exception e) when (e is StartException or HttpRequestException or OperationCanceledException)
        {
            return new CommandResult(request.Id, false, e.Message);
        }
    }

    // Two runs over one data folder would both write the same SQLite file.
    private FileStream? LockData()
    {
        var folder = _builder.Resources.OfType<DynamoDBLocalResource>().FirstOrDefault()?.Options.LocalStorageDirectory;
        if (folder is null)
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException(DataFile.CannotWrite(folder, e));
        }
        catch (IOException e)
        {
            throw new StartException($"The data folder {folder} cannot be used ({e.Message}) Stop the other run of this AppHost, or name another folder with --data FOLDER.");
        }
    }

    [GeneratedRegex(@"^\[(?<name>[^\]:]+):\d+\] ?(?<line>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex FunctionLine();
}
