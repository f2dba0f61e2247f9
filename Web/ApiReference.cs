using Scalar.AspNetCore;

namespace KanbanAspire.Web;

/// <summary>
/// Shows the API's document for reading and trying at /scalar, in development only: what is deployed are the files of
/// wwwroot, and this is none of them.
/// </summary>
internal static class ApiReference
{
    private const string Path = "/scalar";

    // The page starts itself by an inline script and styles itself as it goes; it asks this origin and nobody else.
    private const string Policy = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    public static void MapApiReference(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal),
            branch => branch.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                return next(context);
            }));
        app.MapScalarApiReference(Path, options =>
        {
            options.Title = "KanbanAspire API";
            options.OpenApiRoutePattern = "/openapi/{documentName}.json";
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.DisableAgent();
        });
    }
}
