using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

/// <summary>
/// Signs requests as AWS asks for it. The SDK's own signer takes only requests of its clients; what telemetry sends has a fixed
/// path and no query, so this is all that it takes.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
internal static class SignatureV4
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Adds the date, the session token and the signature over all headers and the body.</summary>
    /// <param name="request">Has an absolute address whose path needs no escaping, and no query. Its body can be read twice.</param>
    /// <param name="service">Name of the service in signatures, for example <c>xray</c>.</param>
    /// <param name="credentials">Whose signature it is.</param>
    /// <param name="now">Time of the signature; AWS takes it for five minutes.</param>
    internal static void Sign(HttpRequestMessage request, string service, AwsCredentials credentials, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.Remove("X-Amz-Date");
        request.Headers.Add("X-Amz-Date", time);
        request.Headers.Remove("X-Amz-Security-Token");
        if (credentials.SessionToken is { } token)
        {
            request.Headers.Add("X-Amz-Security-Token", token);
        }

        var headers = SignedHeaders(request);
        var names = string.Join(';', headers.Keys);
        var canonical = $"{request.Method}\n{request.RequestUri!.AbsolutePath}\n\n"
            + string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"))
            + $"\n{names}\n{HashOfBody(request.Content)}";

        var scope = $"{time[..8]}/{credentials.Region}/{service}/aws4_request";
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{Algorithm} Credential={credentials.KeyId}/{scope}, SignedHeaders={names}, Signature={Compute(canonical, time, scope, credentials.Secret)}");
    }

    /// <summary>Computes the signature of a canonical request.</summary>
    /// <param name="canonical">Method, path, query, headers, their names and the hash of the body, one below the other.</param>
    /// <param name="time">Time of the signature, <c>yyyyMMddTHHmmssZ</c>.</param>
    /// <param name="scope">Date, region, service and <c>aws4_request</c>, separated by slashes.</param>
    /// <param name="secret">The key itself.</param>
    /// <returns>64 hexadecimal digits.</returns>
    internal static string Compute(string canonical, string time, string scope, string secret)
    {
        var text = $"{Algorithm}\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), Hmac);
        return Hex(Hmac(key, text));
    }

    private static SortedDictionary<string, string> SignedHeaders(HttpRequestMessage request)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.RequestUri!.Authority };
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []))
        {
            // Proxies write their own User-Agent; AWS's SDKs leave it out too.
            if (!name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase) && !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                headers[name.ToLowerInvariant()] = string.Join(',', values.Select(value => value.Trim()));
            }
        }

        return headers;
    }

    private static string HashOfBody(HttpContent? content)
    {
        using var body = content?.ReadAsStream() ?? Stream.Null;
        return Hex(SHA256.HashData(body));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
