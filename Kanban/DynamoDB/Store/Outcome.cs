using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Store;

/// <summary>The outcome of a command.</summary>
/// <param name="Event">The event; null when the command was rejected.</param>
/// <param name="Rejection">The rejection; null when the command was done.</param>
public sealed record Outcome(BoardEvent? Event, Rejection? Rejection)
{
    /// <summary>The event as it stands in the log; null when the command was rejected.</summary>
    public string? Json { get; init; }

    /// <summary>The state after the command; null when the event was done earlier.</summary>
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
