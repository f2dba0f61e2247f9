using KanbanAspire.Web;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpForwarder();
builder.Services.AddResponseCompression(StaticFiles.Compress);

var app = builder.Build();
app.UseSecurityHeaders();
app.MapGet("/health", () => "Healthy");
app.MapClientConfiguration();
app.MapGateway();
app.MapFrontEnd();
app.Run();
