using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace KanbanAspire.Local.AppSync.Realtime;

/// <summary>
/// Reads whole messages from a WebSocket, and sends from a bounded queue: a client that does not read loses its own socket and
/// holds up nobody else.
/// </summary>
/// <param name="socket">The socket, open.</param>
internal sealed class EventSocket(WebSocket socket)
{
    private const int MaxMessageBytes = 1024 * 1024;
    private const int MaxQueuedMessages = 1_000;
    private const int MaxQueuedBytes = 4 * 1024 * 1024;
    private const int MinReadBytes = 512;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly Channel<OutgoingMessage> _queue =
        Channel.CreateBounded<OutgoingMessage>(new BoundedChannelOptions(MaxQueuedMessages) { SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly ArrayBufferWriter<byte> _received = new(MinReadBytes);
    private (WebSocketCloseStatus Status, string Reason) _close;
    private int _queuedBytes;
    private int _isClosing;

    /// <summary>Gets whether the client did not read what was sent, and so lost its socket.</summary>
    public bool HasFallenBehind { get; private set; }

    /// <summary>Queues a message; it never waits. After <see cref="Close"/> it does nothing.</summary>
    /// <param name="message">The message, UTF-8.</param>
    public void Send(ReadOnlyMemory<byte> message) => Send(new OutgoingMessage(message));

    /// <summary>Queues a message; it never waits. After <see cref="Close"/> it does nothing.</summary>
    /// <param name="message">The message, UTF-8.</param>
    public void Send(OutgoingMessage message)
    {
        if (Interlocked.Add(ref _queuedBytes, message.SizeBytes) > MaxQueuedBytes || !_queue.Writer.TryWrite(message))
        {
            Abandon();
        }
    }

    /// <summary>Sends what is queued and then closes; a client that does not close its side in time is cut off.</summary>
    /// <param name="status">Status for the client.</param>
    /// <param name="reason">Reason for the client.</param>
    public void Close(WebSocketCloseStatus status, string reason)
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 0)
        {
            _close = (status, reason);
            _queue.Writer.TryComplete();
            _stop.CancelAfter(CloseTimeout);
        }
    }

    /// <summary>Reads the next message.</summary>
    /// <returns>The message, valid until the next call; null when the socket is closed.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync()
    {
        _received.ResetWrittenCount();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(_received.GetMemory(MinReadBytes), _stop.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    Close(WebSocketCloseStatus.NormalClosure, "");
                    return null;
                }

                // Once it is closing, what the client still sends is read and dropped up to its own close frame.
                if (_isClosing == 0)
                {
                    _received.Advance(part.Count);
                    if (_received.WrittenCount > MaxMessageBytes)
                    {
                        Close(WebSocketCloseStatus.MessageTooBig, $"A message has {MaxMessageBytes} bytes at the most.");
                    }
                    else if (part.EndOfMessage)
                    {
                        return _received.WrittenMemory;
                    }
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Sends what is queued until the socket is closed.</summary>
    /// <returns>A task that ends when nothing more is sent.</returns>
    public async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                await WriteAsync(message);
                Interlocked.Add(ref _queuedBytes, -message.SizeBytes);
            }

            await socket.CloseOutputAsync(_close.Status, _close.Reason, _stop.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            await _stop.CancelAsync();
        }
    }

    private async ValueTask WriteAsync(OutgoingMessage message)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(message.SizeBytes);
        try
        {
            message.CopyTo(buffer);
            await socket.SendAsync(buffer.AsMemory(0, message.SizeBytes), WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Abandon()
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 0)
        {
            HasFallenBehind = true;
            _queue.Writer.TryComplete();
            // Its callbacks run elsewhere: a publisher does not wait for them.
            _ = _stop.CancelAsync();
        }
    }
}
