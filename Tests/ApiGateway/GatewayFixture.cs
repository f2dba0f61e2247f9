using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Lambda;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.ApiGateway;

[CollectionDefinition("API gateway")]
public sealed class GatewayCollection : ICollectionFixture<GatewayFixture>;

/// <summary>One running gateway with a route table, an issuer and functions that answer anything.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private static readonly object[] Routes =
    [
        new { routeKey = "ANY /raw" },
        new { routeKey = "ANY /fails" },
        new { routeKey = "ANY /slow" },
        new { routeKey = "ANY /throttled" },
        new { routeKey = "ANY /small" },
        new { routeKey = "GET /pets/dog" },
        new { routeKey = "GET /pets/{pet}" },
        new { routeKey = "ANY /pets/{pet}" },
        new { routeKey = "GET /pets/{pet}/toys" },
        new { routeKey = "ANY /pets/{proxy+}" },
        new { routeKey = "ANY /echo/{proxy+}" },
        new { routeKey = "GET /guarded", authorization = "JWT", scopes = new[] { "openid", "admin" } },
        new { routeKey = "GET /signed-in", authorization = "JWT", scopes = Array.Empty<string>() },
        new { routeKey = "GET /opened/{id}", authorization = "JWT", scopes = new[] { "openid" } },
    ];

    private readonly string _routeFile = Path.GetTempFileName();
    private FakeLambda? _lambda;
    private TestProcess? _process;

    public TestIssuer Issuer { get; private set; } = null!;

    public int Port { get; } = Repository.FreePort();

    public HttpClient Client { get; private set; } = null!;

    public IReadOnlyList<string> Lines => _process!.Lines;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_routeFile, JsonSerializer.Serialize(Routes));
        _lambda = await FakeLambda.StartAsync();
        Issuer = await TestIssuer.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://localhost:{Port}") };
        _process = await StartGatewayAsync(Port,
        [
            .. Integrations(_lambda.Url, "raw", "fails", "slow", "throttled", "small"),
            Integration("echo", "/{proxy+}", _lambda.Url),
            Variable.Of("API_GATEWAY_ROUTES", _routeFile),
            Variable.Of("API_GATEWAY_JWT_ISSUER", Issuer.Issuer),
            Variable.Of("API_GATEWAY_JWT_AUDIENCE", "client-1,client-2"),
            Variable.Of("API_GATEWAY_CORS_ORIGINS", "https://web.example"),
            Variable.Of("API_GATEWAY_OPEN_PATHS", "/opened"),
            Variable.Of("API_GATEWAY_TIMEOUT_MS", 10_000),
        ]);
    }

    public async Task DisposeAsync()
    {
        await _process!.DisposeAsync();
        await _lambda!.DisposeAsync();
        await Issuer.DisposeAsync();
        File.Delete(_routeFile);
    }

    public static Task<TestProcess> StartGatewayAsync(int port, IEnumerable<KeyValuePair<string, string?>> environment) => TestProcess.StartAsync(
        "ApiGateway", environment.Append(Variable.Of("API_GATEWAY_EMULATOR_PORT", port)), $"http://localhost:{port}/__lambda_test_tool_apigateway_health__");

    public static KeyValuePair<string, string?> Integration(string function, string path, string endpoint) => Variable.Of(
        $"APIGATEWAY_EMULATOR_ROUTE_CONFIG_{function}",
        JsonSerializer.Serialize(new { LambdaResourceName = function, Endpoint = endpoint, HttpMethod = "ANY", Path = path }));

    /// <summary>Sends a result through the function that answers with its request's body.</summary>
    public Task<HttpResponseMessage> AnswerAsync(string functionResult) =>
        Client.PostAsync("/raw", new StringContent(functionResult, Encoding.UTF8, "application/json"));

    /// <summary>Sends a request and gives the event its function got.</summary>
    public async Task<JsonNode> EventAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        Assert.Equal("echo", response.Headers.TryGetValues("x-function", out var names) ? names.Single() : $"{response.StatusCode} of the gateway");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Integrations(string endpoint, params string[] functions) =>
        functions.Select(f => Integration(f, $"/{f}", endpoint));
}
