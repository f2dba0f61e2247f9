using KanbanAspire.Local.Dashboard;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.FluentUI.AspNetCore.Components;

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
DashboardSettings settings;
try
{
    settings = DashboardSettings.Read(builder.Configuration);
}
catch (FormatException wrongAddress)
{
    Console.Error.WriteLine(wrongAddress.Message);
    return 2;
}
builder.Logging.SetMinimumLevel(LogLevel.Warning);
// Kestrel would warn that the listeners below take the place of ASPNETCORE_URLS.
builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
builder.WebHost.UseStaticWebAssets();
(Uri? Url, HttpProtocols Protocols)[] addresses =
    [(settings.FrontendUrl, HttpProtocols.Http1), (settings.OtlpGrpcUrl, HttpProtocols.Http2), (settings.OtlpHttpUrl, HttpProtocols.Http1)];
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = OtlpReceiver.MaxCaptureBytes;
    foreach (var (url, protocols) in addresses)
    {
        if (url is not null)
        {
            kestrel.ListenLocalhost(url.Port, options => options.Protocols = protocols);
        }
    }
});
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton<ResourceStore>();
builder.Services.AddSingleton<FeedReceiver>();
builder.Services.AddSingleton<TelemetryStore>();
builder.Services.AddSingleton<OtlpReceiver>();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddFluentUIComponents();
// The only things protected are the circuits of this process: nothing to keep on disk.
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();

var app = builder.Build();
app.UseWebSockets();
// Before routing, so that health, feed and telemetry do not wait for the endpoints of the user interface to be built.
app.Map("/health", health => health.Run(context => context.Response.WriteAsync("Healthy")));
var otlp = app.Services.GetRequiredService<OtlpReceiver>();
app.MapWhen(otlp.Takes, telemetry => telemetry.Run(otlp.HandleAsync));
app.Map("/feed", feed => feed.Run(app.Services.GetRequiredService<FeedReceiver>().AcceptAsync));
app.UseMiddleware<BrowserAccess>();
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseRouting();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapGet("/console-text/{names?}", ConsoleDownload.Write);
app.MapGet("/capture.json", Capture.ExportAsync);
app.MapPost("/capture.json", Capture.ImportAsync);
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

try
{
    await app.StartAsync();
}
catch (IOException portInUse)
{
    Console.Error.WriteLine($"{portInUse.Message} Stop what uses the port, or give the dashboard another one.");
    return 2;
}
Console.WriteLine($"Login to the dashboard at {app.Urls.First()}/login?t={settings.BrowserToken}");
await app.WaitForShutdownAsync();
return 0;
