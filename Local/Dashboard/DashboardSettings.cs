using System.Security.Cryptography;

namespace KanbanAspire.Local.Dashboard;

/// <summary>Holds what the orchestrator hands over in environment variables, named as those of Aspire's dashboard.</summary>
/// <param name="FrontendUrl"><c>ASPNETCORE_URLS</c>; the first one, default <c>http://localhost:18888</c>.</param>
/// <param name="OtlpGrpcUrl"><c>ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL</c>; null: no gRPC receiver.</param>
/// <param name="OtlpHttpUrl"><c>ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL</c>; null: no HTTP receiver.</param>
/// <param name="BrowserToken"><c>DASHBOARD__FRONTEND__BROWSERTOKEN</c>; made up when absent.</param>
/// <param name="OtlpApiKey"><c>DASHBOARD__OTLP__PRIMARYAPIKEY</c>; null: every local process may send.</param>
/// <param name="FeedKey"><c>DASHBOARD__RESOURCESERVICECLIENT__APIKEY</c>; null: no feed is accepted.</param>
public sealed record DashboardSettings(
    Uri FrontendUrl, Uri? OtlpGrpcUrl, Uri? OtlpHttpUrl, string BrowserToken, string? OtlpApiKey, string? FeedKey)
{
    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">Command line and environment.</param>
    /// <exception cref="FormatException">An address is no http URL on the loopback interface.</exception>
    public static DashboardSettings Read(IConfiguration configuration) => new(
        Address("ASPNETCORE_URLS", configuration["URLS"]?.Split(';')[0] ?? "http://localhost:18888")!,
        Address("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]),
        Address("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"]),
        configuration["DASHBOARD:FRONTEND:BROWSERTOKEN"] ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
        configuration["DASHBOARD:OTLP:PRIMARYAPIKEY"],
        configuration["DASHBOARD:RESOURCESERVICECLIENT:APIKEY"]);

    private static Uri? Address(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null
        : Uri.TryCreate(value, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true } ? url
        : throw new FormatException($"{name}={value}: the dashboard listens on the loopback interface only; use http://localhost:<port>.");
}
