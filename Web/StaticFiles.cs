using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace KanbanAspire.Web;

/// <summary>Serves wwwroot as CloudFront and S3 do: hashed names for a year, everything else revalidated.</summary>
internal static class StaticFiles
{
    public static void Compress(ResponseCompressionOptions options)
    {
        // The files are public and carry no secret, so compression over TLS leaks nothing (BREACH).
        options.EnableForHttps = true;
        options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
    }

    public static void MapFrontEnd(this WebApplication app)
    {
        var files = new StaticFileOptions { OnPrepareResponse = context => SetCaching(context.Context) };
        // Answers of the gateway pass through as they are: the Api compresses its own.
        app.UseWhen(IsNotForwarded, branch => branch.UseResponseCompression());
        app.UseStaticFiles(files);
        // Every address without a file extension belongs to the router in the browser.
        app.MapFallbackToFile("{*path:nonfile}", "index.html", files);
    }

    private static void SetCaching(HttpContext context) =>
        context.Response.Headers[HeaderNames.CacheControl] =
            context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                ? "public, max-age=31536000, immutable"
                : "no-cache";

    private static bool IsNotForwarded(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/items", StringComparison.Ordinal);
}
