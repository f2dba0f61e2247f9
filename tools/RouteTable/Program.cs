using System.Text.Encodings.Web;
using System.Text.Json;
using KanbanAspire.RouteTable;

if (args is not [var documentFile, var tableFile])
{
    await Console.Error.WriteLineAsync("usage: RouteTable <OpenAPI document> <route table to write>");
    return 2;
}

using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(documentFile));
var table = JsonSerializer.Serialize(Routes.Of(document.RootElement), Routes.Json) + "\n";
if (!File.Exists(tableFile) || !string.Equals(await File.ReadAllTextAsync(tableFile), table, StringComparison.Ordinal))
{
    await File.WriteAllTextAsync(tableFile, table);
}

return 0;

namespace KanbanAspire.RouteTable
{
    /// <summary>One route of an HTTP API.</summary>
    /// <param name="RouteKey">Method and path, for example <c>GET /items/{id}</c>.</param>
    /// <param name="Authorization"><c>JWT</c> or <c>NONE</c>.</param>
    /// <param name="Scopes">Of which the token must have one; empty without authorization.</param>
    internal sealed record Route(string RouteKey, string Authorization, IReadOnlyList<string> Scopes);

    internal static class Routes
    {
        public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        private static readonly HashSet<string> Methods = new(["get", "put", "post", "delete", "patch", "head", "options"], StringComparer.Ordinal);

        // "paths": { "/items/{id}": { "get": { "security": [ { "cognito": [ "openid" ] } ] } } }
        public static IEnumerable<Route> Of(JsonElement document) =>
            from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where Methods.Contains(operation.Name)
            let key = $"{operation.Name.ToUpperInvariant()} {path.Name}"
            orderby path.Name, operation.Name
            select operation.Value.TryGetProperty("security", out var security) && security.GetArrayLength() > 0
                ? new Route(key, "JWT", ScopesOf(key, security))
                : new Route(key, "NONE", []);

        // A route without scopes would let ID tokens pass, see the JWT authorizer of API Gateway.
        private static List<string> ScopesOf(string key, JsonElement security)
        {
            var scopes = security.EnumerateArray().SelectMany(s => s.EnumerateObject()).SelectMany(s => s.Value.EnumerateArray())
                .Select(s => s.GetString()!).Distinct(StringComparer.Ordinal).ToList();
            return scopes.Count > 0 ? scopes : throw new InvalidOperationException($"{key} asks for a token but names no scope.");
        }
    }
}
