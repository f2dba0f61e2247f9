using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace KanbanAspire.Local.ApiGateway;

/// <summary>A function's result read as an HTTP response.</summary>
/// <param name="StatusCode">Status, 200 to 599.</param>
/// <param name="Headers">Headers without those the gateway makes itself.</param>
/// <param name="Cookies">One Set-Cookie value each.</param>
/// <param name="Body">The body.</param>
internal sealed record FunctionReply(
    int StatusCode, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> Cookies, ReadOnlyMemory<byte> Body)
{
    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Connection, HeaderNames.ContentLength, HeaderNames.KeepAlive, HeaderNames.TransferEncoding, HeaderNames.Upgrade,
    };

    /// <summary>
    /// Reads payload format 2.0: an object with <c>statusCode</c> is the response, any other JSON is the body of a 200.
    /// </summary>
    /// <returns>The response; null when the result is neither, which the caller sees as a 500.</returns>
    public static FunctionReply? Read(ReadOnlyMemory<byte> result)
    {
        try
        {
            using var document = JsonDocument.Parse(result);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("statusCode", out var status)
                ? ReadResponse(root, status)
                : Infer(root, result);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static FunctionReply Infer(JsonElement root, ReadOnlyMemory<byte> result) => new(
        StatusCodes.Status200OK,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["content-type"] = "application/json" },
        [],
        root.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(root.GetString()!) : result);

    private static FunctionReply? ReadResponse(JsonElement root, JsonElement status)
    {
        var code = status.ValueKind == JsonValueKind.Number ? status.GetInt32() : int.Parse(status.GetString()!, CultureInfo.InvariantCulture);
        if (code is < 200 or > 599)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (root.TryGetProperty("headers", out var map) && map.ValueKind == JsonValueKind.Object)
        {
            // A function may send "Content-Type": null, which is no header.
            foreach (var header in map.EnumerateObject()
                .Where(h => h.Value.ValueKind != JsonValueKind.Null && !NotForwarded.Contains(h.Name)))
            {
                headers[header.Name] = header.Value.ToString();
            }
        }

        var cookies = root.TryGetProperty("cookies", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(c => c.GetString()!).ToList()
            : [];
        var body = root.TryGetProperty("body", out var text) && text.ValueKind != JsonValueKind.Null ? text.GetString()! : "";
        var isBinary = root.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind == JsonValueKind.True;
        if (body.Length > 0 && !headers.ContainsKey(HeaderNames.ContentType))
        {
            headers[HeaderNames.ContentType] = "text/plain; charset=utf-8";
        }

        return new FunctionReply(code, headers, cookies, isBinary ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body));
    }
}
