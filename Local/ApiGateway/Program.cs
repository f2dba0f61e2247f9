using System.Globalization;
using System.Text;
using KanbanAspire.Local.ApiGateway;
using KanbanAspire.Local.Tokens;
using KanbanAspire.ServiceDefaults;
using OpenTelemetry.Instrumentation.AspNetCore;

// Stands in for an HTTP API of API Gateway. Configuration is by environment, see docs/lambda.md.
var configuration = GatewayConfiguration.FromEnvironment();
var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null });
var gateway = new Gateway(
    configuration,
    new RouteTable(configuration, Environment.GetEnvironmentVariable("services__LambdaServiceEmulator__http__0")),
    configuration.Issuer is { } issuer ? new JwtAuthorizer(issuer, configuration.Audiences, new SigningKeys(issuer, http)) : null,
    http);

const string healthPath = "/__lambda_test_tool_apigateway_health__";
var builder = LeanApplication.CreateWebBuilder(args);
builder.AddServiceDefaults();
builder.Services.Configure<AspNetCoreTraceInstrumentationOptions>(
    options => options.Filter = context => !context.Request.Path.Equals(healthPath, StringComparison.Ordinal));
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.ListenLocalhost(int.Parse(Environment.GetEnvironmentVariable("API_GATEWAY_EMULATOR_PORT") ?? "5051", CultureInfo.InvariantCulture));
    kestrel.AddServerHeader = false;
    kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
    // The gateway has lower limits and answers for them itself; these only bound what it reads.
    kestrel.Limits.MaxRequestLineSize = 32 * 1024;
    kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
    kestrel.Limits.MaxRequestBodySize = 11 * 1024 * 1024;
});
builder.Logging.SetMinimumLevel(LogLevel.Warning);

var app = builder.Build();
app.Map(healthPath, health => health.Run(context => context.Response.WriteAsync("healthy")));
app.Run(gateway.HandleAsync);
await app.RunAsync();
