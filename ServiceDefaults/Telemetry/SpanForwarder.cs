using System.Buffers.Binary;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Sends spans of others to where the standard variables say. OpenTelemetry's exporter takes only spans of this process, because
/// no other exporter keeps the id of a span. https://opentelemetry.io/docs/specs/otlp/
/// </summary>
/// <param name="configuration">The <c>OTEL_EXPORTER_OTLP_*</c> variables.</param>
/// <param name="clients">Makes the client of the name <see cref="ClientName"/>.</param>
/// <param name="time">Clock.</param>
public sealed class SpanForwarder(IConfiguration configuration, IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>Names the HTTP client.</summary>
    public const string ClientName = "otlp";

    private const string GrpcPath = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    // What a hundred people at once come to; a client that sends more is not a browser with a person in front of it.
    private const int MaxSpansPerMinute = 6_000;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly Meter Meter = new("KanbanAspire.Telemetry");
    private static readonly Counter<long> Lost = Meter.CreateCounter<long>(
        "kanban.telemetry.lost", "{span}", "Spans of browsers that could not be passed on.");

    // CloudWatch takes HTTP alone.
    private readonly bool _isGrpc = CloudWatchExport.Credentials(configuration) is null
        && (configuration["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] ?? configuration["OTEL_EXPORTER_OTLP_PROTOCOL"]) is null or "" or "grpc";

    private readonly Lock _lock = new();
    private (long Minute, int Spans) _sent;

    /// <summary>Sends spans; does nothing when there is nowhere to send to.</summary>
    /// <param name="service">Whose spans they are: <c>service.name</c>.</param>
    /// <param name="spans">The spans.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>A task that ends when they have arrived, or are lost and counted.</returns>
    public async Task SendAsync(string service, IReadOnlyList<ForwardedSpan> spans, CancellationToken cancellationToken)
    {
        if (spans.Count == 0 || Address() is not { } address)
        {
            return;
        }

        if (!IsWithinLimit(spans.Count))
        {
            Lost.Add(spans.Count);
            return;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            // What delivers telemetry makes none.
            using var silence = SuppressInstrumentationScope.Begin();
            using var request = Request(address, Write(service, spans).Span);
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, timeout.Token);
            if (IsTaken(response))
            {
                return;
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Counted below, as a rejection is.
        }

        Lost.Add(spans.Count);
    }

    /// <summary>Writes an <c>ExportTraceServiceRequest</c>; the numbers are those of OTLP's trace.proto.</summary>
    internal static ReadOnlyMemory<byte> Write(string service, IReadOnlyList<ForwardedSpan> spans)
    {
        var request = new ProtobufWriter();
        request.Message(1, resourceSpans =>
        {
            resourceSpans.Message(1, resource =>
            {
                WriteAttribute(resource, 1, "service.name", service);
                WriteAttribute(resource, 1, "service.namespace", "KanbanAspire");
            });
            resourceSpans.Message(2, scopeSpans =>
            {
                scopeSpans.Message(1, scope => scope.Text(1, "KanbanAspire.Browser"));
                foreach (var span in spans)
                {
                    scopeSpans.Message(2, message => WriteSpan(message, span));
                }
            });
        });
        return request.Written;
    }

    private static void WriteSpan(ProtobufWriter message, ForwardedSpan span)
    {
        message.Bytes(1, Convert.FromHexString(span.TraceId));
        message.Bytes(2, Convert.FromHexString(span.SpanId));
        if (span.ParentSpanId is { } parent)
        {
            message.Bytes(4, Convert.FromHexString(parent));
        }

        message.Text(5, span.Name);
        message.Number(6, (ulong)span.Kind);
        message.Fixed(7, span.StartUnixNanoseconds);
        message.Fixed(8, span.EndUnixNanoseconds);
        foreach (var (name, value) in span.Attributes)
        {
            WriteAttribute(message, 9, name, value);
        }

        if (span.HasFailed)
        {
            message.Message(15, status => status.Number(3, 2));
        }
    }

    private static void WriteAttribute(ProtobufWriter message, int field, string name, object value) => message.Message(field, pair =>
    {
        pair.Text(1, name);
        pair.Message(2, any =>
        {
            if (value is long number)
            {
                any.Number(3, (ulong)number);
            }
            else
            {
                any.Text(1, (string)value);
            }
        });
    });

    private bool IsWithinLimit(int spans)
    {
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        lock (_lock)
        {
            var sent = spans + (_sent.Minute == minute ? _sent.Spans : 0);
            if (sent > MaxSpansPerMinute)
            {
                return false;
            }

            _sent = (minute, sent);
            return true;
        }
    }

    private Uri? Address() =>
        configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] is { Length: > 0 } own ? _isGrpc ? new Uri(new Uri(own), GrpcPath) : new Uri(own)
        : configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } common
            ? new Uri(new Uri(common.TrimEnd('/') + "/"), _isGrpc ? GrpcPath : "v1/traces")
            : null;

    private HttpRequestMessage Request(Uri address, ReadOnlySpan<byte> message)
    {
        // A gRPC message has five bytes before it: not compressed, and its length.
        var body = new byte[message.Length + (_isGrpc ? 5 : 0)];
        message.CopyTo(body.AsSpan(body.Length - message.Length));
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        if (_isGrpc)
        {
            BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), message.Length);
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            request.Headers.TE.ParseAdd("trailers");
        }

        request.Content.Headers.ContentType = new MediaTypeHeaderValue(_isGrpc ? "application/grpc" : "application/x-protobuf");

        // For example "x-otlp-api-key=abc,x-other=d%20e".
        foreach (var header in (configuration["OTEL_EXPORTER_OTLP_HEADERS"] ?? string.Empty).Split(','))
        {
            if (header.Split('=', 2) is [var name, var value])
            {
                request.Headers.TryAddWithoutValidation(name.Trim(), Uri.UnescapeDataString(value.Trim()));
            }
        }

        return request;
    }

    // gRPC answers 200 to everything and says below how it was.
    private bool IsTaken(HttpResponseMessage response) => response.IsSuccessStatusCode
        && (!_isGrpc || (response.TrailingHeaders.TryGetValues("grpc-status", out var status)
            || response.Headers.TryGetValues("grpc-status", out status)) && status.First() is "0");
}
