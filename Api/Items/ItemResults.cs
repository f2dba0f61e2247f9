using System.Text.Json;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Items;

namespace KanbanAspire.Api.Items;

/// <summary>Makes answers as the tutorial's function gives them: the body as <c>JSON.stringify</c> would write it.</summary>
internal static class ItemResults
{
    internal static JsonText Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    internal static JsonText Text(string text, int status = StatusCodes.Status200OK) =>
        JsonText.WriteValue(json => json.WriteStringValue(text)) with { Status = status };

    internal static JsonText BadRequest(string message) => Text(message, StatusCodes.Status400BadRequest);

    internal static JsonText One(Item item) => JsonText.WriteValue(json => Write(json, item));

    internal static JsonText All(IReadOnlyList<Item> items) => JsonText.WriteValue(json =>
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, Item item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        json.WritePropertyName("price");
        json.WriteRawValue(item.Price, skipInputValidation: true);
        json.WriteString("name", item.Name);
        json.WriteEndObject();
    }
}
