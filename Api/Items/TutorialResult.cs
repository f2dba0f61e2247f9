using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using KanbanAspire.Kanban.Items;

namespace KanbanAspire.Api.Items;

/// <summary>
/// A response as the tutorial's function gives it: <c>Content-Type: application/json</c> without a charset, and the body as
/// <c>JSON.stringify</c> would write it.
/// </summary>
/// <param name="status">HTTP status code.</param>
/// <param name="write">Writes the body; null for none.</param>
internal sealed class TutorialResult(int status, Action<Utf8JsonWriter>? write) : IResult
{
    private static readonly JsonWriterOptions AsJavaScript =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static TutorialResult Empty { get; } = new(StatusCodes.Status200OK, write: null);

    internal static TutorialResult Text(string text, int status = StatusCodes.Status200OK) =>
        new(status, json => json.WriteStringValue(text));

    internal static TutorialResult BadRequest(string message) => Text(message, StatusCodes.Status400BadRequest);

    internal static TutorialResult One(Item item) => new(StatusCodes.Status200OK, json => Write(json, item));

    internal static TutorialResult All(IReadOnlyList<Item> items) => new(StatusCodes.Status200OK, json =>
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    });

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new ArrayBufferWriter<byte>();
        if (write is not null)
        {
            await using var json = new Utf8JsonWriter(body, AsJavaScript);
            write(json);
        }

        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, httpContext.RequestAborted);
    }

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
