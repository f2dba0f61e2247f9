using System.Text.Json;
using System.Text.RegularExpressions;
using KanbanAspire.Local.AppSync.Authorization;
using KanbanAspire.Local.AppSync.Channels;

namespace KanbanAspire.Local.AppSync.Realtime;

/// <summary>
/// One client's part of the protocol
/// (https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html).
/// </summary>
/// <param name="socket">The client's socket.</param>
/// <param name="host">Address of this server as the client wrote it.</param>
/// <param name="options">Has the namespaces.</param>
/// <param name="authorizer">Checks each subscription and publication.</param>
/// <param name="broker">Has the subscriptions.</param>
/// <param name="publisher">Takes what the client publishes.</param>
internal sealed partial class RealtimeSession(
    EventSocket socket, string host, EventApiOptions options, EventAuthorizer authorizer, Broker broker, Publisher publisher)
{
    private const int ConnectionTimeoutMs = 300_000;
    private const int MaxSubscriptions = 100;

    private static readonly byte[] KeepAlive = new ServerMessage("ka").Encode();

    private readonly Dictionary<string, Subscription> _subscriptions = new(StringComparer.Ordinal);

    /// <summary>Handles messages until the socket is closed.</summary>
    /// <param name="time">Clock of the keep-alive messages.</param>
    /// <returns>A task that ends then.</returns>
    public async Task RunAsync(TimeProvider time)
    {
        var interval = TimeSpan.FromSeconds(60);
        await using var keepAlive = time.CreateTimer(_ => socket.Send(KeepAlive), state: null, interval, interval);
        while (await socket.ReadAsync() is { } message)
        {
            await HandleAsync(message);
        }

        foreach (var subscription in _subscriptions.Values)
        {
            broker.Remove(subscription);
        }
    }

    private async Task HandleAsync(ReadOnlyMemory<byte> received)
    {
        if (Parse(received.Span) is not { } message)
        {
            Send(Error(EventError.BadRequest("The message is no JSON object of this protocol.")));
            return;
        }

        switch (message.Type, IsId(message.Id))
        {
            case ("connection_init", _):
                Send(new ServerMessage("connection_ack", ConnectionTimeoutMs: ConnectionTimeoutMs));
                socket.Send(KeepAlive);
                break;
            case ("subscribe" or "unsubscribe" or "publish", false):
                Send(Error(EventError.BadRequest("The id is missing, or is not 1 to 128 letters, digits, dashes, underscores and plus signs.")));
                break;
            case ("subscribe", _):
                await SubscribeAsync(message);
                break;
            case ("unsubscribe", _):
                Unsubscribe(message);
                break;
            case ("publish", _):
                await PublishAsync(message);
                break;
            default:
                Send(Error(new EventError("UnsupportedOperation", "The type of the message is not supported through the realtime channel.")));
                break;
        }
    }

    private async Task SubscribeAsync(ClientMessage message)
    {
        var (path, error) = await CheckSubscriptionAsync(message);
        if (error is not null)
        {
            Send(new ServerMessage("subscribe_error", message.Id, [error]));
            return;
        }

        var subscription = new Subscription(message.Id!, path!, socket);
        _subscriptions.Add(subscription.Id, subscription);
        broker.Add(subscription, new ServerMessage("subscribe_success", message.Id).Encode());
    }

    private async Task<(ChannelPath? Path, EventError? Error)> CheckSubscriptionAsync(ClientMessage message)
    {
        if (ChannelPath.ParseSubscription(message.Channel) is not { } path)
        {
            return (null, EventError.BadRequest("The channel is no path of one to five segments, or of fewer and /* at the end."));
        }

        if (!options.Namespaces.TryGetValue(path.Namespace, out var rules))
        {
            return (null, EventError.BadRequest("The channel's namespace does not exist."));
        }

        // The token of the handshake may have expired since; each subscription shows its own.
        if (await authorizer.CheckMessageAsync(message.Authorization, host) is { } error)
        {
            return (null, error);
        }

        return (path, Reject(rules, message.Id!));
    }

    private EventError? Reject(ChannelNamespace rules, string id) =>
        !rules.Subscribe.Contains(AuthorizationMode.Cognito) ? EventError.Unauthorized()
        : _subscriptions.ContainsKey(id) ? new EventError("DuplicatedOperationError", $"The id {id} is in use.")
        : _subscriptions.Count >= MaxSubscriptions
            ? new EventError("MaxSubscriptionsReachedError", $"A connection has {MaxSubscriptions} subscriptions at the most.")
        : null;

    private void Unsubscribe(ClientMessage message)
    {
        if (!_subscriptions.Remove(message.Id!, out var subscription))
        {
            Send(new ServerMessage(
                "unsubscribe_error", message.Id, [new EventError("UnknownOperationError", $"Unknown operation id {message.Id}")]));
            return;
        }

        broker.Remove(subscription);
        Send(new ServerMessage("unsubscribe_success", message.Id));
    }

    private async Task PublishAsync(ClientMessage message)
    {
        var error = await authorizer.CheckMessageAsync(message.Authorization, host);
        PublishResult? result = null;
        if (error is null)
        {
            (result, error) = publisher.Publish(AuthorizationMode.Cognito, new PublishRequest(message.Channel, message.Events));
        }

        Send(error is null
            ? new ServerMessage("publish_success", message.Id, Successful: result!.Successful, Failed: result.Failed)
            : new ServerMessage("publish_error", message.Id, [error]));
    }

    private void Send(ServerMessage message) => socket.Send(message.Encode());

    private static ServerMessage Error(EventError error) => new("error", Errors: [error]);

    private static ClientMessage? Parse(ReadOnlySpan<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize(message, EventJson.Default.ClientMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsId(string? id) => id is not null && Id().IsMatch(id);

    [GeneratedRegex(@"^[a-zA-Z0-9_+-]{1,128}\z", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
