using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Items;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Scheduler.Items;
using KanbanAspire.Scheduler.Minutes;
using KanbanAspire.ServiceDefaults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
{
    EnvironmentName = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
});
builder.Configuration.AddEnvironmentVariables().AddCommandLine(args);
builder.AddServiceDefaults();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(TableNames.From(key => builder.Configuration[key]));
builder.Services.AddSingleton<IAmazonDynamoDB>(_ => DynamoDBClient.Create());
builder.Services.AddSingleton<ItemStore>();
builder.Services.AddSingleton<IMinuteJob>(services =>
    new ItemInserter(services.GetRequiredService<ItemStore>(), ItemInserter.DefaultLifetime));
builder.Services.AddHostedService<MinuteWorker>();

builder.Build().Run();
