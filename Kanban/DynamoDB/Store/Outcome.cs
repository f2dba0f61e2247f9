using System.Text.Json;
using Amazon.DynamoDBv2.Model;
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

    /// <summary>Gives what became of a command that was done earlier.</summary>
    /// <param name="item">The item of its event in the log.</param>
    internal static Outcome Of(Dictionary<string, AttributeValue> item)
    {
        var entry = LogEntry.Of(item);
        return new Outcome(entry.Event, null) { Json = entry.Json };
    }

    internal static Outcome Done(BoardEvent e, State state) =>
        new(e, null) { Json = JsonSerializer.Serialize(e, KanbanJson.Compact.BoardEvent), State = state };
}

/// <summary>A client's id of a command: repeated, it has one effect.</summary>
/// <param name="Id">What the client made up, at least 16 characters.</param>
/// <param name="Fingerprint">Hash of what it asks for, to find an id that is used for something else.</param>
public sealed record CommandId(string Id, string Fingerprint);
