using System.Diagnostics.CodeAnalysis;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Internal;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using MinimalApi = Amazon.Lambda.AspNetCoreServer.Hosting.Internal.APIGatewayHttpApiV2LambdaRuntimeSupportServer.APIGatewayHttpApiV2MinimalApi;

namespace KanbanAspire.Tests.Local.Lambda;

/// <summary>Holds the bundled function to what the source of the real package does, where that is not what one would expect.</summary>
public sealed class FunctionHandlerTests
{
    [Fact]
    public async Task Server_Wrapped_IsNotFound()
    {
        await using var app = await StartAsync(_ => Task.CompletedTask, services => services.AddSingleton<IServer>(new Wrapper(new LambdaServer())));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => InvokeAsync(app, "/"));

        Assert.StartsWith("No application configured", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_Derived_IsFound()
    {
        await using var app = await StartAsync(_ => Task.CompletedTask, services => services.AddSingleton<IServer, Derived>());

        Assert.Equal(200, (await InvokeAsync(app, "/")).StatusCode);
    }

    [Fact]
    public async Task ContentType_NotSet_IsAHeaderWithoutValue()
    {
        await using var app = await StartAsync(_ => Task.CompletedTask);

        var json = Encoding.UTF8.GetString(Payload.Write(await InvokeAsync(app, "/")));

        Assert.Equal("""{"statusCode":200,"headers":{"Content-Type":null},"body":"","isBase64Encoded":false}""", json);
    }

    [Theory]
    [InlineData("/items/a%41", "/items/aA")]
    [InlineData("/items/a%2Fb+c", "/items/a%2Fb+c")]
    [InlineData("items", "/items")]
    public async Task Request_Path_IsDecodedAgain(string path, string seen) =>
        Assert.Equal(seen, await SeenAsync(path, context => context.Request.Path));

    [Fact]
    public async Task Request_WithoutBody_HasALengthOfZero() =>
        Assert.Equal("0", await SeenAsync("/", context => context.Request.Headers.ContentLength.ToString()));

    [Fact]
    public async Task Request_HeaderValues_AreSplitAtCommas() =>
        Assert.Equal("Sat| 28 Nov 2026", await SeenAsync("/", context => string.Join('|', context.Request.Headers.Date.AsEnumerable())));

    [Fact]
    public async Task Request_OfAnAuthorizerWithoutClaims_IsAuthenticated() =>
        Assert.Equal("True 0", await SeenAsync("/", context => $"{context.User.Identity!.IsAuthenticated} {context.User.Claims.Count()}"));

    [Fact]
    public async Task Request_TraceOfTheInvocation_IsNoTraceParent() =>
        Assert.Equal("", await SeenAsync("/", context => context.Request.Headers.TraceParent.ToString()));

    [Fact]
    public async Task Request_Aborted_IsNeverCancelled() =>
        Assert.Equal("False", await SeenAsync("/", context => context.RequestAborted.CanBeCanceled.ToString()));

    [Fact]
    public async Task Event_WithoutRequestContext_IsANullReference()
    {
        await using var app = await StartAsync(_ => Task.CompletedTask);

        await Assert.ThrowsAsync<NullReferenceException>(
            () => new MinimalApi(app.Services).FunctionHandlerAsync(new APIGatewayHttpApiV2ProxyRequest(), new TestLambdaContext()));
    }

    [Fact]
    public async Task Callbacks_All_RunBeforeTheFunctionReturns()
    {
        var calls = new List<string>();
        await using var app = await StartAsync(context =>
        {
            context.Response.OnStarting(() => Add("starting 1"));
            context.Response.OnStarting(() => Add("starting 2"));
            context.Response.OnCompleted(() => Add("completed"));
            context.Response.RegisterForDispose(new Disposed(() => calls.Add("disposed")));
            calls.Add($"started: {context.Response.HasStarted}");
            return context.Response.StartAsync();
        });

        await InvokeAsync(app, "/");

        Assert.Equal(["started: False", "starting 1", "starting 2", "completed", "disposed"], calls);

        Task Add(string call)
        {
            calls.Add(call);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Application_Throws_Is500WithTheTypeOfTheException()
    {
        await using var app = await StartAsync(_ => throw new InvalidOperationException("secret"));

        var answer = await InvokeAsync(app, "/");

        Assert.Equal((500, "InvalidOperationException", ""), (answer.StatusCode, answer.Headers!["ErrorType"], answer.Body));
    }

    [Fact]
    public void Hosting_OtherEventSources_AreRejected() => Assert.All(
        [LambdaEventSource.RestApi, LambdaEventSource.ApplicationLoadBalancer, LambdaEventSource.WebsocketApi],
        source => Assert.Throws<NotSupportedException>(() => new ServiceCollection().AddAWSLambdaHosting(source)));

    [Fact]
    public void Hosting_WithReflection_IsNotForNativeCode() => Assert.All(
        typeof(Microsoft.Extensions.DependencyInjection.ServiceCollectionExtensions).GetMethods()
            .Where(method => method.Name is "AddAWSLambdaHosting" && !method.IsGenericMethod),
        method => Assert.NotEmpty(method.GetCustomAttributes(typeof(RequiresUnreferencedCodeAttribute), inherit: false)));

    [Fact]
    public void Serializer_Quotes_AreEscapedWithABackslash()
    {
        using var stream = new MemoryStream();

        new DefaultLambdaJsonSerializer().Serialize("\"한글\"", stream);

        Assert.Equal("\"\\\"한글\\\"\"", Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static async Task<string?> SeenAsync(string path, Func<HttpContext, string?> read)
    {
        string? seen = null;
        await using var app = await StartAsync(context =>
        {
            seen = read(context);
            return Task.CompletedTask;
        });
        await InvokeAsync(app, path);
        return seen;
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate endpoint, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IServer, LambdaServer>().AddSingleton(new HostingOptions());
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.Run(endpoint);
        await app.StartAsync();
        return app;
    }

    private static Task<APIGatewayHttpApiV2ProxyResponse> InvokeAsync(WebApplication app, string path) =>
        new MinimalApi(app.Services).FunctionHandlerAsync(
            new APIGatewayHttpApiV2ProxyRequest
            {
                RawPath = path,
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["date"] = "Sat, 28 Nov 2026" },
                RequestContext = new()
                {
                    Http = new() { Method = "GET", Path = path },
                    Authorizer = new(),
                },
            },
            new TestLambdaContext("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"));

    private sealed class Derived : LambdaServer;

    private sealed class Disposed(Action action) : IDisposable
    {
        public void Dispose() => action();
    }

    private sealed class Wrapper(IServer server) : IServer
    {
        public IFeatureCollection Features => server.Features;

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => server.StartAsync(application, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

        public void Dispose() => server.Dispose();
    }
}
