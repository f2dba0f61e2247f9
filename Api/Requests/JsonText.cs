using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KanbanAspire.Api.Requests;

/// <summary>Is an answer whose JSON is there already, as it stands in the table.</summary>
/// <param name="json">The JSON.</param>
internal sealed class JsonText(ReadOnlyMemory<byte> json) : IResult, IStatusCodeHttpResult
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal JsonText(string json)
        : this(Encoding.UTF8.GetBytes(json))
    {
    }

    /// <summary>Gets the HTTP status code.</summary>
    internal int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Gets the address of what was made; null for none.</summary>
    internal string? Location { get; init; }

    /// <summary>Gets the version for <c>ETag</c>; null for none.</summary>
    internal long? Version { get; init; }

    /// <inheritdoc/>
    public int? StatusCode => Status;

    /// <summary>Makes an answer by writing it.</summary>
    internal static JsonText Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new JsonText(buffer.WrittenMemory);
    }

    /// <summary>Gives the answer an <c>ETag</c>.</summary>
    internal JsonText WithVersion(long version) => new(json) { Status = Status, Location = Location, Version = version };

    /// <summary>Says that something was made.</summary>
    internal JsonText Made(string location) => new(json) { Status = StatusCodes.Status201Created, Location = location };

    /// <summary>Makes an answer of a value.</summary>
    internal static JsonText Of<T>(T value, JsonTypeInfo<T> type, long? version = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Version = version };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (Version is { } version)
        {
            response.Headers.ETag = ETags.Format(version);
        }

        return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}

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

    internal static void WriteRaw(this Utf8JsonWriter writer, string name, string json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json, skipInputValidation: true);
    }
}
