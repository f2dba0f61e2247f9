namespace Aspire.Hosting.Eventing;

/// <summary>Is something that happened in the application.</summary>
public interface IDistributedApplicationEvent;

/// <summary>Passes events on.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Publishes an event and waits for what it sets off.</summary>
    /// <typeparam name="T">Type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when everybody has handled it.</returns>
    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
}
