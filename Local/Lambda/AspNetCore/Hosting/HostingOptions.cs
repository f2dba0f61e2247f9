using Amazon.Lambda.Core;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>Options of an ASP.NET Core application in a Lambda function.</summary>
public sealed class HostingOptions
{
    // What is in neither table is text.
    private readonly Dictionary<string, ResponseContentEncoding> _types = new(StringComparer.Ordinal)
    {
        ["application/octet-stream"] = ResponseContentEncoding.Base64,
        ["image/png"] = ResponseContentEncoding.Base64,
        ["image/gif"] = ResponseContentEncoding.Base64,
        ["image/jpeg"] = ResponseContentEncoding.Base64,
        ["image/jpg"] = ResponseContentEncoding.Base64,
        ["image/x-icon"] = ResponseContentEncoding.Base64,
        ["application/zip"] = ResponseContentEncoding.Base64,
        ["application/pdf"] = ResponseContentEncoding.Base64,
    };

    /// <summary>Gets or sets the serializer of events and responses; null for that of the caller of <c>AddAWSLambdaHosting</c>.</summary>
    public ILambdaSerializer? Serializer { get; set; }

    /// <summary>Gets or sets how a body stands in the response whose media type is not registered.</summary>
    public ResponseContentEncoding DefaultResponseContentEncoding { get; set; } = ResponseContentEncoding.Default;

    /// <summary>Sets how bodies of a media type stand in the response.</summary>
    /// <param name="contentType">Media type without parameters, for example <c>image/webp</c>.</param>
    /// <param name="encoding">Text or base64.</param>
    public void RegisterResponseContentEncodingForContentType(string contentType, ResponseContentEncoding encoding) =>
        _types[contentType] = encoding;

    internal bool IsBinary(string contentType, string contentEncoding) =>
        contentEncoding is "gzip" or "deflate" or "br"
        || _types.GetValueOrDefault(contentType.Split(';')[0].Trim(), DefaultResponseContentEncoding) == ResponseContentEncoding.Base64;
}
