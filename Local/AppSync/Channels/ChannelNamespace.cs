using KanbanAspire.Local.AppSync.Authorization;

namespace KanbanAspire.Local.AppSync.Channels;

/// <summary>A channel namespace.</summary>
/// <param name="Publish">Modes in which callers may publish.</param>
/// <param name="Subscribe">Modes in which callers may subscribe.</param>
internal sealed record ChannelNamespace(IReadOnlyList<AuthorizationMode> Publish, IReadOnlyList<AuthorizationMode> Subscribe);
