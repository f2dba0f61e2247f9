using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;

namespace KanbanAspire.Api.Lambda;

/// <summary>
/// Knows requests that came to the function's own address and not to the HTTP API. CloudFront has signed them, and no gateway has
/// checked a token. https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
/// </summary>
internal static class FunctionUrl
{
    /// <summary>Has the token, because CloudFront's signature takes the header <c>Authorization</c>.</summary>
    internal const string TokenHeader = "x-viewer-authorization";

    /// <summary>Says whether a request came to the function's address: AWS fills in the host name that was called.</summary>
    /// <param name="context">Request.</param>
    /// <returns>False for an event of an HTTP API, and outside Lambda.</returns>
    internal static bool IsCalled(HttpContext context) =>
        context.Items.TryGetValue(AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT, out var item)
        && item is APIGatewayHttpApiV2ProxyRequest { RequestContext.DomainName: { } host }
        && host.Contains(".lambda-url.", StringComparison.Ordinal);

    /// <summary>Puts the token where it is looked for.</summary>
    internal static void UseViewerAuthorization(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (IsCalled(context))
        {
            context.Request.Headers.Authorization = context.Request.Headers[TokenHeader];
        }

        return next(context);
    });
}
