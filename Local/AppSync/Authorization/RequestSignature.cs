using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

namespace KanbanAspire.Local.AppSync.Authorization;

/// <summary>
/// Checks signatures of version 4
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
/// </summary>
internal static partial class RequestSignature
{
    private const string Service = "appsync";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>Checks form, scope, age and signature of a request.</summary>
    /// <param name="request">The request; its path needs no escaping.</param>
    /// <param name="body">Its body.</param>
    /// <param name="options">Has the region and the access keys.</param>
    /// <param name="now">Current time.</param>
    /// <returns>The error; null when the signature is good.</returns>
    public static EventError? Check(HttpRequest request, ReadOnlySpan<byte> body, EventApiOptions options, DateTimeOffset now)
    {
        var match = Form().Match(request.Headers.Authorization.ToString());
        if (!match.Success)
        {
            return new EventError("IncompleteSignatureException", "The Authorization header has not the form of a signature of version 4.");
        }

        var (date, region, service) = (match.Groups["date"].Value, match.Groups["region"].Value, match.Groups["service"].Value);
        var time = request.Headers["X-Amz-Date"].ToString();
        var names = match.Groups["headers"].Value.Split(';');
        if (service is not Service || region != options.Region || !time.StartsWith(date, StringComparison.Ordinal))
        {
            return Invalid($"The credential must be scoped to the date of the request, {options.Region} and {Service}.");
        }

        if (!DateTimeOffset.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt)
            || (now - signedAt).Duration() > MaxAge)
        {
            return Invalid("The date of the signature is missing or more than five minutes away.");
        }

        if (!names.Contains("host", StringComparer.Ordinal) || !names.Contains("x-amz-date", StringComparer.Ordinal))
        {
            return Invalid("Host and X-Amz-Date must be signed.");
        }

        if (!options.AccessKeys.TryGetValue(match.Groups["key"].Value, out var secret))
        {
            return new EventError("UnrecognizedClientException", "The access key is unknown.");
        }

        var expected = SignatureV4.Compute(Canonical(request, names, body), time, $"{date}/{region}/{service}/aws4_request", secret);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(match.Groups["signature"].Value))
            ? null
            : Invalid("The signature is not the one that the access key gives for this request.");
    }

    private static string Canonical(HttpRequest request, string[] names, ReadOnlySpan<byte> body) =>
        $"{request.Method}\n{request.Path}\n{request.QueryString.Value?.TrimStart('?')}\n"
        + string.Concat(names.Select(name => $"{name}:{Spaces().Replace(request.Headers[name].ToString().Trim(), " ")}\n"))
        + $"\n{string.Join(';', names)}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";

    private static EventError Invalid(string message) => new("InvalidSignatureException", message);

    [GeneratedRegex(
        @"^AWS4-HMAC-SHA256 Credential=(?<key>[^/,\s]+)/(?<date>[0-9]{8})/(?<region>[a-z0-9-]+)/(?<service>[a-z0-9-]+)/aws4_request"
            + @",\s*SignedHeaders=(?<headers>[a-z0-9;_-]+),\s*Signature=(?<signature>[0-9a-f]{64})\z",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    [GeneratedRegex(" {2,}", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
