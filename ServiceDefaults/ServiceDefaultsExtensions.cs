using KanbanAspire.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KanbanAspire.ServiceDefaults;

/// <summary>Sets up what every service of the system has: telemetry, health, resilient outgoing calls.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds them. Call it first.</summary>
    /// <param name="builder">Builder of a web application or a worker.</param>
    /// <typeparam name="TBuilder">Its type.</typeparam>
    /// <returns>The same builder.</returns>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddLogging();
        builder.AddTelemetry();
        builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new RetryHandler()));
        return builder;
    }

    /// <summary>Maps <c>GET /health</c>, which answers 200 <c>Healthy</c> as soon as the process takes requests.</summary>
    /// <param name="routes">Where to map it.</param>
    /// <returns>The same routes.</returns>
    public static IEndpointRouteBuilder MapDefaultEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", static (HttpContext context) => context.Response.WriteAsync("Healthy", context.RequestAborted))
            .AllowAnonymous()
            .ExcludeFromDescription();
        return routes;
    }
}
