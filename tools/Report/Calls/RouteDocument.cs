using System.Text.Json;

namespace KanbanAspire.Report.Calls;

/// <summary>Reads the OpenAPI document.</summary>
internal static class RouteDocument
{
    /// <summary>Reads what each route does.</summary>
    /// <param name="root">Root of the repository.</param>
    /// <returns>Summaries by route key.</returns>
    public static IReadOnlyDictionary<string, string> Summaries(string root)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "docs", "openapi", "v1.json")));
        return (from path in document.RootElement.GetProperty("paths").EnumerateObject()
                from operation in path.Value.EnumerateObject()
                select (Route: $"{operation.Name.ToUpperInvariant()} {path.Name}", Summary: operation.Value.GetProperty("summary").GetString()!))
            .ToDictionary(route => route.Route, route => route.Summary, StringComparer.Ordinal);
    }
}
