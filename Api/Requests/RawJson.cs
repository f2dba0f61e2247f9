using System.Text.Json;

namespace KanbanAspire.Api.Requests;

internal static class RawJson
{
    /// <summary>Writes an array of what is JSON already.</summary>
    internal static void WriteArray(this Utf8JsonWriter writer, string name, IEnumerable<string> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteRawValue(item, skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a member that is JSON already.</summary>
    internal static void WriteRaw(this Utf8JsonWriter writer, string name, string json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json, skipInputValidation: true);
    }
}
