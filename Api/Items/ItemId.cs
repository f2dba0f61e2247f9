using System.Text;
using KanbanAspire.Api.Http;
using KanbanAspire.Kanban.Items;
using KanbanAspire.ServiceDefaults;

namespace KanbanAspire.Api.Items;

/// <summary>Turns route values and continuation tokens into ids.</summary>
internal static class ItemId
{
    internal const string TooLong = "The id is too long: at most 2048 bytes.";

    /// <summary>Tells what is wrong with an id that is to be put: each that is kept can be read and deleted by its encoded form.</summary>
    /// <param name="id">The id.</param>
    /// <returns>A sentence for the client; null when it will do.</returns>
    internal static string? Fault(string id) => id switch
    {
        // Browsers and servers take these for steps through the path, encoded or not: https://url.spec.whatwg.org/#dot-path-segment
        "." or ".." => "id must not be . or .., which no address can name.",
        _ when id.Contains('\0', StringComparison.Ordinal) => "id must not contain the character U+0000, which no address can hold.",
        _ => Encoding.UTF8.GetByteCount(id) is > 0 and <= ItemStore.MaxIdSizeBytes
            ? null
            : $"id must have 1 to {ItemStore.MaxIdSizeBytes} bytes.",
    };

    /// <summary>Reads an id from a path that <see cref="ExactPath.UseExactPath"/> has made.</summary>
    internal static bool TryParse(string routeValue, out string id)
    {
        id = RequestPath.Value(routeValue);
        return Encoding.UTF8.GetByteCount(id) <= ItemStore.MaxIdSizeBytes;
    }

    internal static string ToContinuation(string id) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(id));

    internal static bool TryParseContinuation(string token, out string id)
    {
        id = string.Empty;
        if (token.Length is 0 or > 2 * ItemStore.MaxIdSizeBytes || token.Length % 2 != 0 || !token.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        id = Encoding.UTF8.GetString(Convert.FromHexString(token));
        return true;
    }
}
