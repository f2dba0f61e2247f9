using System.Text.Json;
using KanbanAspire.Kanban.Items;

namespace KanbanAspire.Api.Items;

/// <summary>Reads the body of <c>PUT /items</c> by hand, because each fault has its own sentence and a price keeps its digits.</summary>
internal static class ItemBody
{
    /// <summary>Reads an item.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="fault">What is wrong with it, for the client; null when an item is returned.</param>
    /// <returns>The item; null when the body does not hold one.</returns>
    internal static Item? Read(ReadOnlyMemory<byte> body, out string? fault)
    {
        fault = null;
        if (body.IsEmpty)
        {
            fault = "The request has no body: send a JSON object with id, price and name.";
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement, out fault);
        }
        catch (JsonException e)
        {
            fault = $"The body is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).";
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for text that is not Unicode: bad UTF-8 or half of a surrogate pair.
            fault = "The body holds text that is not valid Unicode.";
        }

        return null;
    }

    private static Item? Read(JsonElement root, out string? fault)
    {
        fault = root.ValueKind != JsonValueKind.Object ? "The body must be a JSON object with id, price and name."
            : Missing(root, "id", JsonValueKind.String) ?? Missing(root, "price", JsonValueKind.Number)
                ?? Missing(root, "name", JsonValueKind.String);
        if (fault is not null)
        {
            return null;
        }

        var id = root.GetProperty("id").GetString()!;
        fault = ItemId.Fault(id);
        return fault is null
            ? new Item(id, root.GetProperty("price").GetRawText(), root.GetProperty("name").GetString()!)
            : null;
    }

    private static string? Missing(JsonElement root, string name, JsonValueKind kind)
    {
        var article = kind == JsonValueKind.String ? "a string" : "a number";
        return !root.TryGetProperty(name, out var value) ? $"{name} is missing; it must be {article}."
            : value.ValueKind != kind ? $"{name} must be {article}."
            : null;
    }
}
