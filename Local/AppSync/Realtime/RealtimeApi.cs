using System.Net.WebSockets;
using KanbanAspire.Local.AppSync.Authorization;
using KanbanAspire.Local.AppSync.Channels;

namespace KanbanAspire.Local.AppSync.Realtime;

/// <summary>The real-time endpoint, to which clients open WebSockets.</summary>
internal sealed partial class RealtimeApi(
    EventApiOptions options,
    EventAuthorizer authorizer,
    Broker broker,
    Publisher publisher,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<RealtimeApi> logger)
{
    private const string Protocol = "aws-appsync-event-ws";
    private static readonly TimeSpan FirstMessageTimeout = TimeSpan.FromSeconds(5);

    private int _connections;

    /// <summary>Adds the endpoint.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Map("/event/realtime", HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var protocols = context.WebSockets.WebSocketRequestedProtocols;
        if (!context.WebSockets.IsWebSocketRequest || !protocols.Contains(Protocol, StringComparer.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var host = context.Request.Host.Value ?? "";
        var error = await authorizer.CheckConnectionAsync(SocketAuthorization.Find(protocols), host);
        using var webSocket = await context.WebSockets.AcceptWebSocketAsync(Protocol);
        var socket = new EventSocket(webSocket);
        using var stopping = lifetime.ApplicationStopping.Register(
            () => socket.Close(WebSocketCloseStatus.EndpointUnavailable, "The server is stopping."));
        var writing = socket.WriteAsync();
        await (error is null ? RunAsync(socket, host) : RejectAsync(socket, error));
        await writing;
    }

    private async Task RunAsync(EventSocket socket, string host)
    {
        LogConnected(Interlocked.Increment(ref _connections));
        await new RealtimeSession(socket, host, options, authorizer, broker, publisher).RunAsync(time);
        var connections = Interlocked.Decrement(ref _connections);
        if (socket.HasFallenBehind)
        {
            LogFellBehind(connections);
        }
        else
        {
            LogDisconnected(connections);
        }
    }

    /// <summary>Answers the first message: a client may begin to listen only when it has sent one.</summary>
    private async Task RejectAsync(EventSocket socket, EventError error)
    {
        await using var timeout = time.CreateTimer(_ => Reject(), state: null, FirstMessageTimeout, Timeout.InfiniteTimeSpan);
        while (await socket.ReadAsync() is not null)
        {
            Reject();
        }

        void Reject()
        {
            socket.Send(new ServerMessage("connection_error", Errors: [error with { ErrorCode = error.StatusCode() }]).Encode());
            socket.Close(WebSocketCloseStatus.PolicyViolation, error.ErrorType);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Client connected, {Connections} now")]
    private partial void LogConnected(int connections);

    [LoggerMessage(2, LogLevel.Information, "Client disconnected, {Connections} now")]
    private partial void LogDisconnected(int connections);

    [LoggerMessage(3, LogLevel.Warning, "Client disconnected because it did not read what was sent, {Connections} now")]
    private partial void LogFellBehind(int connections);
}

/// <summary>Adds the real-time endpoint.</summary>
internal static class RealtimeApiExtensions
{
    public static void MapRealtimeApi(this WebApplication app) => app.Services.GetRequiredService<RealtimeApi>().Map(app);
}
