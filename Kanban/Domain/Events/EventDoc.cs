using System.Text.Json;
using System.Text.Json.Nodes;

namespace KanbanAspire.Kanban.Events;

/// <summary>
/// The stored form of an event, and the way from each earlier one to the form that the API has. Schema 2 holds of what a thing
/// became only the properties that differ from what it was (null for one that it lost), so that an event of 90 cards stays far
/// below the 400 KB of an item. Schema 1, without a number, holds both in full.
/// </summary>
public static class EventDoc
{
    private const string Schema = "schema";
    private const int Current = 2;

    /// <summary>Writes an event for the log.</summary>
    /// <param name="e">The event.</param>
    /// <returns>JSON of the current schema.</returns>
    public static string Write(BoardEvent e)
    {
        var node = JsonSerializer.SerializeToNode(e, KanbanJson.Compact.BoardEvent)!.AsObject();
        foreach (var change in Changes(node))
        {
            if (change is { } && change["before"] is JsonObject before && change["after"] is JsonObject after)
            {
                change["after"] = Difference(before, after);
            }
        }

        node[Schema] = Current;
        return node.ToJsonString(KanbanJson.Compact.Options);
    }

    /// <summary>Reads an event of any schema.</summary>
    /// <param name="doc">JSON as stored.</param>
    /// <returns>The event, before and after in full.</returns>
    /// <exception cref="JsonException">It is none, or of a later schema than this version knows.</exception>
    public static BoardEvent Read(string doc)
    {
        if (!IsCompact(doc))
        {
            return JsonSerializer.Deserialize(doc, KanbanJson.Compact.BoardEvent)!;
        }

        var node = JsonNode.Parse(doc)!.AsObject();
        if ((int?)node[Schema] > Current)
        {
            throw new JsonException($"The event has schema {node[Schema]}; this version knows {Current} at most.");
        }

        foreach (var change in Changes(node))
        {
            if (change["before"] is JsonObject before && change["after"] is JsonObject difference)
            {
                change["after"] = Merge(before, difference);
            }
        }

        node.Remove(Schema);
        return node.Deserialize(KanbanJson.Compact.BoardEvent)!;
    }

    /// <summary>Gives an event of any schema in the form that goes over the wire: before and after in full.</summary>
    /// <param name="doc">JSON as stored.</param>
    /// <returns>JSON as the API answers it.</returns>
    public static string ToWire(string doc) => ToWire(doc, Read(doc));

    /// <summary>Gives an event that has been read already in the form that goes over the wire.</summary>
    /// <param name="doc">JSON as stored.</param>
    /// <param name="read">The event that it holds.</param>
    /// <returns>JSON as the API answers it.</returns>
    public static string ToWire(string doc, BoardEvent read) =>
        IsCompact(doc) ? JsonSerializer.Serialize(read, KanbanJson.Compact.BoardEvent) : doc;

    // It is the last property.
    private static bool IsCompact(string doc) => doc.AsSpan()[^Math.Min(doc.Length, 20)..].Contains("\"schema\":", StringComparison.Ordinal);

    private static IEnumerable<JsonObject> Changes(JsonObject e) => e.Select(static property => property.Value)
        .SelectMany(static value => value switch
        {
            JsonArray array => array.OfType<JsonObject>(),
            JsonObject single => [single],
            _ => [],
        });

    private static JsonObject Difference(JsonObject before, JsonObject after)
    {
        var result = new JsonObject();
        foreach (var (name, value) in after.Where(property => !JsonNode.DeepEquals(property.Value, before[property.Key])))
        {
            result[name] = value?.DeepClone();
        }

        foreach (var (name, _) in before.Where(property => !after.ContainsKey(property.Key)))
        {
            result[name] = null;
        }

        return result;
    }

    private static JsonObject Merge(JsonObject before, JsonObject difference)
    {
        var result = before.DeepClone().AsObject();
        foreach (var (name, value) in difference)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = value.DeepClone();
            }
        }

        return result;
    }
}
