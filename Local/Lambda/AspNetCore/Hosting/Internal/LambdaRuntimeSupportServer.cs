using Amazon.Lambda.AspNetCoreServer.Internal;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>Server that runs the loop of the function as well.</summary>
/// <param name="serviceProvider">The application's services.</param>
public abstract class LambdaRuntimeSupportServer(IServiceProvider serviceProvider) : LambdaServer
{
    /// <summary>Gets the serializer of events and responses.</summary>
    internal ILambdaSerializer Serializer { get; } = serviceProvider.GetRequiredService<ILambdaSerializer>();

    /// <summary>
    /// Serves events. The task lasts as long as the process does, so that the application never counts as started. It ends with
    /// SIGTERM, or when the Runtime API stays unavailable; the real package ends with neither.
    /// </summary>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Not observed.</param>
    /// <returns>The task.</returns>
    public override async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
    {
        await base.StartAsync(application, cancellationToken);
        using var handler = CreateHandlerWrapper(serviceProvider);
        using var bootstrap = new LambdaBootstrap(handler);
        try
        {
            await bootstrap.RunAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The loop has said it on each attempt.
            Environment.ExitCode = 1;
        }

        var lifetime = serviceProvider.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(lifetime.StopApplication);
    }

    /// <summary>Creates the handler of the loop.</summary>
    /// <param name="serviceProvider">The application's services.</param>
    /// <returns>The handler.</returns>
    protected abstract HandlerWrapper CreateHandlerWrapper(IServiceProvider serviceProvider);
}
