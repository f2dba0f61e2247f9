namespace KanbanAspire.Local.AppSync.Channels;

/// <summary>What became of the events of one request.</summary>
/// <param name="Failed">None: only handlers can fail an event, and there are none here.</param>
/// <param name="Successful">The events that were published.</param>
internal sealed record PublishResult(IReadOnlyList<PublishedEvent> Failed, IReadOnlyList<PublishedEvent> Successful);

/// <summary>An event of a request.</summary>
/// <param name="Identifier">Its id, a UUID.</param>
/// <param name="Index">Its place in the request, from 0.</param>
internal sealed record PublishedEvent(string Identifier, int Index);
