using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace KanbanAspire.Local.Dashboard.Resources;

/// <summary>Takes the orchestrator's WebSocket and hands commands back through it.</summary>
public sealed class FeedReceiver(
    ResourceStore store, DashboardSettings settings, IHostApplicationLifetime lifetime, ILogger<FeedReceiver> log)
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<CommandResult>> _pending = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private WebSocket? _socket;
    private long _lastId;

    /// <summary>Serves one connection of the orchestrator until it ends.</summary>
    public async Task AcceptAsync(HttpContext context)
    {
        var isKnown = BrowserAccess.AreEqual(context.Request.Headers["x-feed-key"], settings.FeedKey);
        if (!isKnown || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = isKnown ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        _socket = socket;
        store.SetConnected(true);
        try
        {
            await ReadAsync(socket, lifetime.ApplicationStopping);
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException or JsonException)
        {
            log.LogWarning("The feed ended: {Message}", lost.Message);
        }
        if (Interlocked.CompareExchange(ref _socket, null, socket) == socket)
        {
            store.SetConnected(false);
        }
    }

    /// <summary>Asks the orchestrator to do something and waits for its answer.</summary>
    /// <param name="resource">Resource name.</param>
    /// <param name="command">Command name.</param>
    /// <param name="input">What the person entered; null where the command takes no input.</param>
    /// <returns>The answer; a failed one when nobody is connected or nothing came within a minute.</returns>
    public async Task<CommandResult> ExecuteAsync(string resource, string command, string? input)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        if (_socket is not { State: WebSocketState.Open } socket)
        {
            return new(id, false, "The application is not connected; it may have ended.");
        }
        var answer = _pending[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var request = new CommandRequest(id, resource, command, input);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(request, FeedJson.Default.FeedMessage);
            await _sending.WaitAsync();
            try
            {
                await socket.SendAsync(bytes, WebSocketMessageType.Text, true, lifetime.ApplicationStopping);
            }
            finally
            {
                _sending.Release();
            }
            return await answer.Task.WaitAsync(CommandTimeout);
        }
        catch (Exception failure) when (failure is TimeoutException or WebSocketException or OperationCanceledException)
        {
            return new(id, false, $"No answer: {failure.Message}");
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    private async Task ReadAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        using var text = new MemoryStream();
        while (await socket.ReceiveAsync(buffer, cancellationToken) is { MessageType: WebSocketMessageType.Text } part)
        {
            text.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage)
            {
                continue;
            }
            var message = JsonSerializer.Deserialize(
                text.GetBuffer().AsSpan(0, (int)text.Length), FeedJson.Default.FeedMessage);
            text.SetLength(0);
            if (message is CommandResult result)
            {
                if (_pending.TryGetValue(result.Id, out var waiting))
                {
                    waiting.TrySetResult(result);
                }
            }
            else if (message is not null)
            {
                store.Apply(message);
            }
        }
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
