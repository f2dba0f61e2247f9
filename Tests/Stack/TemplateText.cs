using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KanbanAspire.Tests.Stack;

/// <summary>Writes a template, or a part of it, for a person to read how it differs from another.</summary>
internal static class TemplateText
{
    private const int Width = 120;

    /// <summary>Gets options that leave characters of JSON texts as they are.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a part, with a line break at the end.</summary>
    public static string Of(JsonNode template) => Write(template, "") + "\n";

    /// <summary>Copies a part with the members of each object in the order of their names.</summary>
    public static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    // What fits on a line stands on one, so that a resource takes ten lines and not fifty.
    private static string Write(JsonNode? node, string indent)
    {
        var line = node?.ToJsonString(Relaxed) ?? "null";
        if (indent.Length + line.Length <= Width || node is JsonValue)
        {
            return line;
        }

        var deeper = indent + "  ";
        var text = new StringBuilder();
        text.Append(node is JsonObject ? '{' : '[');
        var members = node is JsonObject o
            ? o.Select(m => $"{JsonSerializer.Serialize(m.Key, Relaxed)}: {Write(m.Value, deeper)}")
            : node!.AsArray().Select(item => Write(item, deeper));
        text.AppendJoin(',', members.Select(member => $"\n{deeper}{member}"));
        return text.Append('\n').Append(indent).Append(node is JsonObject ? '}' : ']').ToString();
    }
}
