using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Api.Events;

/// <summary>A page of events after a cursor.</summary>
/// <param name="Events">The events, in order, without gaps.</param>
/// <param name="Seq">The board's last event as the request came in.</param>
/// <param name="More">Whether there are more after the last one here.</param>
public sealed record EventsResponse(IReadOnlyList<BoardEvent> Events, long Seq, bool More);

/// <summary>A page of events, newest first.</summary>
/// <param name="Events">The events.</param>
/// <param name="Before">What <c>before</c> must be for the next page; null on the last.</param>
public sealed record ActivityResponse(IReadOnlyList<BoardEvent> Events, long? Before = null);
