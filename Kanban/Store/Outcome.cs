using System.Text.Json;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Store;

/// <summary>What became of a command.</summary>
/// <param name="Event">The event that did it; null when it was refused.</param>
/// <param name="Refusal">Why not; null when it was done.</param>
public sealed record Outcome(BoardEvent? Event, Refusal? Refusal)
{
    /// <summary>The event as it stands in the log; null when the command was refused.</summary>
    public string? Json { get; init; }

    /// <summary>What the command read, as it is now; null when the event was done earlier.</summary>
    internal State? State { get; init; }

    internal static Outcome Done(BoardEvent e, State state) =>
        new(e, null) { Json = JsonSerializer.Serialize(e, KanbanJson.Compact.BoardEvent), State = state };
}

/// <summary>A client's id of a command: repeated, it has one effect.</summary>
/// <param name="Id">What the client made up, at least 16 characters.</param>
/// <param name="Fingerprint">Hash of what it asks for, to find an id that is used for something else.</param>
public sealed record CommandId(string Id, string Fingerprint)
{
    /// <summary>Makes an id for a client that gave none, so that the store can tell whether its own try took effect.</summary>
    /// <returns>An id that nobody else uses.</returns>
    internal static CommandId Random() => new(Guid.NewGuid().ToString("N"), string.Empty) { IsClients = false };

    internal bool IsClients { get; private init; } = true;
}
