using System.Net.Http.Headers;
using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Api;

/// <summary>Runs the Api in this process on Kestrel, over tables of its own in the DynamoDB stand-in.</summary>
public sealed class ApiApplication : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiApplication(WebApplication app, AmazonDynamoDBClient table, TableNames names, UserPool userPool)
    {
        _app = app;
        UserPool = userPool;
        Table = table;
        Names = names;
        Client = NewClient();
    }

    /// <summary>Gets a client that is not signed in.</summary>
    public HttpClient Client { get; }

    public UserPool UserPool { get; }

    public AmazonDynamoDBClient Table { get; }

    public TableNames Names { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Makes a client that is signed in.</summary>
    /// <param name="userId">As whom.</param>
    public HttpClient ClientOf(string userId) => ClientWith(UserPool.Issue(userId));

    /// <summary>Makes a client with a token.</summary>
    /// <param name="accessToken">The token.</param>
    public HttpClient ClientWith(string accessToken)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    /// <summary>Starts it; it takes the tokens of the shared <see cref="Tests.Api.UserPool"/> unless told otherwise.</summary>
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

        var userPool = await UserPool.Shared.Value;
        (string Key, string Value)[] all =
        [
            ("Tables:Items", names.Items), ("Tables:Kanban", names.Kanban), ("Urls", "http://127.0.0.1:0"),
            ("Logging:LogLevel:Default", "Warning"), .. userPool.Settings, .. settings ?? [],
        ];
        var app = KanbanAspire.Api.Program.Build([.. all.Select(setting => $"--{setting.Key}={setting.Value}")], services =>
        {
            services.AddSingleton<IAmazonDynamoDB>(table);
            configure?.Invoke(services);
        });
        await app.StartAsync();
        return new ApiApplication(app, table, names, userPool);
    }

    private HttpClient NewClient() => new() { BaseAddress = new Uri(_app.Urls.First()) };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Table.Dispose();
    }
}
