using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KanbanAspire.Local.ApiGateway;

/// <summary>Holds what the environment says about this API.</summary>
/// <param name="Integrations">Which function takes which requests, as AppHost says.</param>
/// <param name="Routes">The routes with their authorization; null when the API has only what AppHost says.</param>
/// <param name="Issuer">Issuer of the tokens; null when no route may ask for one.</param>
/// <param name="Audiences">Accepted <c>aud</c> or <c>client_id</c>.</param>
/// <param name="CorsOrigins">Origins the API answers with CORS headers.</param>
/// <param name="Throttle">Requests a second and burst; null for no limit.</param>
/// <param name="IntegrationTimeoutMs">How long a function may take: 30 s, as in AWS.</param>
internal sealed record GatewayConfiguration(
    IReadOnlyList<Integration> Integrations,
    IReadOnlyList<RouteEntry>? Routes,
    string? Issuer,
    IReadOnlyList<string> Audiences,
    IReadOnlyList<string> CorsOrigins,
    (int RatePerSecond, int Burst)? Throttle,
    int IntegrationTimeoutMs)
{
    private const string IntegrationPrefix = "APIGATEWAY_EMULATOR_ROUTE_CONFIG_";

    /// <summary>Reads the environment of this process.</summary>
    /// <exception cref="JsonException">A variable or the route file is no valid JSON of its kind.</exception>
    public static GatewayConfiguration FromEnvironment()
    {
        var integrations = from variable in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                           where variable.Key.ToString()!.StartsWith(IntegrationPrefix, StringComparison.Ordinal)
                           select JsonSerializer.Deserialize(variable.Value!.ToString()!, GatewayJson.Default.Integration);
        var open = List("API_GATEWAY_OPEN_PATHS");
        var routes = Environment.GetEnvironmentVariable("API_GATEWAY_ROUTES") is { Length: > 0 } file
            ? JsonSerializer.Deserialize(File.ReadAllBytes(file), GatewayJson.Default.RouteEntryArray)
            : null;
        return new GatewayConfiguration(
            [.. integrations],
            routes?.Select(route => open.Any(route.IsBelow) ? route with { Authorization = "NONE" } : route).ToList(),
            Environment.GetEnvironmentVariable("API_GATEWAY_JWT_ISSUER") is { Length: > 0 } issuer ? issuer : null,
            List("API_GATEWAY_JWT_AUDIENCE"),
            List("API_GATEWAY_CORS_ORIGINS"),
            List("API_GATEWAY_THROTTLE") is [var rate, var burst]
                ? (int.Parse(rate, CultureInfo.InvariantCulture), int.Parse(burst, CultureInfo.InvariantCulture))
                : null,
            int.Parse(Environment.GetEnvironmentVariable("API_GATEWAY_TIMEOUT_MS") ?? "30000", CultureInfo.InvariantCulture));
    }

    private static string[] List(string variable) => (Environment.GetEnvironmentVariable(variable) ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Says which function takes which requests.</summary>
/// <param name="LambdaResourceName">Function name.</param>
/// <param name="Endpoint">Address of the Lambda emulator; null for the one of service discovery.</param>
/// <param name="HttpMethod">Method or <c>ANY</c>.</param>
/// <param name="Path">Path pattern, for example <c>/{proxy+}</c>.</param>
internal sealed record Integration(string LambdaResourceName, string? Endpoint, string HttpMethod, string Path);

/// <summary>One row of the route table that the build makes of the API's OpenAPI document.</summary>
/// <param name="RouteKey">Method and path, for example <c>GET /items/{id}</c>, or <c>$default</c>.</param>
/// <param name="Authorization"><c>JWT</c> or <c>NONE</c>.</param>
/// <param name="Scopes">Of which the token must have one; null or empty for none.</param>
internal sealed record RouteEntry(string RouteKey, string Authorization = "NONE", IReadOnlyList<string>? Scopes = null)
{
    /// <summary>Says whether the route's path is the given one or lies below it.</summary>
    public bool IsBelow(string path) =>
        RouteKey.Split(' ')[^1] is var own && $"{own}/".StartsWith($"{path}/", StringComparison.Ordinal);
}

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Integration))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(RouteEntry[]))]
internal sealed partial class GatewayJson : JsonSerializerContext;
