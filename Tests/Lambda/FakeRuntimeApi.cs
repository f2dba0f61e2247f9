using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Lambda;

/// <summary>What a function posted.</summary>
public sealed record Posted(string Path, string Body, string? ErrorType);

/// <summary>A Runtime API that hands out exactly the events a test gives it.</summary>
public sealed class FakeRuntimeApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<(string Payload, TimeSpan Time, string? Trace)> _events =
        Channel.CreateUnbounded<(string, TimeSpan, string?)>();
    private readonly Channel<Posted> _posted = Channel.CreateUnbounded<Posted>();
    private readonly ConcurrentQueue<(string Path, long At)> _calls = new();
    private int _ids;

    private FakeRuntimeApi(WebApplication app) => _app = app;

    /// <summary>Gets or sets what posts are answered with; Lambda's own answer unless set.</summary>
    public string Answer { get; set; } = """{"status":"OK"}""";

    public KeyValuePair<string, string?> Variable => new("AWS_LAMBDA_RUNTIME_API", _app.Urls.Single()["http://".Length..]);

    /// <summary>Gets the calls of the function with the time of their arrival, see <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public IReadOnlyList<(string Path, long At)> Calls => [.. _calls];

    public static async Task<FakeRuntimeApi> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var api = new FakeRuntimeApi(app);
        app.MapGet("/2018-06-01/runtime/invocation/next", api.NextAsync);
        app.MapPost("/2018-06-01/runtime/{**path}", api.TakeAsync);
        await app.StartAsync();
        return api;
    }

    /// <summary>Gives the function one event and waits for what it posts.</summary>
    public async Task<Posted> HandleAsync(string payload, double seconds = 30, string? trace = null)
    {
        await _events.Writer.WriteAsync((payload, TimeSpan.FromSeconds(seconds), trace));
        return await PostedAsync();
    }

    public async Task<Posted> PostedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _posted.Reader.ReadAsync(limit.Token);
    }

    public void Send(string payload) => _events.Writer.TryWrite((payload, TimeSpan.FromSeconds(30), null));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task NextAsync(HttpContext context)
    {
        _calls.Enqueue(("next", Stopwatch.GetTimestamp()));
        try
        {
            var (payload, time, trace) = await _events.Reader.ReadAsync(context.RequestAborted);
            context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = $"request-{Interlocked.Increment(ref _ids)}";
            context.Response.Headers["Lambda-Runtime-Deadline-Ms"] =
                DateTimeOffset.UtcNow.Add(time).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            if (trace is not null)
            {
                context.Response.Headers["Lambda-Runtime-Trace-Id"] = trace;
            }

            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(payload));
        }
        catch (OperationCanceledException)
        {
            // The function has gone.
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = (string)context.Request.RouteValues["path"]!;
        _calls.Enqueue((path, Stopwatch.GetTimestamp()));
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsync(Answer);
        await _posted.Writer.WriteAsync(new Posted(
            path, body, context.Request.Headers["Lambda-Runtime-Function-Error-Type"]));
    }
}
