using System.Diagnostics;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>
/// Is the application's web server inside Lambda: each event becomes one pass through the request pipeline. There is no
/// socket and no Kestrel, which is most of what a cold start of ASP.NET Core would cost.
/// </summary>
internal sealed partial class LambdaServer(IHostApplicationLifetime lifetime, ILoggerFactory loggers) : IServer
{
    private readonly ILogger _logger = loggers.CreateLogger<LambdaServer>();
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _loop = Task.Run(() => ServeAsync(application), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _loop.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private async Task ServeAsync<TContext>(IHttpApplication<TContext> application)
        where TContext : notnull
    {
        try
        {
            using var bootstrap = new LambdaBootstrap(invocation => HandleAsync(application, invocation));
            await bootstrap.RunAsync(_stop.Token);
        }
        catch (Exception e)
        {
            // Nobody waits for this task: without a Runtime API the process has nothing left to do.
            LogStopped(e);
            Environment.ExitCode = 1;
        }

        lifetime.StopApplication();
    }

    private async Task<InvocationResponse> HandleAsync<TContext>(IHttpApplication<TContext> application, InvocationRequest invocation)
        where TContext : notnull
    {
        var request = JsonSerializer.Deserialize(invocation.InputStream, EventJson.Default.APIGatewayHttpApiV2ProxyRequest)
            ?? throw new JsonException("The event is null.");
        var requestFeatures = new LambdaRequest(request, invocation.LambdaContext);
        var response = new LambdaResponse();
        var features = new FeatureCollection();
        requestFeatures.AddTo(features);
        response.AddTo(features);

        var context = application.CreateContext(features);
        Exception? failure = null;
        try
        {
            await application.ProcessRequestAsync(context);
            await response.FireOnStartingAsync();
        }
        catch (Exception e)
        {
            // The pipeline has logged it. The caller learns no more than from Kestrel.
            failure = e;
            response.Reset(requestFeatures.RequestAborted.IsCancellationRequested
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError);
        }

        // Completed means sent: what runs then keeps the client waiting no more, only the next event. The request's span is
        // current within this method alone, and whoever listens for its end looks there.
        var span = Activity.Current;
        return new InvocationResponse(response.ToPayload())
        {
            Posted = async () =>
            {
                Activity.Current = span;
                await response.FireOnCompletedAsync();
                application.DisposeContext(context, failure);
                requestFeatures.Dispose();
            },
        };
    }

    [LoggerMessage(LogLevel.Critical, "The function stops, because the Lambda Runtime API cannot be reached")]
    private partial void LogStopped(Exception exception);
}
