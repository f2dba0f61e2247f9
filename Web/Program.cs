using KanbanAspire.ServiceDefaults;
using KanbanAspire.Web;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddHttpForwarder();
builder.Services.AddResponseCompression(StaticFiles.Compress);

var app = builder.Build();
app.UseSecurityHeaders();
app.MapDefaultEndpoints();
app.MapClientConfiguration();
app.MapGateway();
app.MapApiReference();
app.MapFrontEnd();
app.Run();
