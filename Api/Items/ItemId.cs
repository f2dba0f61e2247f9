using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using KanbanAspire.Kanban.Items;
using Microsoft.AspNetCore.Http.Features;

namespace KanbanAspire.Api.Items;

/// <summary>Turns route values and continuation tokens into ids.</summary>
internal static class ItemId
{
    private const string Prefix = "/items/";

    internal const string TooLong = "The id is too long: at most 2048 bytes.";

    /// <summary>
    /// Reads the id of a request, decoded once. The route's value will not do: the server decodes all but <c>%2F</c>, so that
    /// <c>a%2Fb</c> and <c>a%252Fb</c> come as the same. API Gateway decodes the variables of the path, and Kestrel keeps the path as it was
    /// sent; Lambda's server has no such thing.
    /// </summary>
    internal static bool TryRead(HttpContext context, string routeValue, out string id)
    {
        id = FromEvent(context) ?? FromTarget(context) ?? routeValue.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return Encoding.UTF8.GetByteCount(id) <= ItemStore.MaxIdSizeBytes;
    }

    private static string? FromEvent(HttpContext context) =>
        !context.Items.TryGetValue(AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT, out var item)
        || item is not APIGatewayHttpApiV2ProxyRequest { PathParameters: { } variables } ? null
        : variables.TryGetValue("id", out var id) ? id
        : variables.TryGetValue("proxy", out var path) && path.StartsWith(Prefix[1..], StringComparison.Ordinal) ? path[(Prefix.Length - 1)..]
        : null;

    private static string? FromTarget(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget is { } target && target.Split('?')[0] is var path
        && path.StartsWith(Prefix, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(path[Prefix.Length..])
            : null;

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
