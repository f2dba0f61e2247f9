using KanbanAspire.Local.Dashboard;
using KanbanAspire.Local.Dashboard.Access;
using KanbanAspire.Local.Dashboard.Components;
using KanbanAspire.Local.Dashboard.Resources;
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
// The listeners below take its part; left in place, Kestrel warns that it is not used.
builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, null);
builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    Listen(kestrel, settings.FrontendUrl, HttpProtocols.Http1);
    Listen(kestrel, settings.OtlpGrpcUrl, HttpProtocols.Http2);
    Listen(kestrel, settings.OtlpHttpUrl, HttpProtocols.Http1);
});
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton<ResourceStore>();
builder.Services.AddSingleton<FeedReceiver>();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddFluentUIComponents();
// The only things protected are the circuits of this process: nothing to keep on disk.
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();

var app = builder.Build();
app.UseWebSockets();
// Before routing, so that health, feed and telemetry do not wait for the endpoints of the user interface to be built.
app.Map("/health", health => health.Run(context => context.Response.WriteAsync("Healthy")));
app.Map("/feed", feed => feed.Run(app.Services.GetRequiredService<FeedReceiver>().AcceptAsync));
app.UseMiddleware<BrowserAccess>();
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseRouting();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapGet("/console-text/{names?}", ConsoleDownload.Write);
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.StartAsync();
Console.WriteLine($"Login to the dashboard at {app.Urls.First()}/login?t={settings.BrowserToken}");
await app.WaitForShutdownAsync();
return 0;

static void Listen(KestrelServerOptions kestrel, Uri? url, HttpProtocols protocols)
{
    if (url is null)
    {
        return;
    }
    if (url.IsLoopback && url.HostNameType == UriHostNameType.Dns && url.Port != 0)
    {
        kestrel.ListenLocalhost(url.Port, options => options.Protocols = protocols);
    }
    else
    {
        kestrel.Listen(System.Net.IPAddress.Loopback, url.Port, options => options.Protocols = protocols);
    }
}
