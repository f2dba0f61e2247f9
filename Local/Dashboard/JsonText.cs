using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace KanbanAspire.Local.Dashboard;

/// <summary>Shows JSON for reading.</summary>
public static class JsonText
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indents a JSON object or array; null when the text is none.</summary>
    public static string? TryIndent(string text)
    {
        try
        {
            return text.TrimStart() is ['{' or '[', ..] ? JsonNode.Parse(text)!.ToJsonString(Indented) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
