using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Internal;

/// <summary>
/// The application's web server inside Lambda: it keeps the application, and the function passes one request through it for
/// each event. There is no socket and no Kestrel, which is most of what a cold start of ASP.NET Core would cost.
/// </summary>
public class LambdaServer : IServer
{
    /// <inheritdoc/>
    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>Gets the application; null before the start.</summary>
    internal LambdaApplication? Application { get; private set; }

    /// <inheritdoc/>
    public virtual Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        Application = new LambdaApplication<TContext>(application);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public virtual Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => GC.SuppressFinalize(this);
}
