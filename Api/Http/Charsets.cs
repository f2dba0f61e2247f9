using System.Text;
using KanbanAspire.Api.Problems;

namespace KanbanAspire.Api.Http;

internal static class Charsets
{
    /// <summary>
    /// Rejects a body under <c>/api</c> that says it is in another charset than UTF-8, or its subset US-ASCII. JSON between systems
    /// is UTF-8 (https://www.rfc-editor.org/rfc/rfc8259#section-8.1), and the framework throws at a charset that it does not know.
    /// </summary>
    internal static void UseCharsets(this WebApplication app) => app.Use(static (context, next) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && !IsSupported(context.Request)
            ? ProblemTypes.UnsupportedMediaType.ToResult("JSON is sent in UTF-8.").ExecuteAsync(context)
            : next(context));

    private static bool IsSupported(HttpRequest request)
    {
        if (request.ContentType is null || request.GetTypedHeaders().ContentType is not { Charset: { HasValue: true } charset } type)
        {
            return true;
        }

        var name = charset.Value.Trim('"');
        if (!name.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase)
            && !name.Equals(Encoding.ASCII.WebName, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (charset.Length != name.Length)
        {
            // A quoted name says the same (https://www.rfc-editor.org/rfc/rfc9110#section-5.6.6), but the framework does not know it.
            type.Charset = name;
            request.ContentType = type.ToString();
        }

        return true;
    }
}
