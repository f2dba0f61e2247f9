using System.Net;
using System.Net.Http.Json;
using System.Text;
using KanbanAspire.Tests.ApiGateway;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Lambda;

/// <summary>A function behind the gateway: HTTP, event, Runtime API, ASP.NET Core, and back.</summary>
public sealed class EndToEndFixture : IAsyncLifetime
{
    private TestProcess? _lambda;
    private TestProcess? _gateway;
    private FunctionProcesses? _function;

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var (lambdaPort, port) = (Repository.FreePort(), Repository.FreePort());
        _lambda = await TestProcess.StartAsync(
            "LambdaEmulator", [new ProbeFunction("web", "http").Variable, Variable.Of("LAMBDA_RUNTIME_API_PORT", lambdaPort)], $"http://localhost:{lambdaPort}/lambda-runtime-api/healthcheck");
        _function = await FunctionProcesses.StartAsync($"http://localhost:{lambdaPort}", [new ProbeFunction("web", "http").Program]);
        _gateway = await GatewayFixture.StartGatewayAsync(port, [GatewayFixture.Integration("web", "/{proxy+}", $"http://localhost:{lambdaPort}")]);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri($"http://localhost:{port}") };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _gateway!.DisposeAsync();
        await _function!.DisposeAsync();
        await _lambda!.DisposeAsync();
    }
}

public sealed class EndToEndTests(EndToEndFixture system) : IClassFixture<EndToEndFixture>
{
    private sealed record Echo(
        string Method, string Path, string Query, Dictionary<string, string[]> Headers, string Body, string[] Claims, string? Trace, int ProcessId);

    [Fact]
    public async Task Request_WithEverything_ReachesTheApplication()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/items/a%20b%25?q=%ED%95%9C&q=2")
        {
            Content = new StringContent("""{"name":"한글"}""", Encoding.UTF8, "application/json"),
            Headers =
            {
                { "Cookie", "a=1; b=2" },
                { "X-Many", new[] { "1", "2" } },
                { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
            },
        };
        using var response = await system.Client.SendAsync(request);
        var echo = (await response.Content.ReadFromJsonAsync<Echo>())!;

        Assert.Equal(("PUT", "/items/a%20b%25", "?q=%ED%95%9C&q=2"), (echo.Method, echo.Path, echo.Query));
        Assert.Equal("""{"name":"한글"}""", Encoding.UTF8.GetString(Convert.FromBase64String(echo.Body)));
        Assert.Equal("a=1; b=2", echo.Headers["Cookie"].Single());
        Assert.Equal("1,2", string.Join(',', echo.Headers["x-many"]).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", echo.Trace);
    }

    [Fact]
    public async Task Body_Binary_ComesBackAsItWas()
    {
        var bytes = Enumerable.Range(0, 100_000).Select(n => (byte)n).ToArray();
        using var response = await system.Client.PostAsync("/binary", new ByteArrayContent(bytes));

        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Cookies_OfTheApplication_ComeBackOneByOne()
    {
        using var response = await system.Client.GetAsync("/cookies");

        Assert.Equal(["a=1; path=/", "b=2; path=/; httponly"], response.Headers.GetValues("Set-Cookie"));
    }

    [Theory]
    [InlineData("/throw", 500)]
    [InlineData("/exit/5", 500)]
    [InlineData("/size/7000000", 500)]
    [InlineData("/status/418", 418)]
    [InlineData("/status/304", 304)]
    public async Task Function_OfEachFault_GivesItsStatusAndTheNextRequestWorks(string path, int status)
    {
        using var response = await system.Client.GetAsync(path);
        using var next = await system.Client.GetAsync("/anything");

        Assert.Equal((status, HttpStatusCode.OK), ((int)response.StatusCode, next.StatusCode));
    }

    [Fact]
    public async Task Requests_AtOnce_AreAnsweredBySeveralProcesses()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => system.Client.GetAsync("/sleep/1500")));

        Assert.All(responses, r => Assert.Equal(HttpStatusCode.OK, r.StatusCode));
        Assert.True(watch.ElapsedMilliseconds < 5_500, $"four requests of 1.5 s took {watch.ElapsedMilliseconds} ms");
    }
}
