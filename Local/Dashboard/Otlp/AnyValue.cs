using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace KanbanAspire.Local.Dashboard.Otlp;

/// <summary>Is the value of an attribute or the body of a log record.</summary>
/// <param name="Raw">A string, long, double or bool; a <see cref="JsonElement"/> (the whole OTLP value) for arrays, maps
/// and bytes; null when empty.</param>
[JsonConverter(typeof(AnyValueConverter))]
public readonly record struct AnyValue(object? Raw)
{
    /// <summary>Writes the value for a person and for comparing.</summary>
    public override string ToString() => Raw switch
    {
        bool value => value ? "true" : "false",
        JsonElement element => Plain(element),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Raw as string ?? "",
    };

    private static string Plain(JsonElement value)
    {
        var (kind, content) = value.EnumerateObject().Select(property => (property.Name, property.Value)).FirstOrDefault();
        return kind switch
        {
            null => "",
            "arrayValue" => $"[{string.Join(", ", Values(content).Select(Plain))}]",
            "kvlistValue" => $"{{{string.Join(", ", Values(content).Select(Pair))}}}",
            _ => content.ToString(),
        };
    }

    private static string Pair(JsonElement pair) => $"{pair.GetProperty("key").GetString()}: {Plain(pair.GetProperty("value"))}";

    private static IEnumerable<JsonElement> Values(JsonElement list) =>
        list.TryGetProperty("values", out var values) ? values.EnumerateArray() : [];
}

/// <summary>Reads <c>{"stringValue":"x"}</c> and its like; the same short strings are kept once.</summary>
public sealed class AnyValueConverter : JsonConverter<AnyValue>
{
    private const int PoolLimit = 20_000;
    private static readonly ConcurrentDictionary<string, string> Pool = new();

    /// <summary>Replaces a string by the copy that is kept already: most of them repeat.</summary>
    public static string Intern(string text)
    {
        if (text.Length > 64)
        {
            return text;
        }
        if (Pool.Count > PoolLimit)
        {
            Pool.Clear();
        }
        return Pool.GetOrAdd(text, text);
    }

    public override AnyValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var start = reader;
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return default;
        }
        var kind = reader.GetString();
        reader.Read();
        object? value = kind switch
        {
            "stringValue" => Intern(reader.GetString()!),
            "boolValue" => reader.GetBoolean(),
            "intValue" when reader.TokenType == JsonTokenType.String =>
                long.Parse(reader.GetString()!, CultureInfo.InvariantCulture),
            "intValue" => reader.GetInt64(),
            "doubleValue" when reader.TokenType == JsonTokenType.Number => reader.GetDouble(),
            _ => null,
        };
        if (value is null)
        {
            reader = start;
            return new(JsonElement.ParseValue(ref reader));
        }
        reader.Read();
        return new(value);
    }

    public override void Write(Utf8JsonWriter writer, AnyValue value, JsonSerializerOptions options)
    {
        if (value.Raw is JsonElement element)
        {
            element.WriteTo(writer);
            return;
        }
        writer.WriteStartObject();
        switch (value.Raw)
        {
            case string text: writer.WriteString("stringValue", text); break;
            case bool flag: writer.WriteBoolean("boolValue", flag); break;
            case long number: writer.WriteString("intValue", number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: writer.WriteNumber("doubleValue", number); break;
        }
        writer.WriteEndObject();
    }
}
