using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace KanbanAspire.Local.Dashboard.Otlp;

/// <summary>
/// Takes telemetry in: OTLP/gRPC and OTLP/HTTP (protobuf and JSON, plain or gzip), each on its own port. Three unary gRPC
/// methods need no gRPC library: a message is one flag byte, four bytes of length and the protobuf.
/// </summary>
public sealed class OtlpReceiver(TelemetryStore store, DashboardSettings settings)
{
    /// <summary>Longest request read, before and after decompression.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Longest capture read: what an export can hold.</summary>
    public const int MaxCaptureBytes = 320 * 1024 * 1024;

    // A name and a value take this much; more objects than that are no telemetry, and would fill the memory.
    private const int MinBytesPerObject = 12;

    /// <summary>Tells by its port whether a request is telemetry.</summary>
    public bool Takes(HttpContext context) =>
        context.Connection.LocalPort is var port && (port == settings.OtlpGrpcUrl?.Port || port == settings.OtlpHttpUrl?.Port);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var isGrpc = request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
        var (status, why) = await TakeAsync(request, isGrpc);
        if (isGrpc)
        {
            // The numbers are gRPC's status codes: OK, UNAUTHENTICATED, UNIMPLEMENTED, INVALID_ARGUMENT.
            response.ContentType = "application/grpc";
            response.AppendTrailer("grpc-status", status switch { 200 => "0", 401 => "16", 404 => "12", _ => "3" });
            response.AppendTrailer("grpc-message", Uri.EscapeDataString(why));
            await response.Body.WriteAsync(status == 200 ? new byte[5] : []);
            return;
        }
        response.StatusCode = status;
        response.ContentType = request.HasJsonContentType() ? "application/json" : "application/x-protobuf";
        if (request.HasJsonContentType())
        {
            await response.WriteAsync(status == 200 ? "{}" : $"{{\"message\":\"{JsonEncodedText.Encode(why)}\"}}");
        }
    }

    /// <summary>Reads a capture file or a JSON request into the store.</summary>
    /// <exception cref="JsonException">The bytes are no OTLP JSON.</exception>
    /// <exception cref="InvalidDataException">There are too many of them.</exception>
    public async Task ImportAsync(Stream stream, CancellationToken cancellationToken) =>
        Store((await ReadAsync(stream, MaxCaptureBytes, cancellationToken)).Span, null);

    private async Task<(int Status, string Why)> TakeAsync(HttpRequest request, bool isGrpc)
    {
        if (settings.OtlpApiKey is not null && !BrowserAccess.AreEqual(request.Headers["x-otlp-api-key"], settings.OtlpApiKey))
        {
            return (StatusCodes.Status401Unauthorized, "The header x-otlp-api-key is missing or wrong.");
        }
        var message = request.Path.Value switch
        {
            "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => "Traces",
            "/v1/logs" or "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => "Logs",
            "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => "Metrics",
            _ => null,
        };
        if (message is null || !HttpMethods.IsPost(request.Method))
        {
            return (StatusCodes.Status404NotFound, "Post to /v1/traces, /v1/logs or /v1/metrics.");
        }
        try
        {
            var body = await ReadAsync(request.Body, MaxBytes, request.HttpContext.RequestAborted);
            var isZipped = request.Headers.ContentEncoding == "gzip";
            if (isGrpc)
            {
                var length = body.Length < 5 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]);
                if (length + 5 != body.Length)
                {
                    throw new InvalidDataException("The gRPC message is cut off.");
                }
                isZipped = body.Span[0] == 1;
                body = body[5..];
            }
            if (isZipped)
            {
                await using var unzipped = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
                body = await ReadAsync(unzipped, MaxBytes, request.HttpContext.RequestAborted);
            }
            Store(body.Span, request.HasJsonContentType() ? null : OtlpSchema.Messages[message]);
            return (StatusCodes.Status200OK, "");
        }
        catch (Exception bad) when (bad is InvalidDataException or JsonException or FormatException or ArgumentException)
        {
            return (StatusCodes.Status400BadRequest, bad.Message);
        }
    }

    private void Store(ReadOnlySpan<byte> body, OtlpSchema.Field[]? schema)
    {
        if (schema is not null)
        {
            var json = new ArrayBufferWriter<byte>(1024 + (body.Length * 2));
            using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { SkipValidation = true }))
            {
                ProtobufToJson.Write(writer, body, schema);
            }
            body = json.WrittenSpan;
        }
        // Read through where it may be odd; each request of a function waits for this.
        if (schema is null || body.Count((byte)'{') > MaxObjects(body))
        {
            Check(body);
        }
        store.Add(JsonSerializer.Deserialize(body, OtlpJson.Default.OtlpData) ?? new(), body.Length);
    }

    private static int MaxObjects(ReadOnlySpan<byte> json) => 1_000 + (json.Length / MinBytesPerObject);

    // Nothing in OTLP has lists with holes, and nobody further on looks out for them.
    private static void Check(ReadOnlySpan<byte> json)
    {
        var (last, objects) = (JsonTokenType.PropertyName, 0);
        for (var reader = new Utf8JsonReader(json); reader.Read(); last = reader.TokenType)
        {
            if (reader.TokenType == JsonTokenType.Null && last != JsonTokenType.PropertyName)
            {
                throw new JsonException("A list has a null in it.");
            }
            if (reader.TokenType == JsonTokenType.StartObject && ++objects > MaxObjects(json))
            {
                throw new JsonException("Most of it is empty.");
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > maxBytes)
            {
                throw new InvalidDataException($"There are more than {maxBytes} bytes.");
            }
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
