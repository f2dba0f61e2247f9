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
        return builder;
    }

    /// <summary>
    /// Adds a named HTTP client that bounds and repeats its calls. It is not the default of all clients, because those that
    /// export telemetry must not wait, nor have telemetry of their own.
    /// </summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="name">Name for <see cref="IHttpClientFactory.CreateClient(string)"/>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddResilientHttpClient(this IServiceCollection services, string name)
    {
        services.AddHttpClient(name).AddHttpMessageHandler(static () => new RetryHandler());
        return services;
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
