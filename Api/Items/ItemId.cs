using System.Text;
using KanbanAspire.Kanban.Items;

namespace KanbanAspire.Api.Items;

/// <summary>Turns route values and continuation tokens into ids.</summary>
internal static class ItemId
{
    internal const string TooLong = "The id is too long: at most 2048 bytes.";

    /// <summary>Reads an id from a path. The server decodes all but <c>%2F</c>, which would change the path.</summary>
    internal static bool TryParse(string routeValue, out string id)
    {
        id = routeValue.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
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
