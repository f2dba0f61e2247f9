namespace KanbanAspire.Local.AppSync.Channels;

/// <summary>What to publish.</summary>
/// <param name="Channel">Path of the channel; null when it is missing.</param>
/// <param name="Events">1 to 5 events, each a string of JSON; null when they are missing.</param>
internal sealed record PublishRequest(string? Channel, IReadOnlyList<string?>? Events);
