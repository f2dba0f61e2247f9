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
            : null, BrowserTelemetry.SampleRatio(configuration) is > 0 and var ratio ? new(ratio) : null);
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

    /// <summary>Holds what the front end is told at start; no secrets.</summary>
    /// <param name="Authentication">Where to sign in; null when no user pool is configured.</param>
    /// <param name="Telemetry">What to send to <c>/api/telemetry</c>; null for nothing.</param>
    internal sealed record ClientSettings(
        AuthenticationSettings? Authentication,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TelemetrySettings? Telemetry);

    /// <summary>Says how much is sent.</summary>
    /// <param name="SampleRatio">Part of all page loads, from 0 to 1.</param>
    internal sealed record TelemetrySettings(double SampleRatio);

    internal sealed record AuthenticationSettings(string Issuer, string Domain, string ClientId);
}
