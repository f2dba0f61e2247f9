using System.Diagnostics;
using System.Net;
using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Items;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class TracingTests
{
    [Fact]
    public async Task Request_ToTheTable_IsTwoSpansByTheConventions()
    {
        await using var api = await StartAsync();
        using var capture = new SpanCapture();

        using var response = await SendAsync(api, capture, "/items/secret-id?continuation=secret-query");

        var spans = await capture.WaitForAsync(2);
        var server = Assert.Single(spans, span => span.Kind == ActivityKind.Server);
        var client = Assert.Single(spans, span => span.Kind == ActivityKind.Client);
        Assert.Equal(2, spans.Count);
        Assert.Equal("GET /items/{id}", server.DisplayName);
        Assert.Equal("GET", server.GetTagItem("http.request.method"));
        Assert.Equal("/items/{id}", server.GetTagItem("http.route"));
        Assert.Equal(200, server.GetTagItem("http.response.status_code"));
        Assert.Equal("/items/{id}", server.GetTagItem("url.path"));
        Assert.Null(server.GetTagItem("url.query"));
        Assert.Equal(ActivityStatusCode.Unset, server.Status);
        Assert.Equal(server.SpanId, client.ParentSpanId);
        Assert.Equal("DynamoDB.GetItem", client.DisplayName);
        Assert.Equal("aws.dynamodb", client.GetTagItem("db.system.name"));
        Assert.Equal("GetItem", client.GetTagItem("db.operation.name"));
        Assert.Equal(api.Names.Items, client.GetTagItem("db.collection.name"));
        Assert.Equal([api.Names.Items], (string[])client.GetTagItem("aws.dynamodb.table_names")!);
        var capacity = Assert.Single((string[])client.GetTagItem("aws.dynamodb.consumed_capacity")!);
        Assert.StartsWith($$"""{"TableName":"{{api.Names.Items}}","CapacityUnits":""", capacity);
        Assert.NotNull(client.GetTagItem("aws.request_id"));
        Assert.DoesNotContain(spans, span => span.TagObjects.Any(tag => $"{tag.Value}".Contains("secret", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/nothing-secret", HttpStatusCode.NotFound)]
    [InlineData("/api/me", HttpStatusCode.Unauthorized)]
    public async Task Request_OfTheClientsFault_IsNoError(string path, HttpStatusCode status)
    {
        await using var api = await StartAsync();
        using var capture = new SpanCapture();

        using var response = await SendAsync(api, capture, path);

        var server = Assert.Single(await capture.WaitForAsync(1));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(ActivityStatusCode.Unset, server.Status);
        Assert.DoesNotContain("secret", (string)server.GetTagItem("url.path")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_TableAway_IsAnErrorOnBothSpans()
    {
        await using var api = await StartAsync(services => services.AddSingleton<IAmazonDynamoDB>(_ =>
            new AmazonDynamoDBClient("local", "local", new AmazonDynamoDBConfig
            {
                ServiceURL = "http://127.0.0.1:1",
                MaxErrorRetry = 0,
            })));
        using var capture = new SpanCapture();

        using var response = await SendAsync(api, capture, "/api/me", api.UserPool.Issue("alice"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var spans = await capture.WaitForAsync(3);
        var server = Assert.Single(spans, span => span.DisplayName == "GET /api/me");
        var client = Assert.Single(spans, span => span.DisplayName == "DynamoDB.GetItem");
        Assert.Equal(ActivityStatusCode.Error, server.Status);
        Assert.Equal(ActivityStatusCode.Error, client.Status);
        Assert.Equal(16, ((string)server.GetTagItem("enduser.pseudo.id")!).Length);
    }

    [Fact]
    public async Task Condition_ThatDoesNotHold_IsNoError()
    {
        await using var api = await StartAsync();
        var store = api.Services.GetRequiredService<ItemStore>();
        await store.PutIfAbsentAsync(new Item("1", "1", "a"), CancellationToken.None);
        using var capture = new SpanCapture();
        using var parent = new Activity("test").SetParentId(capture.TraceParent).Start();

        Assert.False(await store.PutIfAbsentAsync(new Item("1", "1", "a"), CancellationToken.None));

        var span = Assert.Single(capture.Spans, span => span.Kind == ActivityKind.Client);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal("ConditionalCheckFailedException", span.GetTagItem("db.response.status_code"));
    }

    // The OTLP endpoint is one that nobody listens to: what is looked at are the spans before they leave.
    private static Task<ApiApplication> StartAsync(Action<IServiceCollection>? configure = null) => ApiApplication.StartAsync(
        [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("ItemsAuthorization", "none")],
        services =>
        {
            // A client of its own, made after the tracing was installed.
            services.AddSingleton<IAmazonDynamoDB>(_ => DynamoDBEmulator.CreateClient(DynamoDBEmulator.GetEndpointAsync().Result));
            configure?.Invoke(services);
        });

    private static async Task<HttpResponseMessage> SendAsync(
        ApiApplication api, SpanCapture capture, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", capture.TraceParent);
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        // Without a span of the test's own client between.
        using var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null };
        using var client = new HttpClient(handler) { BaseAddress = api.Client.BaseAddress };
        return await client.SendAsync(request);
    }
}
