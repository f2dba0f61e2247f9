using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KanbanAspire.Api.Problems;

/// <summary>An answer in problem details form. https://www.rfc-editor.org/rfc/rfc9457</summary>
/// <param name="type">Its row of the registry.</param>
/// <param name="detail">What is wrong this time; null when the title says it all.</param>
/// <param name="extend">Writes members of this type; null for none.</param>
public sealed class ProblemResult(ProblemType type, string? detail, Action<Utf8JsonWriter>? extend)
    : IResult, IStatusCodeHttpResult
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the row of the registry.</summary>
    public ProblemType Type { get; } = type;

    /// <summary>Gets what is wrong this time.</summary>
    public string? Detail { get; } = detail;

    /// <inheritdoc/>
    public int? StatusCode => Type.Status;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new ArrayBufferWriter<byte>();
        Write(body, Activity.Current?.TraceId.ToHexString());

        var response = httpContext.Response;
        response.StatusCode = Type.Status;
        response.ContentType = "application/problem+json";
        response.ContentLength = body.WrittenCount;
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(body.WrittenMemory, httpContext.RequestAborted);
    }

    private void Write(IBufferWriter<byte> body, string? traceId)
    {
        using var json = new Utf8JsonWriter(body, Readable);
        json.WriteStartObject();
        json.WriteString("type", Type.Uri);
        json.WriteString("title", Type.Title);
        json.WriteNumber("status", Type.Status);
        if (Detail is not null)
        {
            json.WriteString("detail", Detail);
        }

        if (traceId is not null)
        {
            json.WriteString("traceId", traceId);
        }

        extend?.Invoke(json);
        json.WriteEndObject();
    }
}
