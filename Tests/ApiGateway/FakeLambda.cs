using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.ApiGateway;

/// <summary>An Invoke API whose functions say exactly what a test wants of them.</summary>
public sealed class FakeLambda : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeLambda(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<FakeLambda> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapPost("/2015-03-31/functions/{name}/invocations", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await AnswerAsync(context, (string)context.Request.RouteValues["name"]!, await reader.ReadToEndAsync());
        });
        await app.StartAsync();
        return new FakeLambda(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, string name, string invocation)
    {
        switch (name)
        {
            case "raw":
                // The request's body is the function's result.
                await context.Response.WriteAsync(JsonNode.Parse(invocation)!["body"]?.GetValue<string>() ?? "");
                break;
            case "fails":
                context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
                await context.Response.WriteAsync("""{"errorType":"E","errorMessage":"secret detail"}""");
                break;
            case "slow":
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
                break;
            case "throttled":
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                break;
            case "small":
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                break;
            default:
                var echo = new { statusCode = 200, headers = new Dictionary<string, string> { ["content-type"] = "application/json", ["x-function"] = name }, body = invocation };
                await context.Response.WriteAsync(JsonSerializer.Serialize(echo));
                break;
        }
    }
}
