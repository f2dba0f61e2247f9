using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace KanbanAspire.ServiceDefaults;

/// <summary>
/// Reads the path of a request as it was sent. Kestrel decodes a path but leaves <c>%2F</c>, so that <c>a%2Fb</c> and <c>a%252Fb</c>
/// look alike in <c>HttpRequest.Path</c>; here each segment is decoded exactly once.
/// </summary>
public static class RequestPath
{
    /// <summary>Splits a path into its segments and decodes each.</summary>
    /// <param name="rawTarget">The request target in origin form, for example <c>/items/a%2Fb?x=1</c>; of others nothing is read.</param>
    /// <param name="segments">What is between the slashes, decoded, for example <c>items</c> and <c>a/b</c>; empty on failure.</param>
    /// <returns>False when it is no origin form, or a segment is no percent-encoded UTF-8.</returns>
    public static bool TrySplit(string? rawTarget, [NotNullWhen(true)] out string[]? segments)
    {
        segments = null;
        if (rawTarget is not ['/', ..])
        {
            return false;
        }

        var end = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var parts = (end < 0 ? rawTarget : rawTarget[..end])[1..].Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryDecode(parts[i], out parts[i]))
            {
                return false;
            }
        }

        segments = parts;
        return true;
    }

    /// <summary>
    /// Makes a path of decoded segments in which no segment can be taken for another: <c>%</c> is <c>%25</c> and <c>/</c> is
    /// <c>%2F</c>, everything else as it is. <see cref="Value"/> reads a segment of it.
    /// </summary>
    /// <param name="segments">Decoded segments, for example <c>items</c> and <c>a/b</c>.</param>
    /// <returns>For example <c>/items/a%2Fb</c>.</returns>
    public static string Join(IEnumerable<string> segments) => string.Concat(segments.Select(segment => "/" + Escape(segment)));

    /// <summary>Reads a segment of a path that <see cref="Join"/> has made, as routing hands it on as a route value.</summary>
    /// <param name="segment">For example <c>a%2Fb</c>.</param>
    /// <returns>The decoded segment, for example <c>a/b</c>.</returns>
    public static string Value(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)
        .Replace("%25", "%", StringComparison.Ordinal);

    private static string Escape(string segment) => segment.Replace("%", "%25", StringComparison.Ordinal)
        .Replace("/", "%2F", StringComparison.Ordinal);

    private static bool TryDecode(string encoded, out string decoded)
    {
        decoded = encoded;
        if (!encoded.Contains('%', StringComparison.Ordinal))
        {
            return true;
        }

        var bytes = new ArrayBufferWriter<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] is not '%')
            {
                Encoding.UTF8.GetBytes(encoded.AsSpan(i, 1), bytes);
            }
            else if (i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                bytes.Write([Convert.FromHexString(encoded.AsSpan(i + 1, 2))[0]]);
                i += 2;
            }
            else
            {
                return false;
            }
        }

        if (!Utf8.IsValid(bytes.WrittenSpan))
        {
            return false;
        }

        decoded = Encoding.UTF8.GetString(bytes.WrittenSpan);
        return true;
    }
}
