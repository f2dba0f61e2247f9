extern alias dashboard;

using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using dashboard::KanbanAspire.Local.Dashboard.Feed;

namespace KanbanAspire.Tests.Dashboard;

/// <summary>Feeds a dashboard as the orchestrator does, with resources that a test makes up.</summary>
public sealed class FakeOrchestrator : IAsyncDisposable
{
    private static readonly ResourceCommand[] Commands =
    [
        new("start", "Start", null, null, false), new("stop", "Stop", "Stop it?", null, true),
        new("restart", "Restart", null, null, true),
    ];

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, long> _lineNumbers = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Lists the commands that were asked for.</summary>
    public ConcurrentQueue<CommandRequest> Requests { get; } = new();

    /// <summary>Answers a command; a success by default.</summary>
    public Func<CommandRequest, CommandResult> Answer { get; set; } = request => new(request.Id, true, "Done.");

    public static async Task<FakeOrchestrator> ConnectAsync(string url, string key)
    {
        var fake = new FakeOrchestrator();
        fake._socket.Options.SetRequestHeader("x-feed-key", key);
        await fake._socket.ConnectAsync(new Uri(url.Replace("http", "ws") + "/feed"), CancellationToken.None);
        fake._reading = fake.ReadAsync();
        await fake.SendAsync(new ApplicationSnapshot("KanbanAspire", "Local", DateTimeOffset.UtcNow));
        return fake;
    }

    /// <summary>Makes up a running, healthy project; change it with <c>with</c>.</summary>
    public static ResourceSnapshot Resource(string name, string type = "Project", string state = "Running") => new(
        name, type, state, state == "Running" ? "Healthy" : null, null, DateTimeOffset.UtcNow.AddMinutes(-2), null, [4711], null,
        $"{name}.csproj", null, [], [new("ASPNETCORE_ENVIRONMENT", "Development", false), new("API_KEY", "hush", true)], [],
        Commands, new Dictionary<string, string>());

    public async Task SendAsync(FeedMessage message)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, FeedJson.Default.FeedMessage);
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public Task WriteAsync(string resource, params string[] lines) => SendAsync(new ConsoleLines(resource,
        [.. lines.Select(text => new ConsoleLine(_lineNumbers.AddOrUpdate(resource, 1, (_, last) => last + 1),
            DateTimeOffset.UtcNow, text.Contains("fail"), text))]));

    public async ValueTask DisposeAsync()
    {
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        while (await _socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: WebSocketMessageType.Text } part)
        {
            var message = JsonSerializer.Deserialize(buffer.AsSpan(0, part.Count), FeedJson.Default.FeedMessage);
            if (message is CommandRequest request)
            {
                Requests.Enqueue(request);
                await SendAsync(Answer(request));
            }
        }
    }
}
