using Amazon.DynamoDBv2;
using KanbanAspire.Api.Items;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Api;

/// <summary>Runs the Api in this process on Kestrel, over tables of its own in the DynamoDB stand-in.</summary>
public sealed class ApiApplication : IAsyncDisposable
{
    private readonly Factory _factory;

    private ApiApplication(Factory factory, AmazonDynamoDBClient table, TableNames names)
    {
        _factory = factory;
        Table = table;
        Names = names;
        Client = factory.CreateClient();
    }

    public HttpClient Client { get; }

    public AmazonDynamoDBClient Table { get; }

    public TableNames Names { get; }

    public IServiceProvider Services => _factory.Services;

    /// <param name="settings">Configuration by key, for example <c>("ItemsAuthorization", "none")</c>.</param>
    /// <param name="configure">Replaces services; null for none.</param>
    public static async Task<ApiApplication> StartAsync(
        IEnumerable<(string Key, string Value)>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var names = new TableNames(DynamoDBStandIn.NewTableName("items"), DynamoDBStandIn.NewTableName("kanban"));
        var table = await DynamoDBStandIn.CreateClientAsync();
        foreach (var schema in TableSchemas.All(names))
        {
            await table.CreateIfAbsentAsync(schema, CancellationToken.None);
        }

        var factory = new Factory(
            [("Tables:Items", names.Items), ("Tables:Kanban", names.Kanban), .. settings ?? []],
            services =>
            {
                services.AddSingleton<IAmazonDynamoDB>(table);
                configure?.Invoke(services);
            });
        factory.UseKestrel(0);
        factory.StartServer();
        return new ApiApplication(factory, table, names);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        Table.Dispose();
    }

    private sealed class Factory(
        (string Key, string Value)[] settings, Action<IServiceCollection> configure) : WebApplicationFactory<ItemResponse>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureTestServices(configure);
        }
    }
}
