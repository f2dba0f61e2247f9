using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using KanbanAspire.Tests.Functions;

Console.WriteLine($"probe {Environment.ProcessId} starts");
switch (Environment.GetEnvironmentVariable("PROBE"))
{
    case "init-exit":
        return 3;
    case "init-sleep":
        await Task.Delay(Timeout.Infinite);
        return 0;
    case "init-error":
        await LambdaBootstrapBuilder.Create<ProbeEvent, ProbeResult>(ProbeHandler.HandleAsync, new SourceGeneratorLambdaJsonSerializer<ProbeJson>())
            .UseBootstrapHandler(() => throw new InvalidOperationException("no table"))
            .Build().RunAsync();
        return 0;
    case "event":
        await LambdaBootstrapBuilder.Create<ProbeEvent, ProbeResult>(ProbeHandler.HandleAsync, new SourceGeneratorLambdaJsonSerializer<ProbeJson>())
            .Build().RunAsync();
        return 0;
    default:
        await ProbeHttp.RunAsync(args);
        return Environment.ExitCode;
}

namespace KanbanAspire.Tests.Functions
{
    internal sealed record ProbeEvent(string? Do, int Number, string? Text);

    internal sealed record ProbeResult(int ProcessId, string? Text, string RequestId, double RemainingMs, string? TraceId, long MemoryBytes);

    internal sealed record HttpEcho(
        string Method, string Path, string Query, Dictionary<string, string?[]> Headers, string Body, string[] Claims, string? Trace, int ProcessId);

    internal static class ProbeHandler
    {
        public static async Task<ProbeResult> HandleAsync(ProbeEvent input, ILambdaContext context)
        {
            var text = input.Text;
            switch (input.Do)
            {
                case "throw":
                    throw new InvalidOperationException(input.Text);
                case "exit":
                    Environment.Exit(input.Number);
                    break;
                case "sleep":
                    await Task.Delay(input.Number);
                    text = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME");
                    break;
                case "large":
                    text = new string('x', input.Number);
                    break;
                case "log":
                    context.Logger.LogInformation(input.Text ?? "");
                    break;
            }

            return new ProbeResult(
                Environment.ProcessId, text, context.AwsRequestId, context.RemainingTime.TotalMilliseconds, context.TraceId,
                input.Do == "collect" ? GC.GetTotalMemory(forceFullCollection: true) : 0);
        }
    }

    internal static class ProbeHttp
    {
        public static Task RunAsync(string[] args)
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
            builder.WebHost.UseKestrelCore();
            builder.Services.AddRoutingCore()
                .AddAWSLambdaHosting(LambdaEventSource.HttpApi, new SourceGeneratorLambdaJsonSerializer<ProbeJson>());
            builder.Logging.AddSimpleConsole();
            var app = builder.Build();
            app.Map("/sleep/{ms}", async context => await Task.Delay(int.Parse((string)context.Request.RouteValues["ms"]!, CultureInfo.InvariantCulture), context.RequestAborted));
            app.Map("/exit/{code}", context =>
            {
                Environment.Exit(int.Parse((string)context.Request.RouteValues["code"]!, CultureInfo.InvariantCulture));
                return Task.CompletedTask;
            });
            app.Map("/throw", _ => throw new InvalidOperationException("thrown"));
            app.Map("/status/{code}", context =>
            {
                context.Response.StatusCode = int.Parse((string)context.Request.RouteValues["code"]!, CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });
            app.Map("/size/{bytes}", context =>
                context.Response.WriteAsync(new string('x', int.Parse((string)context.Request.RouteValues["bytes"]!, CultureInfo.InvariantCulture))));
            app.Map("/binary", async context =>
            {
                context.Response.ContentType = "application/octet-stream";
                await context.Request.Body.CopyToAsync(context.Response.Body);
            });
            app.Map("/cookies", context =>
            {
                context.Response.Cookies.Append("a", "1");
                context.Response.Cookies.Append("b", "2", new CookieOptions { HttpOnly = true });
                context.Response.Headers.AccessControlAllowOrigin = "https://function.example";
                return Task.CompletedTask;
            });
            app.Map("/{**path}", EchoAsync);
            return app.RunAsync();
        }

        private static async Task EchoAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var echo = new HttpEcho(
                context.Request.Method,
                context.Request.Path,
                context.Request.QueryString.Value ?? "",
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToArray(), StringComparer.Ordinal),
                Convert.ToBase64String(body.ToArray()),
                [.. context.User.Claims.Select(c => $"{c.Type}={c.Value}")],
                System.Diagnostics.Activity.Current?.TraceId.ToString(),
                Environment.ProcessId);
            context.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(context.Response.Body, echo, ProbeJson.Default.HttpEcho);
        }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(ProbeEvent))]
    [JsonSerializable(typeof(ProbeResult))]
    [JsonSerializable(typeof(HttpEcho))]
    [JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
    [JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
    internal sealed partial class ProbeJson : JsonSerializerContext;
}
