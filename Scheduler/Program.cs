using Amazon.DynamoDBv2;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using KanbanAspire.Kanban.Items;
using KanbanAspire.Kanban.Push;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Scheduler.Items;
using KanbanAspire.Scheduler.Lambda;
using KanbanAspire.Scheduler.Minutes;
using KanbanAspire.Scheduler.Recurrence;
using KanbanAspire.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

var builder = LeanApplication.CreateBuilder(args);
builder.AddServiceDefaults();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(TableNames.From(key => builder.Configuration[key]));
builder.Services.AddSingleton<IAmazonDynamoDB>(_ => DynamoDBClient.Create());
builder.Services.AddSingleton<ItemStore>();
builder.Services.AddSingleton(ItemLifetime.From(builder.Configuration));
builder.Services.AddSingleton<IMinuteJob, ItemInserter>();
builder.Services.AddKanban(new CommandOptions());
builder.Services.AddBoardPush(builder.Configuration);
builder.Services.AddSingleton(new BackgroundWorkOptions());
builder.Services.AddSingleton<BackgroundWork>();
builder.Services.AddSingleton<IMinuteJob, DueBoards>();

builder.Services.AddSingleton<ScheduledFunction>();

using var host = builder.Build();
var function = host.Services.GetRequiredService<ScheduledFunction>();
using var bootstrap = LambdaBootstrapBuilder.Create<ScheduledEvent, ScheduledResult>(
    function.HandleAsync, new SourceGeneratorLambdaJsonSerializer<ScheduledJson>()).Build();
await bootstrap.RunAsync();
