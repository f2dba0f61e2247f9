using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using KanbanAspire.Local.Dashboard.Feed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Local.Hosting;

/// <summary>Runs a resource that is no process: AppHost.cs says what it does and shows its state.</summary>
internal sealed class CustomRunner : Runner, IDistributedApplicationEventing
{
    private readonly ResourceNotificationService _notifications;
    private CustomResourceSnapshot _state;

    public CustomRunner(Resource resource, Action<FeedMessage> publish)
        : base(resource, publish)
    {
        _state = resource.Model.InitialState ?? new CustomResourceSnapshot { ResourceType = resource.GetType().Name, Properties = [] };
        _notifications = new ResourceNotificationService(Update);
    }

    protected override string ResourceType => _state.ResourceType;

    protected override bool CanBeCommanded => false;

    protected override IReadOnlyDictionary<string, string> Properties => _state.Properties.ToDictionary(
        p => p.Name, p => Convert.ToString(p.Value, CultureInfo.InvariantCulture) ?? string.Empty, StringComparer.Ordinal);

    // The runner has waited already.
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent => Task.CompletedTask;

    protected override async Task StartCoreAsync(CancellationToken cancellationToken)
    {
        if (Resource.Model.Initialize is not { } initialize)
        {
            Change(KnownResourceStates.Running);
            SetHealth(healthy: true, detail: null);
            return;
        }

        await using var services = new ServiceCollection().BuildServiceProvider();
        try
        {
            await initialize(new InitializeResourceEvent(Resource, this, new LogLogger(Log), _notifications, services), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new StartException(e.Message);
        }
    }

    protected override Task StopCoreAsync()
    {
        Change(KnownResourceStates.Exited);
        return Task.CompletedTask;
    }

    private void Update(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        _state = change(_state);
        StartedAt = _state.StartTimeStamp ?? StartedAt;
        var state = _state.State?.Text ?? KnownResourceStates.NotStarted;
        Change(state);
        if (state == KnownResourceStates.Running)
        {
            SetHealth(healthy: true, detail: null);
        }
    }

    private sealed class LogLogger(ConsoleLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add(formatter(state, exception), logLevel >= LogLevel.Error);
    }
}
