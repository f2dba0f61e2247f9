using System.Security.Cryptography;
using System.Text;
using KanbanAspire.Api.Requests;

namespace KanbanAspire.Api.Http;

/// <summary>
/// Lets nothing in but what CloudFront passes on, where the deployment asks for that: CloudFront adds a header that only it and
/// the Api know. The address of an HTTP API cannot be hidden from others while CloudFront uses it, and takes no firewall.
/// </summary>
internal static class OriginSecrets
{
    internal const string Header = "x-origin-secret";

    /// <summary>Checks the header.</summary>
    /// <param name="app">
    /// <c>OriginSecret</c>: what CloudFront sends, and after a comma what it sent before; empty lets everybody in.
    /// </param>
    internal static void UseOriginSecrets(this WebApplication app)
    {
        var secrets = (app.Configuration["OriginSecret"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(Encoding.UTF8.GetBytes).ToArray();
        if (secrets.Length == 0)
        {
            return;
        }

        app.Use((context, next) =>
        {
            var sent = Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString());
            return Array.Exists(secrets, secret => CryptographicOperations.FixedTimeEquals(secret, sent))
                ? next(context)
                // A request that bypasses CloudFront gets the response of a gateway.
                : GatewayAnswers.Forbidden.ExecuteAsync(context);
        });
    }
}
