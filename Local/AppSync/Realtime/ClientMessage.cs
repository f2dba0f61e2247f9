using KanbanAspire.Local.AppSync.Authorization;

namespace KanbanAspire.Local.AppSync.Realtime;

/// <summary>A message of a client; which members it needs depends on its type.</summary>
/// <param name="Type">Operation, for example <c>subscribe</c>.</param>
/// <param name="Id">The client's id of the operation.</param>
/// <param name="Channel">Path of a channel.</param>
/// <param name="Events">Events to publish.</param>
/// <param name="Authorization">Authorization of this one operation.</param>
internal sealed record ClientMessage(
    string? Type, string? Id, string? Channel, IReadOnlyList<string?>? Events, SocketAuthorization? Authorization);
