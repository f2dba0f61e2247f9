using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Dashboard;

/// <summary>Tests the way from OpenTelemetry's own exporters to the screen.</summary>
public sealed class TelemetryTests(DashboardProcess dashboard) : IClassFixture<DashboardProcess>
{
    private static readonly ActivitySource Source = new("Tests.Dashboard");
    private static readonly HttpClient Client = new();

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Trace_FromTheRealExporter_IsShownWithParentsAttributesAndItsLogs(OtlpExportProtocol protocol)
    {
        var service = $"api-{protocol}".ToLowerInvariant();
        var traceId = Send(service, protocol);
        var page = await dashboard.OpenAsync($"/traces?resource={service}");
        await page.GetByTestId("trace").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/trace/{traceId}$"));
        var spans = page.GetByTestId("span");
        await Expect(spans).ToHaveCountAsync(2);
        await Expect(spans.Nth(0)).ToContainTextAsync("PUT /items");
        await Expect(spans.Nth(1)).ToContainTextAsync("DynamoDB.PutItem");
        await spans.Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        var details = page.GetByTestId("span-details");
        await Expect(details).ToContainTextAsync("aws.dynamodb");
        await Expect(details).ToContainTextAsync("[kanban, items]");
        await Expect(details).ToContainTextAsync("2.5");
        await Expect(details).ToContainTextAsync("error throttled");
        await Expect(details).ToContainTextAsync("Event retry");
        await spans.Nth(0).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByTestId("span-logs").ClickAsync();
        await Expect(page.GetByTestId("log")).ToHaveCountAsync(1);
        await page.GetByText("Put item 42").ClickAsync();
        await Expect(page.GetByTestId("log-details")).ToContainTextAsync("ItemId");
        await page.GetByTestId("log-trace").ClickAsync();
        await Expect(page.GetByTestId("waterfall")).ToBeVisibleAsync();
        await page.GotoAsync($"{dashboard.Url}/metrics?resource={service}&instrument={service}%2Ftests.duration");
        await Expect(page.GetByTestId("legend").Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(page.GetByTestId("instruments").Locator("li")).ToHaveCountAsync(2);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Traces_FilteredByDurationErrorAndAttribute_ShowTheMatchingOnes()
    {
        var id = Guid.NewGuid().ToString("N");
        await PostAsync("/v1/traces", Json(id, "slow", ("quick", 5, 0), ("slow work", 900, 2)));
        await PostAsync("/v1/traces", Json(Guid.NewGuid().ToString("N"), "slow", ("other", 3, 0)));
        var page = await dashboard.OpenAsync("/traces?resource=slow");
        await Expect(page.GetByTestId("trace")).ToHaveCountAsync(2);
        foreach (var query in new[] { "duration>0.5s", "status=error", "name:work", "tenant=slow-work", "-other", "http.status_code>=900" })
        {
            await page.GetByTestId("search").FillAsync(query);
            await Expect(page.GetByTestId("trace")).ToHaveCountAsync(1);
            await Expect(page.GetByTestId("trace")).ToHaveAttributeAsync("href", $"/trace/{id}");
        }
        await page.GetByTestId("search").FillAsync("");
        await page.GetByTestId("errors").ClickAsync();
        await Expect(page.GetByTestId("trace")).ToHaveCountAsync(1);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Logs_FilteredByLevelTextAndAttribute_ShowTheMatchingOnes()
    {
        await PostAsync("/v1/logs", """
            {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"filtered"}}]},"scopeLogs":[{"logRecords":[
            {"timeUnixNano":"1","severityNumber":9,"body":{"stringValue":"calm"}},
            {"timeUnixNano":"2","severityNumber":17,"body":{"stringValue":"storm"},"attributes":[{"key":"wind","value":{"intValue":"9"}}]}]}]}]}
            """);
        var page = await dashboard.OpenAsync("/logs?resource=filtered");
        await Expect(page.GetByTestId("log")).ToHaveCountAsync(2);
        await page.GetByTestId("level-select").SelectOptionAsync("Warning");
        await Expect(page.GetByTestId("log")).ToHaveTextAsync([new Regex("storm")]);
        await page.GetByTestId("level-select").SelectOptionAsync("");
        await page.GetByTestId("search").FillAsync("wind>8");
        await Expect(page.GetByTestId("log")).ToHaveTextAsync([new Regex("storm")]);
        await page.GetByTestId("search").FillAsync("calm");
        await Expect(page.GetByTestId("log")).ToHaveTextAsync([new Regex("calm")]);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Capture_ExportedAndImportedElsewhere_ShowsTheSameTrace()
    {
        var id = Guid.NewGuid().ToString("N");
        await PostAsync("/v1/traces", Json(id, "captured", ("first", 5, 0), ("second", 9, 2)));
        var page = await dashboard.OpenAsync($"/trace/{id}");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("export-trace").ClickAsync());
        var file = await download.PathAsync();
        using var exported = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        using var sent = JsonDocument.Parse(Json(id, "captured", ("first", 5, 0), ("second", 9, 2)));
        Assert.True(JsonElement.DeepEquals(
            sent.RootElement.GetProperty("resourceSpans"), exported.RootElement.GetProperty("resourceSpans")));

        await using var other = new OwnDashboard();
        await other.Process.InitializeAsync();
        var there = await other.Process.OpenAsync("/capture");
        await there.GetByTestId("import").SetInputFilesAsync(file);
        await Expect(there.GetByTestId("import-status")).ToHaveTextAsync("Imported.");
        await there.GotoAsync($"{other.Process.Url}/trace/{id}");
        await Expect(there.GetByTestId("span")).ToHaveCountAsync(2);
        await there.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/v1/traces", "application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("/v1/traces", "application/json", """{"resourceSpans":"no"}""", HttpStatusCode.BadRequest)]
    [InlineData("/v1/traces", "application/x-protobuf", "\u0001\u0002\u0003 no protobuf", HttpStatusCode.BadRequest)]
    [InlineData("/v1/traces", "application/json", """{"resourceSpans":[null]}""", HttpStatusCode.BadRequest)]
    [InlineData("/v1/traces", "application/json", """{"resourceSpans":[{"scopeSpans":[{"spans":[{}]}]}]}""", HttpStatusCode.OK)]
    [InlineData("/v1/metrics", "application/json", "null", HttpStatusCode.OK)]
    [InlineData("/v1/logs", "application/json", """{"resourceLogs":[{"resource":{"attributes":[{"value":5}]}}]}""", HttpStatusCode.BadRequest)]
    [InlineData("/v1/logs", "application/json", "{}", HttpStatusCode.OK)]
    [InlineData("/v1/profiles", "application/json", "{}", HttpStatusCode.NotFound)]
    public async Task Receiver_WithBadInput_AnswersWithItsStatus(string path, string type, string body, HttpStatusCode expected)
    {
        Assert.Equal(expected, await PostAsync(path, body, type));
    }

    [Fact]
    public async Task Receiver_WithAnyBytes_AnswersOkOrBadRequest()
    {
        var random = new Random(42);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            // Begins as a request does: one resource, one scope, one element, then anything.
            var bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            byte[] body = [10, (byte)(bytes.Length + 4), 18, (byte)(bytes.Length + 2), 18, (byte)bytes.Length, .. bytes];
            var path = new[] { "/v1/traces", "/v1/logs", "/v1/metrics" }[attempt % 3];
            var status = await PostAsync(path, Encoding.Latin1.GetString(body), "application/x-protobuf");
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{status} for {Convert.ToHexString(body)}");
        }
    }

    // Each fits in a request, and would take many times its length of memory.
    [Fact]
    public async Task Receiver_WithWhatWouldFillItsMemory_Refuses()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/v1/traces", $"{{\"resourceSpans\":[{string.Join(',', Enumerable.Repeat("{}", 200_000))}]}}"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/v1/traces", string.Concat(Enumerable.Repeat("\n\0", 200_000)), "application/x-protobuf"));
        var deep = $"{string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", 5_000))}{string.Concat(Enumerable.Repeat("]}}", 5_000))}";
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(
            "/v1/logs", $$$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{{{deep}}}}]}]}]}"""));
        using var bomb = new MemoryStream();
        await using (var zip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            var spaces = new byte[1024 * 1024];
            spaces.AsSpan().Fill((byte)' ');
            for (var megabyte = 0; megabyte <= 64; megabyte++)
            {
                await zip.WriteAsync(spaces);
            }
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{dashboard.OtlpHttpUrl}/v1/traces") { Content = new ByteArrayContent(bomb.ToArray()) };
        request.Content.Headers.ContentType = new("application/json");
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.Add("x-otlp-api-key", DashboardProcess.OtlpKey);
        using var answer = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/v1/logs", "{}"));
    }

    [Fact]
    public async Task Receiver_WithoutTheKey_Refuses()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("/v1/traces", "{}", key: "wrong"));
    }

    [Fact]
    public async Task Trace_Of500Spans_OpensInOneRenderOfAtMost200Rows()
    {
        var id = Guid.NewGuid().ToString("N");
        await PostAsync("/v1/traces", Json(id, "long", [.. Enumerable.Range(0, 500).Select(index => ($"step {index}", 2, 0))]));
        var page = await dashboard.OpenAsync($"/trace/{id}");
        await Expect(page.GetByTestId("trace-facts")).ToContainTextAsync("500 spans");
        Assert.InRange(await page.GetByTestId("span").CountAsync(), 100, 200);
        await page.GetByTestId("waterfall").EvaluateAsync("element => element.scrollTo(0, element.scrollHeight)");
        await Expect(page.GetByText("step 499")).ToBeVisibleAsync();
        Assert.InRange(await page.GetByTestId("span").CountAsync(), 50, 200);
        await page.Context.CloseAsync();
    }

    /// <summary>Makes one request of OTLP JSON: the first span is the parent of the others.</summary>
    internal static string Json(string traceId, string service, params (string Name, int Ms, int Status)[] spans)
    {
        const long Start = 1_764_000_000_000_000_000;
        var items = spans.Select((span, index) => $$$"""
            {"traceId":"{{{traceId}}}","spanId":"{{{index + 1:x16}}}",{{{(index == 0 ? "" : "\"parentSpanId\":\"0000000000000001\",")}}}
            "name":"{{{span.Name}}}","kind":2,"startTimeUnixNano":"{{{Start + (index * 1_000_000L)}}}",
            "endTimeUnixNano":"{{{Start + ((index + span.Ms) * 1_000_000L)}}}","attributes":[
            {"key":"tenant","value":{"stringValue":"{{{span.Name.Replace(' ', '-')}}}"}},
            {"key":"http.status_code","value":{"intValue":"{{{span.Ms}}}"}},
            {"key":"list","value":{"arrayValue":{"values":[{"boolValue":true}]} } }],"status":{"code":{{{span.Status}}} } }
            """);
        return $$$"""
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"{{{service}}}"}}]},
            "scopeSpans":[{"scope":{"name":"tests"},"spans":[{{{string.Join(',', items)}}}]}]}]}
            """;
    }

    private async Task<HttpStatusCode> PostAsync(
        string path, string body, string type = "application/json", string key = DashboardProcess.OtlpKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, dashboard.OtlpHttpUrl + path);
        request.Content = new StringContent(body, Encoding.Latin1, type);
        request.Headers.Add("x-otlp-api-key", key);
        using var answer = await Client.SendAsync(request);
        return answer.StatusCode;
    }

    private ActivityTraceId Send(string service, OtlpExportProtocol protocol)
    {
        void Configure(OtlpExporterOptions options, string path)
        {
            options.Protocol = protocol;
            options.Endpoint = new Uri(protocol == OtlpExportProtocol.Grpc ? dashboard.OtlpGrpcUrl : dashboard.OtlpHttpUrl + path);
            options.Headers = $"x-otlp-api-key={DashboardProcess.OtlpKey}";
        }
        var resource = ResourceBuilder.CreateEmpty().AddService(service);
        using var meter = new Meter("Tests.Dashboard");
        using var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(meter.Name)
            .AddOtlpExporter(options => Configure(options, "/v1/metrics")).Build();
        using var logging = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options =>
            options.SetResourceBuilder(resource).AddOtlpExporter(exporter => Configure(exporter, "/v1/logs"))));
        using var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Source.Name)
            .AddOtlpExporter(options => Configure(options, "/v1/traces")).Build();
        var duration = meter.CreateHistogram<double>("tests.duration", "s");
        meter.CreateCounter<long>("tests.count").Add(1);
        duration.Record(0.2);
        metrics.ForceFlush();
        duration.Record(0.3);
        using var server = Source.StartActivity("PUT /items", ActivityKind.Server)!;
        logging.CreateLogger("Items").LogInformation("Put item {ItemId}", 42);
        using (var client = Source.StartActivity("DynamoDB.PutItem", ActivityKind.Client)!)
        {
            client.SetTag("db.system.name", "aws.dynamodb").SetTag("aws.dynamodb.table_names", new[] { "kanban", "items" });
            client.SetTag("aws.dynamodb.consumed_capacity", 2.5).SetStatus(ActivityStatusCode.Error, "throttled");
            client.AddEvent(new ActivityEvent("retry"));
        }
        return server.TraceId;
    }
}
