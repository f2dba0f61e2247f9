using System.Security.Cryptography;

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>A file of the pages, inside the assembly so that it is there wherever the server is started from.</summary>
public sealed class Asset
{
    private readonly byte[] _content;
    private readonly string _type;

    private Asset(string name, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        _type = type;
        Path = "/assets/" + name;
        Url = Path + "?v=" + Convert.ToHexStringLower(SHA256.HashData(_content))[..12];
    }

    public static Asset Style { get; } = new("pages.css", "text/css; charset=utf-8");

    public static Asset Script { get; } = new("pages.js", "text/javascript; charset=utf-8");

    public static Asset Icon { get; } = new("icon.svg", "image/svg+xml");

    public string Path { get; }

    /// <summary>Path with the content's hash, so that a browser may keep it for good.</summary>
    public string Url { get; }

    public async Task SendAsync(HttpContext context)
    {
        context.Response.ContentType = _type;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        await context.Response.Body.WriteAsync(_content, context.RequestAborted);
    }
}
