using KanbanAspire.Local.ApiGateway;
using KanbanAspire.Local.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Support;

/// <summary>
/// Is a function behind gateway and Lambda service that live in this process, so that only the function has to start. The
/// gateway has no authorizer: the function checks tokens itself.
/// </summary>
public sealed class FunctionHost : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private readonly Dictionary<string, Function> _functions = new(StringComparer.Ordinal);
    private readonly WebApplication _lambda = Create();
    private readonly WebApplication _gateway = Create();

    private FunctionHost()
    {
    }

    /// <summary>Gets the gateway's address.</summary>
    public string Url => _gateway.Urls.First();

    /// <summary>Starts a function; requests wait until it has.</summary>
    /// <param name="executable">The function.</param>
    /// <param name="environment">Its variables.</param>
    public static async Task<FunctionHost> StartAsync(string executable, IReadOnlyDictionary<string, string> environment)
    {
        var host = new FunctionHost();
        host._lambda.MapRuntimeApi(host._functions);
        host._lambda.MapInvokeApi(host._functions);
        await host._lambda.StartAsync();
        var lambda = host._lambda.Urls.First();
        // One process, so that what it keeps in memory is the same for all requests of a test.
        var function = new Function(
            new FunctionConfiguration("api", executable, Environment: environment, MaxConcurrency: 1), new Uri(lambda).Authority);
        host._functions["api"] = function;
        function.Start();

        var configuration = new GatewayConfiguration([new Integration("api", lambda, "ANY", "/{proxy+}")], null, null, [], [], null, 30_000);
        var gateway = new Gateway(configuration, new RouteTable(configuration, lambda), authorizer: null, host._http);
        host._gateway.Run(gateway.HandleAsync);
        await host._gateway.StartAsync();
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Task.WhenAll(_functions.Values.Select(f => f.DisposeAsync().AsTask()));
        await _lambda.DisposeAsync();
        _http.Dispose();
    }

    private static WebApplication Create()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        return builder.Build();
    }
}
