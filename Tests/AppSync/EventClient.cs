using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KanbanAspire.Tests.AppSync;

/// <summary>A client that sends exactly what a test says.</summary>
public sealed class EventClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly string _host;
    private readonly string _token;

    private EventClient(string host, string token) => (_host, _token) = (host, token);

    /// <summary>Gets how the server closed the socket; null when it did not.</summary>
    public WebSocketCloseStatus? Closed => _socket.CloseStatus;

    public static async Task<EventClient> OpenAsync(Uri address, string host, string token)
    {
        var client = new EventClient(host, token);
        client._socket.Options.AddSubProtocol("aws-appsync-event-ws");
        var header = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["host"] = host, ["Authorization"] = token });
        client._socket.Options.AddSubProtocol($"header-{Base64Url.EncodeToString(header)}");
        await client._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/event/realtime" }.Uri, default);
        return client;
    }

    /// <summary>Sends text as it is.</summary>
    public Task SendTextAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    /// <summary>Sends a message with the client's authorization.</summary>
    public Task SendAsync(string type, string? id = null, string? channel = null, string[]? events = null, string? token = null)
    {
        var message = new JsonObject { ["type"] = type };
        foreach (var (name, value) in new (string, JsonNode?)[]
        {
            ("id", id), ("channel", channel), ("events", events is null ? null : new JsonArray([.. events.Select(e => JsonValue.Create(e))])),
        })
        {
            if (value is not null)
            {
                message[name] = value;
            }
        }

        message["authorization"] = new JsonObject { ["host"] = _host, ["Authorization"] = token ?? _token };
        return SendTextAsync(message.ToJsonString());
    }

    /// <summary>Reads the next message.</summary>
    /// <returns>The message; null when the server has closed the socket.</returns>
    public async Task<JsonNode?> ReadAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), timeout.Token);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return part.MessageType is WebSocketMessageType.Close ? null : JsonNode.Parse(text.ToArray());
    }

    /// <summary>Reads the next message that is no keep-alive.</summary>
    public async Task<JsonNode?> AnswerAsync()
    {
        var message = await ReadAsync();
        return (string?)message?["type"] is "ka" ? await AnswerAsync() : message;
    }

    /// <summary>Sends a message and reads the answer, as its type and the type of its error.</summary>
    public async Task<string> AskAsync(string type, string? id = null, string? channel = null, string[]? events = null, string? token = null)
    {
        await SendAsync(type, id, channel, events, token);
        return Summary(await AnswerAsync());
    }

    /// <summary>Gives a message as its type and the type of its error.</summary>
    public static string Summary(JsonNode? message) => message?["errors"]?[0]?["errorType"] is { } error ? $"{message["type"]} {error}" : $"{message?["type"]}";

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
