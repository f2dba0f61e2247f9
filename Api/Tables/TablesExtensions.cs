using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.Api.Tables;

internal static class TablesExtensions
{
    /// <summary>Adds the DynamoDB client, the tables' names and the clock: what every store asks for; in Lambda also the
    /// warm-up, unless <c>Tables:WarmUp</c> is <c>none</c>.</summary>
    internal static IServiceCollection AddTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System)
            .AddSingleton(TableNames.From(key => configuration[key]))
            .AddSingleton<IAmazonDynamoDB>(_ => DynamoDBClient.Create());
        return string.IsNullOrEmpty(configuration["AWS_LAMBDA_FUNCTION_NAME"]) || configuration["Tables:WarmUp"] is "none"
            ? services
            : services.AddHostedService<TableWarmUp>();
    }
}
