using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace KanbanAspire.Local.ApiGateway;

/// <summary>
/// Writes a request as the event a function gets, payload format 2.0. Members that would be empty are left out. See
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html.
/// </summary>
internal static class RequestEvent
{
    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Cookie, HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.TransferEncoding, HeaderNames.Upgrade, HeaderNames.TE,
    };

    public static ReadOnlyMemory<byte> Write(GatewayRequest request, ReadOnlySpan<byte> body)
    {
        var http = request.Context.Request;
        var buffer = new ArrayBufferWriter<byte>(1024 + body.Length);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, "2.0"u8);
            json.WriteString("routeKey"u8, request.Route.Key);
            // An HTTP API hands the path on decoded, the query as it came.
            json.WriteString("rawPath"u8, http.Path.Value);
            json.WriteString("rawQueryString"u8, http.QueryString.HasValue ? http.QueryString.Value![1..] : "");
            WriteCookies(json, http);
            WriteHeaders(json, request);
            WriteMap(json, "queryStringParameters", QueryParameters(http.QueryString.Value));
            WriteContext(json, request);
            WriteMap(json, "pathParameters", request.Variables);
            WriteBody(json, http.ContentType, body);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Says whether a body of that media type goes as text; form posts do not.</summary>
    internal static bool IsText(string? contentType)
    {
        var type = (contentType ?? "").AsSpan();
        type = (type.IndexOf(';') is >= 0 and var end ? type[..end] : type).Trim();
        return type.IsEmpty
            || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("javascript", StringComparison.OrdinalIgnoreCase);
    }

    private static void WriteCookies(Utf8JsonWriter json, HttpRequest http)
    {
        var cookies = http.Headers.Cookie.SelectMany(line => (line ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (cookies.Count > 0)
        {
            json.WriteStartArray("cookies"u8);
            cookies.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }
    }

    private static void WriteHeaders(Utf8JsonWriter json, GatewayRequest request)
    {
        var http = request.Context.Request;
        var connection = request.Context.Connection;
        var headers = http.Headers.Where(h => !NotForwarded.Contains(h.Key))
            .ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(',', h.Value.AsEnumerable()), StringComparer.Ordinal);
        headers["x-amzn-trace-id"] = request.TraceId;
        if (request.Span?.Id is { } traceParent)
        {
            headers["traceparent"] = traceParent;
        }

        headers["x-forwarded-for"] = headers.TryGetValue("x-forwarded-for", out var before) ? $"{before}, {request.SourceIp}" : request.SourceIp;
        headers["x-forwarded-port"] = connection.LocalPort.ToString(CultureInfo.InvariantCulture);
        headers["x-forwarded-proto"] = http.Scheme;
        WriteMap(json, "headers", headers);
    }

    private static void WriteContext(Utf8JsonWriter json, GatewayRequest request)
    {
        var http = request.Context.Request;
        json.WriteStartObject("requestContext"u8);
        json.WriteString("accountId"u8, "000000000000"u8);
        json.WriteString("apiId"u8, "local"u8);
        if (request.Token is { } token)
        {
            json.WriteStartObject("authorizer"u8);
            json.WriteStartObject("jwt"u8);
            WriteMap(json, "claims", token.Claims);
            if (token.Scopes is null)
            {
                json.WriteNull("scopes"u8);
            }
            else
            {
                json.WriteStartArray("scopes"u8);
                token.Scopes.ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteString("domainName"u8, http.Host.Host);
        json.WriteString("domainPrefix"u8, http.Host.Host.Split('.')[0]);
        json.WriteStartObject("http"u8);
        json.WriteString("method"u8, http.Method);
        json.WriteString("path"u8, http.Path.Value);
        json.WriteString("protocol"u8, http.Protocol);
        json.WriteString("sourceIp"u8, request.SourceIp);
        json.WriteString("userAgent"u8, http.Headers.UserAgent.ToString());
        json.WriteEndObject();
        json.WriteString("requestId"u8, request.RequestId);
        json.WriteString("routeKey"u8, request.Route.Key);
        json.WriteString("stage"u8, "$default"u8);
        json.WriteString("time"u8, request.Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture));
        json.WriteNumber("timeEpoch"u8, request.Time.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, string? contentType, ReadOnlySpan<byte> body)
    {
        var isBinary = body.Length > 0 && !(IsText(contentType) && Utf8.IsValid(body));
        if (isBinary)
        {
            json.WriteBase64String("body"u8, body);
        }
        else if (body.Length > 0)
        {
            json.WriteString("body"u8, body);
        }

        json.WriteBoolean("isBase64Encoded"u8, isBinary);
    }

    private static Dictionary<string, string> QueryParameters(string? query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var (name, value) = (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            parameters[name] = parameters.TryGetValue(name, out var before) ? $"{before},{value}" : value;
        }

        return parameters;
    }

    private static void WriteMap(Utf8JsonWriter json, string member, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count == 0)
        {
            return;
        }

        json.WriteStartObject(member);
        foreach (var (name, value) in map)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
