using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Lambda;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.ApiGateway;

[Collection("API gateway")]
public sealed class GatewayTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData("GET", "/pets/dog", "GET /pets/dog", null)]
    [InlineData("GET", "/pets/cat", "GET /pets/{pet}", """{"pet":"cat"}""")]
    [InlineData("POST", "/pets/dog", "ANY /pets/{pet}", """{"pet":"dog"}""")]
    [InlineData("GET", "/pets/cat/toys", "GET /pets/{pet}/toys", """{"pet":"cat"}""")]
    [InlineData("POST", "/pets/cat/toys", "ANY /pets/{proxy+}", """{"proxy":"cat/toys"}""")]
    [InlineData("GET", "/pets/a/b/c", "ANY /pets/{proxy+}", """{"proxy":"a/b/c"}""")]
    [InlineData("GET", "/pets/a%20%EA%B0%80", "GET /pets/{pet}", """{"pet":"a 가"}""")]
    public async Task Route_OfRequest_IsTheMostSpecific(string method, string path, string routeKey, string? variables)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var received = await gateway.EventAsync(request);

        Assert.Equal(routeKey, received["routeKey"]!.GetValue<string>());
        Assert.Equal(routeKey, received["requestContext"]!["routeKey"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(variables is null ? null : JsonNode.Parse(variables), received["pathParameters"]), received.ToJsonString());
    }

    [Theory]
    [InlineData("GET", "/nothing")]
    [InlineData("POST", "/guarded")]
    [InlineData("GET", "/pets")]
    [InlineData("GET", "/pets/")]
    [InlineData("GET", "/Pets/dog")]
    [InlineData("GET", "/")]
    public async Task Route_UnknownPathOrMethod_Is404(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await gateway.Client.SendAsync(request);

        await AssertAnswerAsync(response, HttpStatusCode.NotFound, "Not Found");
    }

    [Theory]
    [InlineData("/fails", 500, "Internal Server Error")]
    [InlineData("/slow", 503, "Service Unavailable")]
    [InlineData("/throttled", 503, "Service Unavailable")]
    [InlineData("/small", 413, "Request Entity Too Large")]
    public async Task Function_Fails_CallerLearnsNoMoreThanFromAws(string path, int status, string message)
    {
        using var response = await gateway.Client.GetAsync(path);

        await AssertAnswerAsync(response, (HttpStatusCode)status, message);
    }

    [Theory]
    [InlineData("", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("garbage", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":"many"}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":99}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":200,"body":"!","isBase64Encoded":true}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":200,"headers":{"bad name":"x"}}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":200,"headers":{"x":"a\nb"}}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"a":1}""", 200, "application/json", """{"a":1}""")]
    [InlineData("[1,2]", 200, "application/json", "[1,2]")]
    [InlineData("\"Hello\"", 200, "application/json", "Hello")]
    [InlineData("null", 200, "application/json", "null")]
    [InlineData("""{"statusCode":"201","body":"made"}""", 201, "text/plain; charset=utf-8", "made")]
    [InlineData("""{"statusCode":200,"headers":{"Content-Type":"text/html","X-N":5},"body":"<p>한글"}""", 200, "text/html", "<p>한글")]
    [InlineData("""{"statusCode":200,"headers":{"content-type":"image/png"},"body":"aGk=","isBase64Encoded":true}""", 200, "image/png", "hi")]
    [InlineData("""{"statusCode":404,"body":null}""", 404, null, "")]
    [InlineData("""{"statusCode":204,"body":"dropped"}""", 204, null, "")]
    public async Task Function_Result_IsReadAsPayloadTwo(string result, int status, string? contentType, string body)
    {
        using var response = await gateway.AnswerAsync(result);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(contentType, status == 204 ? null : response.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Function_Cookies_BecomeOneHeaderEach()
    {
        using var response = await gateway.AnswerAsync("""{"statusCode":200,"cookies":["a=1; Path=/","b=2; HttpOnly"],"body":""}""");

        Assert.Equal(["a=1; Path=/", "b=2; HttpOnly"], response.Headers.GetValues("Set-Cookie"));
    }

    [Theory]
    [InlineData("https://web.example", true)]
    [InlineData("https://other.example", false)]
    public async Task Preflight_OfOrigin_IsAnsweredByTheGateway(string origin, bool allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/guarded")
        {
            Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "GET" } },
        };
        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(allowed ? origin : null, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal(allowed, Header(response, "Access-Control-Allow-Headers")?.Contains("authorization", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task CorsHeaders_OfTheFunction_AreReplaced()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/raw")
        {
            Headers = { { "Origin", "https://web.example" } },
            Content = new StringContent("""{"statusCode":200,"headers":{"access-control-allow-origin":"*","access-control-allow-credentials":"true"}}"""),
        };
        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal("https://web.example", Header(response, "Access-Control-Allow-Origin"));
        Assert.Null(Header(response, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task CorsHeaders_OnTheGatewaysOwnAnswers_AreThereToo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/guarded") { Headers = { { "Origin", "https://web.example" } } };
        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("https://web.example", Header(response, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(10 * 1024 * 1024, false, 500)]
    [InlineData((10 * 1024 * 1024) + 1, false, 413)]
    [InlineData((10 * 1024 * 1024) + 1, true, 413)]
    public async Task Body_OverTenMegabytes_Is413(int bytes, bool isChunked, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/fails") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(9_000, 200)]
    [InlineData(11_000, 431)]
    public async Task Headers_OverLimit_Is431(int bytes, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/echo/headers") { Headers = { { "x-long", new string('x', bytes) } } };
        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Throttle_BurstUsedUp_Is429()
    {
        var port = Support.Repository.FreePort();
        await using var process = await GatewayFixture.StartGatewayAsync(port, [Variable.Of("API_GATEWAY_THROTTLE", "1,3")]);
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };

        using var first = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);

        // However slow the machine is, a burst is faster than one request a second.
        var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetAsync("/")));
        var rejected = responses.Where(response => response.StatusCode != HttpStatusCode.NotFound).ToList();
        Assert.NotEmpty(rejected);
        await AssertAnswerAsync(rejected[0], HttpStatusCode.TooManyRequests, "Too Many Requests");
        Assert.All(rejected, response => Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode));
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task Lambda_IsAway_Is503()
    {
        var port = Support.Repository.FreePort();
        await using var process = await GatewayFixture.StartGatewayAsync(
            port, [GatewayFixture.Integration("gone", "/{proxy+}", $"http://localhost:{Support.Repository.FreePort()}")]);
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        using var response = await client.GetAsync("/anything");

        await AssertAnswerAsync(response, HttpStatusCode.ServiceUnavailable, "Service Unavailable");
    }

    [Fact]
    public async Task AccessLog_OfRequest_IsOneLineWithoutSecrets()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pets/canary-path?token=canary-query");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "canary-token");
        using var response = await gateway.Client.SendAsync(request);
        var id = Header(response, "apigw-requestid")!;

        await Eventually.TrueAsync(() => gateway.Lines.Any(l => l.Contains(id, StringComparison.Ordinal)), "no access log line");
        var line = JsonNode.Parse(gateway.Lines.Single(l => l.Contains(id, StringComparison.Ordinal)))!;
        Assert.Equal(("GET", "GET /pets/{pet}", "200"), (line["httpMethod"]!.GetValue<string>(), line["routeKey"]!.GetValue<string>(), line["status"]!.GetValue<string>()));
        Assert.DoesNotContain(gateway.Lines, l => l.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trace_OfCallerInW3CForm_IsPassedOnInBothForms()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/echo/trace")
        {
            Headers = { { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" } },
        };
        var headers = (await gateway.EventAsync(request))["headers"]!;

        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", headers["traceparent"]!.GetValue<string>());
        Assert.Equal("Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1", headers["x-amzn-trace-id"]!.GetValue<string>());
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private static async Task AssertAnswerAsync(HttpResponseMessage response, HttpStatusCode status, string message)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal($$"""{"message":"{{message}}"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.True(response.Headers.Contains("apigw-requestid"));
    }
}
