using Amazon;
using Aspire.Hosting.AWS.Lambda;
using KanbanAspire.AppHost;
using KanbanAspire.AppHost.Deployment;
using KanbanAspire.Kanban.Tables;

if (CommandLine.Read(args) is not { } arguments)
{
    return Environment.ExitCode;
}

var builder = DistributedApplication.CreateBuilder(arguments);
if (await Deployments.BeginAsync(builder) is { } exitCode)
{
    return exitCode;
}

if (builder.UseDataFolder() is not { } data)
{
    return 1;
}

// Every resource that calls AWS does so in Seoul, and on this machine with credentials that open nothing.
var aws = builder.AddAWSSDKConfig().WithRegion(RegionEndpoint.APNortheast2);

// DynamoDB with the two tables of the one schema that Kanban declares.
var dynamodb = builder.AddAWSDynamoDBLocal(
    "dynamodb", new() { LocalStorageDirectory = data.DynamoDB, SharedDb = true, Port = 8000 });
var items = dynamodb.AddTable(TableSchemas.Items);
var kanban = dynamodb.AddTable(TableSchemas.Kanban);

// The user pool: sign-up and sign-in pages (http) and the issuer of tokens, two addresses as in AWS.
var cognito = builder.AddProject<Projects.Cognito>("cognito")
    .WithHttpEndpoint(port: 5082, name: "http").WithHttpEndpoint(port: 5083, name: "issuer")
    .WithHttpHealthCheck("/health", endpointName: "http")
    .ExcludeFromManifest();

// The Event API: what the functions publish about a board goes to every browser that has it open.
var appsync = builder.AddProject<Projects.AppSync>("appsync")
    .WithHttpEndpoint(port: 5085, name: "http").WithChannels(cognito)
    .WithHttpHealthCheck("/health", endpointName: "http")
    .ExcludeFromManifest();

// The API: one Lambda function behind an HTTP API with one catch-all route. The stack lists the real routes.
builder.AddAWSLambdaServiceEmulator(new() { HttpPort = 5084 });
var api = builder.AddAWSLambdaFunction<Projects.Api>("api", "Api")
    .WithReference(aws).WithReference(dynamodb).WithLocalSettings(cognito, appsync)
    .WaitFor(items).WaitFor(kanban);

var gateway = builder.AddAWSAPIGatewayEmulator("gateway", APIGatewayType.HttpV2, new() { HttpPort = 5081 })
    .WithReference(api, Method.Any, "/{proxy+}").WithLocalRoutes(cognito)
    .WithHttpHealthCheck("/__lambda_test_tool_apigateway_health__", endpointName: "http")
    .WithExternalHttpEndpoints();

// The timer of the course: EventBridge invokes a second function, which inserts an item and the recurring cards that are due.
var scheduler = builder.AddAWSLambdaFunction<Projects.Scheduler>("scheduler", "Scheduler")
    .WithReference(aws).WithReference(dynamodb).WithLocalSettings(cognito, appsync)
    .WaitFor(items).WaitFor(kanban);

if (builder.ExecutionContext.IsPublishMode)
{
    builder.AddKanbanStack(aws, api, scheduler);
    builder.Build().Run();
    return await Deployments.FinishAsync(builder);
}

builder.AddSchedule("schedule", scheduler);

// The front end, in CloudFront's part: static files, and everything under /api and /items goes to the gateway.
var web = builder.AddProject<Projects.Web>("web")
    .WithHttpEndpoint(port: 5080, name: "http")
    .WithReference(gateway.GetEndpoint("http")).WithUserPool(cognito).WithEvents(appsync)
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WithExternalHttpEndpoints();

// Cognito sends people back to the front end, and nowhere else.
cognito.WithCallbacksTo(web, data);

return await builder.RunLocallyAsync();
