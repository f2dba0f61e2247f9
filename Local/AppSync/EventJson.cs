using System.Text.Json.Serialization;
using KanbanAspire.Local.AppSync.Authorization;
using KanbanAspire.Local.AppSync.Channels;
using KanbanAspire.Local.AppSync.Realtime;

namespace KanbanAspire.Local.AppSync;

/// <summary>A response with errors.</summary>
/// <param name="Errors">At least one.</param>
internal sealed record ErrorResponse(IReadOnlyList<EventError> Errors);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClientMessage))]
[JsonSerializable(typeof(ServerMessage))]
[JsonSerializable(typeof(SocketAuthorization))]
[JsonSerializable(typeof(PublishRequest))]
[JsonSerializable(typeof(PublishResult))]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class EventJson : JsonSerializerContext;
