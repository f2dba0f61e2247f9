using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Items;

/// <summary>Configures the gateway as AppHost does, with <c>/items</c> open.</summary>
public static class ItemsGateway
{
    /// <summary>Gets the gateway's variables. Only a route with a variable tells a slash in an id from one in the path.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["API_GATEWAY_ROUTES"] = Path.Combine(Repository.Root, "docs", "openapi", "routes.json"),
        ["API_GATEWAY_OPEN_PATHS"] = "/items",
    };
}
