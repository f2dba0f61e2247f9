using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using KanbanAspire.Local.Dashboard.Feed;

namespace KanbanAspire.Local.Hosting;

/// <summary>Keeps the dashboard told of everything and carries out what it asks for.</summary>
/// <param name="url">Address of the dashboard.</param>
/// <param name="key">Key that the dashboard expects.</param>
/// <param name="everything">Gives all messages that a newly connected dashboard needs.</param>
/// <param name="execute">Carries out a command.</param>
internal sealed class DashboardFeed(
    Uri url, string key, Func<IEnumerable<FeedMessage>> everything, Func<CommandRequest, Task<CommandResult>> execute)
{
    private readonly Channel<FeedMessage> _changes = Channel.CreateBounded<FeedMessage>(
        new BoundedChannelOptions(100_000) { FullMode = BoundedChannelFullMode.DropOldest });

    private volatile bool _isConnected;

    public void Publish(FeedMessage message)
    {
        // A dashboard that comes back gets everything anew: nothing is queued for one that is away.
        if (_isConnected)
        {
            _changes.Writer.TryWrite(message);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await Ports.IsListeningAsync(url.Port))
                {
                    await ConnectAsync(cancellationToken);
                }
            }
            catch (Exception e) when (e is WebSocketException or IOException or HttpRequestException or OperationCanceledException)
            {
                // Not quite up yet, or restarted.
            }

            _isConnected = false;
            await Task.Delay(100, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("x-feed-key", key);
        await socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws", Path = "/feed" }.Uri, cancellationToken);
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (_changes.Reader.TryRead(out _))
        {
            // Older than what is sent next.
        }

        _isConnected = true;
        foreach (var message in everything())
        {
            _changes.Writer.TryWrite(message);
        }

        var receiving = ReceiveAsync(socket, connection.Token);
        var sending = SendAsync(socket, connection.Token);
        await Task.WhenAny(receiving, sending);
        await connection.CancelAsync();
        await Task.WhenAll(receiving, sending);
    }

    private async Task SendAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        await foreach (var message in _changes.Reader.ReadAllAsync(cancellationToken))
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(message, FeedJson.Default.FeedMessage);
            await socket.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
    }

    private async Task ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (!cancellationToken.IsCancellationRequested)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                var request = JsonSerializer.Deserialize(message.ToArray(), FeedJson.Default.FeedMessage) as CommandRequest;
                message.SetLength(0);
                if (request is not null)
                {
                    _ = AnswerAsync(request);
                }
            }
        }
    }

    private async Task AnswerAsync(CommandRequest request) => Publish(await execute(request));
}
