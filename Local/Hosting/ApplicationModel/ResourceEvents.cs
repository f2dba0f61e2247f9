using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Asks a resource to do what it does instead of starting a process.</summary>
public sealed class InitializeResourceEvent : IDistributedApplicationEvent
{
    internal InitializeResourceEvent(
        IResource resource,
        IDistributedApplicationEventing eventing,
        ILogger logger,
        ResourceNotificationService notifications,
        IServiceProvider services)
    {
        (Resource, Eventing, Logger, Notifications, Services) = (resource, eventing, logger, notifications, services);
    }

    /// <summary>Gets the resource.</summary>
    public IResource Resource { get; }

    /// <summary>Gets the bus for further events.</summary>
    public IDistributedApplicationEventing Eventing { get; }

    /// <summary>Gets the logger whose lines are the resource's console.</summary>
    public ILogger Logger { get; }

    /// <summary>Gets the service that shows the resource's state.</summary>
    public ResourceNotificationService Notifications { get; }

    /// <summary>Gets the application's services.</summary>
    public IServiceProvider Services { get; }
}

/// <summary>Announces that a resource is about to start; publishing it waits for what the resource waits for.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The application's services.</param>
public sealed class BeforeResourceStartedEvent(IResource resource, IServiceProvider services) : IDistributedApplicationEvent
{
    /// <summary>Gets the resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Gets the application's services.</summary>
    public IServiceProvider Services { get; } = services;
}

/// <summary>Shows the state of resources that manage themselves.</summary>
public sealed class ResourceNotificationService
{
    private readonly Action<IResource, Func<CustomResourceSnapshot, CustomResourceSnapshot>> _update;

    internal ResourceNotificationService(Action<IResource, Func<CustomResourceSnapshot, CustomResourceSnapshot>> update) =>
        _update = update;

    /// <summary>Changes what is shown of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new state from the present one.</param>
    /// <returns>A completed task.</returns>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        _update(resource, stateFactory);
        return Task.CompletedTask;
    }
}
