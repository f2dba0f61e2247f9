using KanbanAspire.Api.Http;
using KanbanAspire.Api.Items;
using KanbanAspire.Api.Tables;
using KanbanAspire.ServiceDefaults;

var builder = LeanWebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
builder.Services.AddTables(builder.Configuration);
builder.Services.AddItems();

var app = builder.Build();
app.UseRouting();
app.UseUnknownRoutes();
app.MapDefaultEndpoints();
app.MapItems();

app.Run();
