using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.ServiceDefaults;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Telemetry;

/// <summary>Sends what browsers send, and what they should not.</summary>
public sealed partial class TelemetryApiTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Ratio = "Telemetry:BrowserSampleRatio";

    [Fact]
    public async Task Spans_OfTheFrontEnd_ArePassedOnWithKnownAttributesAlone()
    {
        await using var otlp = await OtlpCapture.StartAsync();
        await using var api = await StartAsync(otlp);
        using var client = api.ClientOf("alice");
        var span = Span("POST /api/boards/{boardId}/cards");
        span["attributes"] = new JsonArray(
            Attribute("http.request.method", "POST"), Attribute("url.template", "/api/boards/{boardId}/cards"),
            Attribute("url.template", "canary-repeated"), Attribute("url.full", "http://canary-address"), Attribute("error.type", "canary-error"),
            Attribute("enduser.id", "canary@example.com"), null, new JsonObject());
        span["events"] = new JsonArray(new JsonObject { ["name"] = "canary-event" });
        span["status"] = new JsonObject { ["code"] = 2, ["message"] = "canary-message" };
        span["traceState"] = "canary=state";

        var (status, body) = await SendAsync(client, Spans(span, Span("createCard"), Span("documentLoad")));

        Assert.Equal((HttpStatusCode.Accepted, """{"accepted":3,"rejected":0}"""), (status, body));
        Assert.True(await otlp.WaitForAsync("POST /api/boards/{boardId}/cards", "traces"), otlp.Show());
        Assert.True(otlp.Has("createCard") && otlp.Has("documentLoad") && otlp.Has("browser") && otlp.Has("http.request.method"));
        Assert.False(otlp.Has("canary"), otlp.Show("canary"));
    }

    [Fact]
    public async Task Actions_OfTheFrontEnd_AreAllKnown()
    {
        await using var api = await StartAsync(otlp: null);
        using var client = api.ClientOf("alice");
        var kinds = new[] { "board/model/commands.ts", "board/model/text-commands.ts" }
            .SelectMany(file => KindOfCommand().Matches(File.ReadAllText(Path.Combine(Repository.Root, "Web", "src", file))))
            .Select(match => match.Groups["kind"].Value).ToList();

        var (_, body) = await SendAsync(client, Spans([.. kinds.Select(Span)]));

        Assert.True(kinds.Count > 25, "The commands have moved.");
        Assert.Equal($$"""{"accepted":{{kinds.Count}},"rejected":0}""", body);
    }

    [Theory]
    [InlineData("name", "canary-name")]
    [InlineData("name", "GET /api/canary")]
    [InlineData("traceId", "00000000000000000000000000000000")]
    [InlineData("traceId", "0AF7651916CD43DD8448EB211C80319C")]
    [InlineData("spanId", "canary")]
    [InlineData("parentSpanId", "canary")]
    [InlineData("startTimeUnixNano", "1")]
    [InlineData("endTimeUnixNano", "1")]
    [InlineData("endTimeUnixNano", "canary")]
    [InlineData("kind", 2)]
    public async Task Span_ThatIsNoneOfTheFrontEnd_IsRejected(string member, object value)
    {
        await using var api = await StartAsync(otlp: null);
        using var client = api.ClientOf("alice");
        var span = Span("createCard");
        span[member] = JsonValue.Create(value);

        var (status, body) = await SendAsync(client, Spans(span, Span("moveCard")));

        Assert.Equal((HttpStatusCode.Accepted, """{"accepted":1,"rejected":1}"""), (status, body));
    }

    [Fact]
    public async Task WebVitals_AreMeasured()
    {
        await using var api = await StartAsync(otlp: null);
        using var client = api.ClientOf("alice");
        using var measured = new Measured("browser.web_vital.lcp");

        var (status, body) = await SendAsync(client, """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
              {"name":"browser.web_vital.lcp","unit":"s","gauge":{"dataPoints":[
                {"asDouble":1.25,"timeUnixNano":"1","attributes":[{"key":"url.template","value":{"stringValue":"/b/{boardId}"}}]},
                {"asDouble":-1,"timeUnixNano":"1"}]}},
              {"name":"canary","gauge":{"dataPoints":[{"asDouble":1}]}}]}]}]}
            """);

        Assert.Equal((HttpStatusCode.Accepted, """{"accepted":1,"rejected":2}"""), (status, body));
        Assert.Equal([(1.25, "url.template=/b/{boardId}")], measured.Values);
    }

    [Fact]
    public async Task WebVitals_MoreThanABrowserHas_AreRejected()
    {
        await using var api = await StartAsync(otlp: null);
        using var client = api.ClientOf("alice");
        var points = string.Join(',', Enumerable.Repeat("""{"asDouble":0.5}""", 8));
        var metric = $$$"""{"name":"browser.web_vital.fcp","gauge":{"dataPoints":[{{{points}}}]}}""";
        var metrics = string.Join(',', Enumerable.Repeat(metric, 30));

        var (_, body) = await SendAsync(client, $$$"""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{{{metrics}}}]}]}]}""");

        Assert.Equal("""{"accepted":100,"rejected":70}""", body);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.Accepted)]
    [InlineData("""{"resourceSpans":[null,{"scopeSpans":[null,{"spans":[null]}]}],"resourceMetrics":[null]}""", HttpStatusCode.Accepted)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[", HttpStatusCode.BadRequest)]
    [InlineData("""{"resourceSpans":"x"}""", HttpStatusCode.BadRequest)]
    public async Task Body_OfAnyForm_IsAnswered(string body, HttpStatusCode expected)
    {
        await using var api = await StartAsync(otlp: null);
        using var client = api.ClientOf("alice");

        Assert.Equal(expected, (await SendAsync(client, body)).Status);
    }

    [Fact]
    public async Task Body_Over64KB_IsTooLarge()
    {
        await using var api = await StartAsync(otlp: null);
        using var client = api.ClientOf("alice");

        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(client, "{}".PadRight(64 * 1024))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(client, "{}".PadRight((64 * 1024) + 1))).Status);
    }

    [Fact]
    public async Task Request_WithoutToken_IsRefused()
    {
        await using var api = await StartAsync(otlp: null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(api.Client, "{}")).Status);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.NotFound)]
    [InlineData("0", HttpStatusCode.NotFound)]
    [InlineData("0.0", HttpStatusCode.NotFound)]
    [InlineData("-1", HttpStatusCode.NotFound)]
    [InlineData("2", HttpStatusCode.NotFound)]
    [InlineData("NaN", HttpStatusCode.NotFound)]
    [InlineData("yes", HttpStatusCode.NotFound)]
    [InlineData("0.001", HttpStatusCode.Accepted)]
    [InlineData("1", HttpStatusCode.Accepted)]
    public async Task Address_WithoutASampleOfBrowsers_IsNotThere(string? ratio, HttpStatusCode expected)
    {
        await using var api = await ApiApplication.StartAsync(ratio is null ? null : [(Ratio, ratio)]);
        using var client = api.ClientOf("alice");

        Assert.Equal(expected, (await SendAsync(client, "{}")).Status);
    }

    // Without a collector it is told to be on, as it is in AWS.
    private static Task<ApiApplication> StartAsync(OtlpCapture? otlp) =>
        ApiApplication.StartAsync(otlp?.Variables.Select(variable => (variable.Key, variable.Value)) ?? [(Ratio, "1")]);

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpClient client, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/api/telemetry", content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Spans(params JsonNode[] spans) => new JsonObject
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = new JsonArray(Attribute("service.name", "canary-service")) },
            ["scopeSpans"] = new JsonArray(new JsonObject { ["spans"] = new JsonArray(spans) }),
        }),
    }.ToJsonString();

    private static JsonObject Span(string name)
    {
        var now = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000).ToString(CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["traceId"] = TraceId,
            ["spanId"] = "b7ad6b7169203331",
            ["parentSpanId"] = "",
            ["name"] = name,
            ["kind"] = 1,
            ["startTimeUnixNano"] = now,
            ["endTimeUnixNano"] = now,
        };
    }

    private static JsonObject Attribute(string key, string value) =>
        new() { ["key"] = key, ["value"] = new JsonObject { ["stringValue"] = value } };

    [GeneratedRegex(@"\| \{ kind: ""(?<kind>\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KindOfCommand();
}
