using System.Net.Http.Headers;
using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Api;

/// <summary>
/// Runs the Api over tables of its own in the DynamoDB emulator: in this process on Kestrel, unless <see cref="Elsewhere"/> says
/// otherwise.
/// </summary>
public sealed class ApiApplication : IAsyncDisposable
{
    private readonly IAsyncDisposable _host;
    private readonly Uri _address;

    private ApiApplication(IAsyncDisposable host, string address, AmazonDynamoDBClient table, TableNames names, UserPool userPool)
    {
        (_host, _address) = (host, new Uri(address));
        UserPool = userPool;
        Table = table;
        Names = names;
        Client = NewClient();
    }

    /// <summary>Gets what starts the Api with some variables for the rest of an asynchronous flow; null for this process.</summary>
    public static AsyncLocal<Func<Dictionary<string, string>, Task<(IAsyncDisposable Host, string Address)>>?> Elsewhere { get; } = new();

    /// <summary>Gets a client that is not signed in.</summary>
    public HttpClient Client { get; }

    public UserPool UserPool { get; }

    public AmazonDynamoDBClient Table { get; }

    public TableNames Names { get; }

    /// <summary>Gets what the Api is made of, where it runs in this process.</summary>
    public IServiceProvider Services => ((WebApplication)_host).Services;

    /// <summary>Gets a store over the same table, without a limit of writes.</summary>
    public BoardServices Store => new(Table, Names);

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
        var table = await DynamoDBEmulator.CreateClientAsync();
        var names = await DynamoDBEmulator.CreateTablesAsync(table);
        var userPool = await UserPool.Shared.Value;
        (string Key, string Value)[] all =
        [
            ("Tables:Items", names.Items), ("Tables:Kanban", names.Kanban), ("Logging:LogLevel:Default", "Warning"),
            .. userPool.Settings, .. settings ?? [],
        ];
        if (Elsewhere.Value is { } start)
        {
            var (host, address) = configure is null
                ? await start(await VariablesAsync(names, all))
                : throw new NotSupportedException("Services of another process cannot be replaced.");
            return new ApiApplication(host, address, table, names, userPool);
        }

        string[] arguments = ["--Urls=http://127.0.0.1:0", .. all.Select(setting => $"--{setting.Key}={setting.Value}")];
        var app = KanbanAspire.Api.Program.Build(arguments, services =>
        {
            services.AddSingleton<IAmazonDynamoDB>(table);
            configure?.Invoke(services);
        });
        await app.StartAsync();
        return new ApiApplication(app, app.Urls.First(), table, names, userPool);
    }

    private static async Task<Dictionary<string, string>> VariablesAsync(TableNames names, IEnumerable<(string Key, string Value)> settings)
    {
        var variables = await DynamoDBEmulator.VariablesAsync(names);
        foreach (var (key, value) in settings)
        {
            variables[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return variables;
    }

    private HttpClient NewClient() => new() { BaseAddress = _address };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
        Table.Dispose();
    }
}
