using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Flushes telemetry after each request of a server that may be frozen between requests.</summary>
/// <param name="server">The server.</param>
/// <param name="flush">What to run when a request is over and its span has ended.</param>
internal sealed class FlushingServer(IServer server, Action flush) : IServer
{
    public IFeatureCollection Features => server.Features;

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => server.StartAsync(new Application<TContext>(application, flush), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    private sealed class Application<TContext>(IHttpApplication<TContext> application, Action flush) : IHttpApplication<TContext>
        where TContext : notnull
    {
        public TContext CreateContext(IFeatureCollection contextFeatures) => application.CreateContext(contextFeatures);

        public Task ProcessRequestAsync(TContext context) => application.ProcessRequestAsync(context);

        public void DisposeContext(TContext context, Exception? exception)
        {
            application.DisposeContext(context, exception);
            flush();
        }
    }
}

/// <summary>Adds the flush.</summary>
public static class FlushingServerExtensions
{
    /// <summary>Makes the server of a Lambda function flush telemetry after each event. Does nothing outside Lambda.</summary>
    /// <param name="services">After the Lambda hosting was added.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddTelemetryFlush(this IServiceCollection services)
    {
        var hosted = services.LastOrDefault(service => service.ServiceType == typeof(IServer))?.ImplementationType;
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")) && hosted is not null)
        {
            services.Replace(ServiceDescriptor.Singleton<IServer>(provider => new FlushingServer(
                (IServer)ActivatorUtilities.CreateInstance(provider, hosted),
                provider.GetRequiredService<TelemetryFlush>().Run)));
        }

        return services;
    }
}
