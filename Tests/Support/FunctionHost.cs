using KanbanAspire.Local.ApiGateway;
using KanbanAspire.Local.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Support;

/// <summary>
/// A function behind gateway and Lambda service that live in this process, so that only the function has to start. The
/// gateway has no authorizer: the function checks tokens itself.
/// </summary>
public sealed class FunctionHost : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private readonly Dictionary<string, Function> _functions = new(StringComparer.Ordinal);
    private readonly Supervision _supervision = new();
    private readonly WebApplication _lambda = Create();
    private readonly WebApplication _gateway = Create();

    private FunctionProcesses? _processes;

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
        // One process, so that what it keeps in memory is the same for all requests of a test.
        host._functions["api"] = new Function(new FunctionConfiguration("api", MaxConcurrency: 1), host._supervision);
        host._lambda.MapRuntimeApi(host._functions);
        host._lambda.MapInvokeApi(host._functions);
        host._lambda.MapManagementApi(host._functions, host._supervision);
        await host._lambda.StartAsync();
        var lambda = host._lambda.Urls.First();
        host._processes = await FunctionProcesses.StartAsync(lambda, [new FunctionProgram("api", executable, environment)]);

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
        if (_processes is not null)
        {
            await _processes.DisposeAsync();
        }

        await _lambda.DisposeAsync();
        foreach (var function in _functions.Values)
        {
            function.Dispose();
        }

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
