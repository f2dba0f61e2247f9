using System.Text.Json;

namespace KanbanAspire.Web;

/// <summary>Sends the headers of security-headers.json, the same file from which the deployed distribution takes them.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var identity = string.Join(' ', ClientConfiguration.IdentityOrigins(app.Configuration));
        var realtime = ClientConfiguration.RealtimeOrigin(app.Configuration);
        var headers = Read(app.Environment).Select(header => (header.Key, Value: header.Value
            .Replace("{identity}", identity, StringComparison.Ordinal).Replace("{realtime}", realtime, StringComparison.Ordinal)));
        var prepared = headers.ToArray();
        app.Use((context, next) =>
        {
            foreach (var (name, value) in prepared)
            {
                context.Response.Headers[name] = value;
            }

            return next(context);
        });
    }

    private static Dictionary<string, string> Read(IWebHostEnvironment environment)
    {
        // Published, the file lies beside the program; in development the content root is the project's folder.
        var path = Path.Combine(environment.ContentRootPath, "security-headers.json");
        using var file = File.OpenRead(File.Exists(path) ? path : Path.Combine(AppContext.BaseDirectory, "security-headers.json"));
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)
            ?? throw new InvalidDataException($"{path} holds no headers.");
    }
}
