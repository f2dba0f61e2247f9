using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Internal;

/// <summary>An application whose type of context is not known.</summary>
internal abstract class LambdaApplication
{
    public abstract object CreateContext(IFeatureCollection features);

    public abstract Task ProcessRequestAsync(object context);

    public abstract void DisposeContext(object context, Exception? exception);
}

/// <inheritdoc/>
internal sealed class LambdaApplication<TContext>(IHttpApplication<TContext> application) : LambdaApplication
    where TContext : notnull
{
    public override object CreateContext(IFeatureCollection features) => application.CreateContext(features);

    public override Task ProcessRequestAsync(object context) => application.ProcessRequestAsync((TContext)context);

    public override void DisposeContext(object context, Exception? exception) => application.DisposeContext((TContext)context, exception);
}
