using System.Globalization;

namespace KanbanAspire.Api.Requests;

/// <summary>Turns versions into entity tags and back: <c>"42"</c>. https://www.rfc-editor.org/rfc/rfc9110#field.etag</summary>
internal static class ETags
{
    internal static string Format(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Reads the version of an <c>If-Match</c>; null where there is none of ours.</summary>
    internal static long? Parse(string header) =>
        header.Length > 2 && header[0] == '"' && header[^1] == '"'
            && long.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    /// <summary>Tells whether the client has this version already. A proxy may have made the tag weak.</summary>
    internal static bool Has(HttpRequest request, long version) => request.Headers.IfNoneMatch
        .SelectMany(header => (header ?? string.Empty).Split(','))
        .Any(tag => tag.Trim() is var one && (one.StartsWith("W/", StringComparison.Ordinal) ? one[2..] : one) == Format(version));
}
