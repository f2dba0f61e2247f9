using System.Text.Json;
using KanbanAspire.Local.AppSync.Channels;

namespace KanbanAspire.Local.AppSync.Realtime;

/// <summary>Any message of the server but an event; members that are null are left out.</summary>
/// <param name="Type">For example <c>subscribe_success</c>.</param>
/// <param name="Id">The client's id of the operation.</param>
/// <param name="Errors">Why the operation failed.</param>
/// <param name="ConnectionTimeoutMs">After how long a silence the client should close the connection.</param>
/// <param name="Successful">Events that were published.</param>
/// <param name="Failed">Events that were not.</param>
internal sealed record ServerMessage(
    string Type,
    string? Id = null,
    IReadOnlyList<EventError>? Errors = null,
    int? ConnectionTimeoutMs = null,
    IReadOnlyList<PublishedEvent>? Successful = null,
    IReadOnlyList<PublishedEvent>? Failed = null)
{
    /// <summary>Encodes it as JSON.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, EventJson.Default.ServerMessage);
}
