using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Kanban;

/// <summary>
/// The one JSON form of everything on a board: in the table, in the log and on the wire, so what is read is sent on as it is.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Board))]
[JsonSerializable(typeof(IReadOnlyList<Label>))]
[JsonSerializable(typeof(Column))]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Invite))]
[JsonSerializable(typeof(Rule))]
[JsonSerializable(typeof(Description))]
[JsonSerializable(typeof(Revision))]
[JsonSerializable(typeof(Checklist))]
[JsonSerializable(typeof(Comment))]
[JsonSerializable(typeof(BoardEvent))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
public sealed partial class KanbanJson : JsonSerializerContext
{
    /// <summary>Writes Korean as Korean: escaped, a title would be twice as long.</summary>
    public static KanbanJson Compact { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>Writes an enumeration as text in camelCase and reads nothing else.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
