namespace KanbanAspire.Local.AppSync.Channels;

/// <summary>
/// Knows who hears which channel. One lock makes every subscriber see the same order, with nothing before its confirmation and
/// nothing after its end; under it messages are only queued.
/// </summary>
internal sealed class Broker
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<Subscription>> _subscriptions = new(StringComparer.Ordinal);

    /// <summary>Adds a subscription.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="confirmation">Goes out before the first event.</param>
    public void Add(Subscription subscription, ReadOnlyMemory<byte> confirmation)
    {
        lock (_lock)
        {
            subscription.Socket.Send(confirmation);
            if (!_subscriptions.TryGetValue(subscription.Path.Text, out var subscribers))
            {
                _subscriptions[subscription.Path.Text] = subscribers = [];
            }

            subscribers.Add(subscription);
        }
    }

    /// <summary>Removes a subscription: nothing is queued for it afterwards.</summary>
    /// <param name="subscription">The subscription.</param>
    public void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(subscription.Path.Text, out var subscribers)
                && subscribers.Remove(subscription) && subscribers.Count == 0)
            {
                _subscriptions.Remove(subscription.Path.Text);
            }
        }
    }

    /// <summary>Queues events for everybody who hears a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="events">Events as JSON strings, in their order.</param>
    /// <returns>How many subscriptions there are.</returns>
    public int Publish(ChannelPath channel, IReadOnlyList<byte[]> events)
    {
        var count = 0;
        lock (_lock)
        {
            foreach (var path in channel.Subscriptions())
            {
                foreach (var subscription in _subscriptions.GetValueOrDefault(path) ?? [])
                {
                    count++;
                    foreach (var encoded in events)
                    {
                        subscription.Deliver(encoded);
                    }
                }
            }
        }

        return count;
    }
}
