using System.Text.Json.Serialization;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// Response to an HTTP API, payload format 2.0. See
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html.
/// </summary>
public sealed class APIGatewayHttpApiV2ProxyResponse
{
    /// <summary>Gets or sets the status.</summary>
    [JsonPropertyName("statusCode")]
    public int StatusCode { get; set; }

    /// <summary>Gets or sets the headers, repeated ones joined by commas. A value may be null, which is the same as no header.</summary>
    [JsonPropertyName("headers")]
    public IDictionary<string, string?>? Headers { get; set; }

    /// <summary>Gets or sets the values of Set-Cookie; null for none.</summary>
    [JsonPropertyName("cookies")]
    public string[]? Cookies { get; set; }

    /// <summary>Gets or sets the body: text, or base64 when <see cref="IsBase64Encoded"/>.</summary>
    [JsonPropertyName("body")]
    public string? Body { get; set; }

    /// <summary>Gets or sets whether <see cref="Body"/> is base64.</summary>
    [JsonPropertyName("isBase64Encoded")]
    public bool IsBase64Encoded { get; set; }
}
