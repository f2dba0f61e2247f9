using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KanbanAspire.Api.Requests;

/// <summary>An answer whose JSON is there already: as it stands in the table, or written by hand.</summary>
/// <param name="Json">The body; empty for none.</param>
internal sealed record JsonText(ReadOnlyMemory<byte> Json) : IResult
{
    // Writes Korean as Korean, as JSON.stringify does.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal JsonText(string json)
        : this(Encoding.UTF8.GetBytes(json))
    {
    }

    /// <summary>Gets the HTTP status code.</summary>
    internal int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Gets the media type, without a charset: JSON has none.</summary>
    internal string ContentType { get; init; } = "application/json";

    /// <summary>Gets the value of <c>Cache-Control</c>; null where the endpoint's group sets it.</summary>
    internal string? CacheControl { get; init; }

    /// <summary>Gets the address of what was made; null for none.</summary>
    internal string? Location { get; init; }

    /// <summary>Gets after how many seconds the request is to be repeated; null for no <c>Retry-After</c>.</summary>
    internal int? RetryAfterSeconds { get; init; }

    /// <summary>Gets the version for <c>ETag</c>; null for none.</summary>
    internal long? Version { get; init; }

    /// <summary>Makes an answer by writing the members of an object.</summary>
    internal static JsonText Write(Action<Utf8JsonWriter> writeMembers) => WriteValue(json =>
    {
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
    });

    /// <summary>Makes an answer by writing one value of any kind.</summary>
    internal static JsonText WriteValue(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            write(writer);
        }

        return new JsonText(buffer.WrittenMemory);
    }

    /// <summary>Makes an answer of a value.</summary>
    internal static JsonText Of<T>(T value, JsonTypeInfo<T> type, long? version = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Version = version };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Json.Length;
        if (CacheControl is not null)
        {
            response.Headers.CacheControl = CacheControl;
        }

        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (Version is { } version)
        {
            response.Headers.ETag = ETags.Format(version);
        }

        return response.Body.WriteAsync(Json, httpContext.RequestAborted).AsTask();
    }
}
