using Yarp.ReverseProxy.Forwarder;

namespace KanbanAspire.Web;

/// <summary>Forwards the API's paths to the gateway, which is CloudFront's second origin when deployed.</summary>
internal static class Gateway
{
    private static readonly string[] Paths = ["/api/{**rest}", "/items/{**rest}", "/openapi/{**rest}"];

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
                app.MapForwarder(path, address, ForwarderRequestConfig.Empty);
            }
        }
    }

    private static IResult NoGateway() =>
        Results.Problem("Set GATEWAY_HTTP to the address of the API gateway.", statusCode: StatusCodes.Status503ServiceUnavailable);
}
