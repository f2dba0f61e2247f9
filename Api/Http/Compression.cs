using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace KanbanAspire.Api.Http;

internal static class Compression
{
    // Below this, gzip saves less than a packet.
    private const int MinSizeBytes = 2048;

    /// <summary>
    /// Compresses JSON, because neither an HTTP API nor CloudFront without caching does. Answers are whole anyway: a Lambda
    /// function has no streams.
    /// </summary>
    internal static void UseCompression(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!AcceptsGzip(context.Request))
        {
            await next(context);
            return;
        }

        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var whole = new MemoryStream();
        var buffered = new StreamResponseBodyFeature(whole);
        context.Features.Set<IHttpResponseBodyFeature>(buffered);
        try
        {
            await next(context);
            await buffered.CompleteAsync();
        }
        finally
        {
            context.Features.Set(original);
        }

        if (whole.Length > 0)
        {
            await WriteAsync(context, whole.GetBuffer().AsMemory(0, (int)whole.Length));
        }
    });

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> whole)
    {
        var response = context.Response;
        if (!IsJson(response))
        {
            await response.Body.WriteAsync(whole, context.RequestAborted);
            return;
        }

        // A cache must not give a compressed answer to who does not take it, whatever the size of this one.
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (whole.Length > MinSizeBytes)
        {
            using var compressed = new MemoryStream(whole.Length / 4);
            await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            {
                await gzip.WriteAsync(whole, context.RequestAborted);
            }

            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = compressed.Length;
            whole = compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
        }

        await response.Body.WriteAsync(whole, context.RequestAborted);
    }

    private static bool IsJson(HttpResponse response) =>
        response.ContentType is { } type && (type.StartsWith("application/json", StringComparison.Ordinal)
            || type.StartsWith("application/problem+json", StringComparison.Ordinal));

    private static bool AcceptsGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding =>
            coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);
}
