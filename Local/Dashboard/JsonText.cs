using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KanbanAspire.Local.Dashboard;

/// <summary>Shows JSON for reading.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indents a JSON object or array.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The indented JSON; null when the text is no JSON object or array.</returns>
    public static string? TryIndent(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith('{') && !text.AsSpan().TrimStart().StartsWith('['))
        {
            return null;
        }
        try
        {
            var node = JsonNode.Parse(text);
            using var bytes = new MemoryStream();
            using (var writer = new Utf8JsonWriter(bytes, Indented))
            {
                node!.WriteTo(writer);
            }
            return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
