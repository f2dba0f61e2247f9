using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace KanbanAspire.Web;

/// <summary>Forwards the API's paths to the gateway, which is CloudFront's second origin when deployed.</summary>
internal static class Gateway
{
    private static readonly string[] Paths = ["/api/{**rest}", "/items/{**rest}"];

    public static void MapGateway(this WebApplication app)
    {
        var address = app.Configuration["GATEWAY_HTTP"];
        foreach (var path in Paths)
        {
            if (string.IsNullOrEmpty(address))
            {
                app.Map(path, NoGateway);
            }
            else
            {
                app.MapForwarder(path, address, ForwarderRequestConfig.Empty, AsSent.Instance);
            }
        }
    }

    /// <summary>Forwards the address as it was sent: decoded and encoded again, <c>a%252Fb</c> would arrive as <c>a%2Fb</c>.</summary>
    private sealed class AsSent : HttpTransformer
    {
        public static readonly AsSent Instance = new();

        private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            // As CloudFront does: a deployed HTTP API is found by its own name alone.
            proxyRequest.Headers.Host = null;
            if (httpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] target)
            {
                proxyRequest.RequestUri = new Uri(destinationPrefix.TrimEnd('/') + target, Verbatim);
            }
        }
    }

    private static IResult NoGateway() =>
        Results.Problem("Set GATEWAY_HTTP to the address of the API gateway.", statusCode: StatusCodes.Status503ServiceUnavailable);
}
