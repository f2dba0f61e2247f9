using System.Buffers.Text;
using System.Text.Json;

namespace KanbanAspire.Local.AppSync.Authorization;

/// <summary>What a WebSocket client sends in the place of HTTP headers.</summary>
/// <param name="Host">Address of the HTTP endpoint, with its port; null when it is missing.</param>
/// <param name="Authorization">Token, with or without <c>Bearer</c>; null when it is missing.</param>
internal sealed record SocketAuthorization(string? Host, string? Authorization)
{
    private const string Prefix = "header-";

    /// <summary>Finds it among the subprotocols of a handshake, as <c>header-</c> and base64url of a JSON object.</summary>
    /// <param name="protocols">What the client requests.</param>
    /// <returns>The authorization; null when there is none that can be read.</returns>
    public static SocketAuthorization? Find(IEnumerable<string> protocols)
    {
        try
        {
            return protocols.FirstOrDefault(protocol => protocol.StartsWith(Prefix, StringComparison.Ordinal)) is { } header
                ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(header.AsSpan(Prefix.Length)), EventJson.Default.SocketAuthorization)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
