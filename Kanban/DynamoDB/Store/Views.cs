using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Store;

/// <summary>The membership of a person on a board.</summary>
/// <param name="Board">The board; its seq is the cursor and the ETag.</param>
/// <param name="Member">The member.</param>
/// <param name="BoardJson">The board in its JSON form.</param>
public sealed record Membership(Board Board, Member Member, string BoardJson);

/// <summary>A board in a person's list.</summary>
/// <param name="Board">The board.</param>
/// <param name="Role">Role of the person there.</param>
/// <param name="Starred">Whether the person gave it a star.</param>
public sealed record MyBoard(Board Board, Role Role, bool Starred);

/// <summary>An event as it stands in the log.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Json">Its JSON form.</param>
/// <param name="Event">The event itself.</param>
public sealed record LogEntry(long Seq, string Json, BoardEvent Event)
{
    internal static LogEntry Of(Dictionary<string, AttributeValue> item)
    {
        var e = item.Event();
        return new LogEntry(e.Seq, EventDoc.ToWire(item.Json(), e), e);
    }
}
