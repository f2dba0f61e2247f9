using KanbanAspire.Local.Tokens;

namespace KanbanAspire.Local.AppSync.Authorization;

/// <summary>Checks who connects, subscribes and publishes.</summary>
internal sealed partial class EventAuthorizer(
    EventApiOptions options, JwtAuthorizer tokens, TimeProvider time, ILogger<EventAuthorizer> logger)
{
    /// <summary>Checks a handshake, which must name the address that it came to.</summary>
    /// <param name="authorization">What the client sent; null for nothing.</param>
    /// <param name="host">Address of this server as the client wrote it.</param>
    /// <returns>The error; null when the client is authorized.</returns>
    public async Task<EventError?> CheckConnectionAsync(SocketAuthorization? authorization, string host)
    {
        if (authorization?.Host is null)
        {
            LogRejected("the authorization names no host");
            return EventError.Unauthorized();
        }

        return await CheckMessageAsync(authorization, host);
    }

    /// <summary>Checks one message of a socket; only the handshake has to name the host.</summary>
    /// <param name="authorization">What the message has; null for nothing.</param>
    /// <param name="host">Address of this server as the client wrote it.</param>
    /// <returns>The error; null when the client is authorized.</returns>
    public Task<EventError?> CheckMessageAsync(SocketAuthorization? authorization, string host)
    {
        if (authorization?.Host is { } named && !named.Equals(host, StringComparison.OrdinalIgnoreCase))
        {
            LogRejected("the authorization names another host");
            return Task.FromResult<EventError?>(EventError.Unauthorized());
        }

        return CheckTokenAsync(authorization?.Authorization);
    }

    /// <summary>Checks an HTTP request by its signature or its token.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body.</param>
    /// <returns>The mode of the authorization, and the error; the error is null when the caller is authorized.</returns>
    public async Task<(AuthorizationMode Mode, EventError? Error)> CheckRequestAsync(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("AWS4-", StringComparison.Ordinal))
        {
            return (AuthorizationMode.Cognito, await CheckTokenAsync(authorization));
        }

        var error = RequestSignature.Check(request, body.Span, options, time.GetUtcNow());
        if (error is not null)
        {
            LogRejected(error.Message);
        }

        return (AuthorizationMode.Iam, error);
    }

    private async Task<EventError?> CheckTokenAsync(string? token)
    {
        var check = await tokens.CheckAsync(token, scopes: []);
        if (check.Token is not null)
        {
            return null;
        }

        LogRejected(check.Challenge);
        return EventError.Unauthorized();
    }

    [LoggerMessage(1, LogLevel.Warning, "Authorization rejected: {Reason}")]
    private partial void LogRejected(string reason);
}
