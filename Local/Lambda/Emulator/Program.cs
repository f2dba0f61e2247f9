using System.Globalization;
using KanbanAspire.Local.Lambda;

// The Lambda service: the Runtime API that functions poll, the Invoke API that callers use, and the queue between them.
// Configuration is by environment: LAMBDA_RUNTIME_API_PORT and one variable per function.
var port = int.Parse(Environment.GetEnvironmentVariable("LAMBDA_RUNTIME_API_PORT") ?? "5050", CultureInfo.InvariantCulture);
var supervision = new Supervision();
var functions = FunctionConfiguration.FromEnvironment()
    .Select(configuration => new Function(configuration, supervision))
    .ToDictionary(function => function.Name, StringComparer.Ordinal);

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    kestrel.ListenLocalhost(port);
    // The limits of Lambda are checked, and answered, by the APIs themselves.
    kestrel.Limits.MaxRequestBodySize = null;
});
builder.Services.AddRoutingCore();
builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);

var app = builder.Build();
app.UseNoBrowsers();
app.MapGet("/lambda-runtime-api/healthcheck", context => context.Response.WriteAsync("health"));
app.MapRuntimeApi(functions);
app.MapInvokeApi(functions);
app.MapManagementApi(functions, supervision);
await app.RunAsync();
