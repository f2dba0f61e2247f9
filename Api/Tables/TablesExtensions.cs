using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.Api.Tables;

internal static class TablesExtensions
{
    /// <summary>Adds the DynamoDB client, the tables' names and the clock: what every store asks for.</summary>
    internal static IServiceCollection AddTables(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(TimeProvider.System)
            .AddSingleton(TableNames.From(key => configuration[key]))
            .AddSingleton<IAmazonDynamoDB>(_ => DynamoDBClient.Create());
}
