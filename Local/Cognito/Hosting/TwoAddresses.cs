namespace KanbanAspire.Local.Cognito;

/// <summary>
/// Keeps the two addresses apart: the issuer has discovery and keys, the domain everything else. A request for
/// another host is refused, which also stops a foreign name that resolves to this machine (DNS rebinding).
/// </summary>
internal static class TwoAddresses
{
    public static void UseTwoAddresses(this WebApplication app, CognitoOptions options)
    {
        var domain = options.Domain.Authority;
        var issuer = options.Issuer.Authority;
        var issuerPath = new PathString(new Uri(options.IssuerUrl).AbsolutePath);

        app.Use((context, next) =>
        {
            var host = context.Request.Host.Value;
            var path = context.Request.Path;
            var allowed = path == "/health"
                || (host == domain && !(domain != issuer && path.StartsWithSegments(issuerPath, StringComparison.Ordinal)))
                || (host == issuer && path.StartsWithSegments(issuerPath, StringComparison.Ordinal));
            if (allowed)
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    /// <summary>Listens where the orchestrator says by ASPNETCORE_URLS, else on the ports of the two addresses.</summary>
    public static void ListenOnTwoAddresses(this WebApplicationBuilder builder, CognitoOptions options)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(options.DomainUrl, options.Issuer.GetLeftPart(UriPartial.Authority));
        }
    }
}
