using KanbanAspire.Local.AppSync.Authorization;
using KanbanAspire.Local.AppSync.Channels;
using KanbanAspire.Local.AppSync.Realtime;
using KanbanAspire.Local.Tokens;
using KanbanAspire.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace KanbanAspire.Local.AppSync;

/// <summary>An Event API on one local address: HTTP endpoint and real-time endpoint.</summary>
public static class AppSyncServer
{
    // AWS takes 1.2 MB of events in one request; as strings within JSON they are longer.
    private const int MaxRequestBytes = 4 * 1024 * 1024;

    /// <summary>Composes the server.</summary>
    /// <param name="args">Command line; configuration is by AppSync__* variables, see <see cref="EventApiOptions"/>.</param>
    /// <param name="configure">Changes address and services, for tests.</param>
    /// <returns>The server, not started.</returns>
    /// <exception cref="InvalidOperationException">The issuer is missing.</exception>
    /// <exception cref="ArgumentException">An authorization mode is unknown.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = LeanApplication.CreateWebBuilder(args);
        builder.AddServiceDefaults();
        // A span that lasts as long as its socket tells nothing.
        builder.Services.Configure<AspNetCoreTraceInstrumentationOptions>(
            options => options.Filter = context => context.Request.Path.Equals(PublishApi.Path, StringComparison.Ordinal));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        configure?.Invoke(builder);
        builder.Services.AddEventApi(EventApiOptions.Read(builder.Configuration));

        var app = builder.Build();
        app.UseWebSockets();
        app.MapDefaultEndpoints();
        app.MapPublishApi();
        app.MapRealtimeApi();
        return app;
    }

    private static void AddEventApi(this IServiceCollection services, EventApiOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, UseCookies = false }));
        services.AddSingleton(s => new JwtAuthorizer(
            options.Issuer,
            options.ClientIds,
            new SigningKeys(options.Issuer, s.GetRequiredService<HttpMessageInvoker>())));
        services.AddSingleton<EventAuthorizer>();
        services.AddSingleton<Broker>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<RealtimeApi>();
        services.AddSingleton<PublishApi>();
    }
}
