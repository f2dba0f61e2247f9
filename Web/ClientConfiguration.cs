using System.Text.Json.Serialization;
using KanbanAspire.ServiceDefaults.Telemetry;
using Microsoft.Net.Http.Headers;

namespace KanbanAspire.Web;

/// <summary>Answers /config.json, which the deployment writes as a file into the bucket.</summary>
internal static class ClientConfiguration
{
    public static void MapClientConfiguration(this WebApplication app)
    {
        var configuration = app.Configuration;
        var cognito = configuration.GetSection("Cognito");
        var client = new ClientSettings(Authentication: cognito["Issuer"] is { Length: > 0 } issuer
            ? new AuthenticationSettings(issuer, cognito["Domain"] ?? issuer, cognito["WebClientId"] ?? "3kanbanaspirelocalweb00001")
            : null, BrowserTelemetry.SampleRatio(configuration) is > 0 and var ratio ? new(ratio) : null, Realtime(configuration));
        app.MapGet("/config.json", (HttpResponse response) =>
        {
            response.Headers[HeaderNames.CacheControl] = "no-cache";
            return client;
        });
    }

    /// <summary>Lists the origins that the browser must reach to sign in: discovery and keys, and the token endpoint.</summary>
    public static IEnumerable<string> IdentityOrigins(IConfiguration configuration) =>
        new[] { configuration["Cognito:Issuer"], configuration["Cognito:Domain"] }
            .OfType<string>()
            .Where(address => address.Length > 0)
            .Select(address => new Uri(address).GetLeftPart(UriPartial.Authority))
            .Distinct(StringComparer.Ordinal);

    /// <summary>Gets the origin of the socket by which the browser hears of changes; empty where there is none.</summary>
    public static string RealtimeOrigin(IConfiguration configuration) =>
        Realtime(configuration) is { } realtime ? new Uri(realtime.Url).GetLeftPart(UriPartial.Authority) : "";

    private static RealtimeSettings? Realtime(IConfiguration configuration) =>
        configuration["AppSync:Socket"] is { Length: > 0 } socket && configuration["AppSync:Endpoint"] is { Length: > 0 } endpoint
            ? new(socket, new Uri(endpoint).Authority)
            : null;

    /// <summary>Holds what the front end is told at start; no secrets.</summary>
    /// <param name="Authentication">Where to sign in; null when no user pool is configured.</param>
    /// <param name="Telemetry">What to send to <c>/api/telemetry</c>; null for nothing.</param>
    /// <param name="Realtime">Where to hear of changes; null for nowhere, then it asks.</param>
    internal sealed record ClientSettings(
        AuthenticationSettings? Authentication,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TelemetrySettings? Telemetry,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RealtimeSettings? Realtime);

    /// <summary>Says how much is sent.</summary>
    /// <param name="SampleRatio">Part of all page loads, from 0 to 1.</param>
    internal sealed record TelemetrySettings(double SampleRatio);

    /// <summary>Says where an Event API of AppSync is.</summary>
    /// <param name="Url">Where the socket opens, for example <c>ws://localhost:5085/event/realtime</c>.</param>
    /// <param name="Host">What the socket's authorization names, for example <c>localhost:5085</c>.</param>
    internal sealed record RealtimeSettings(string Url, string Host);

    internal sealed record AuthenticationSettings(string Issuer, string Domain, string ClientId);
}
