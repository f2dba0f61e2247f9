using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Tests.Authorization;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>The other half of the alarms' tests: what they look at exists, by exactly that name.</summary>
[Collection("Stack")]
public sealed class AlarmMetricsTests(PublishedStack stack)
{
    private const string Own = "KanbanAspire";

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
    // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    private static readonly Dictionary<string, (string Dimension, string Resource, string[] Names)> Documented = new(StringComparer.Ordinal)
    {
        ["AWS/ApiGateway"] = ("ApiId", "AWS::ApiGatewayV2::Api", ["4xx", "5xx", "Count", "DataProcessed", "IntegrationLatency", "Latency"]),
        ["AWS/Lambda"] = ("FunctionName", "AWS::Lambda::Function", ["Invocations", "Errors", "Throttles", "Duration", "ConcurrentExecutions"]),
        // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
        ["AWS/DynamoDB"] = ("TableName", "AWS::DynamoDB::Table", ["ReadThrottleEvents", "WriteThrottleEvents", "ConsumedReadCapacityUnits"]),
        ["AWS/SQS"] = ("QueueName", "AWS::SQS::Queue", ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"]),
    };

    [Fact]
    public void Alarms_OnAws_LookAtDocumentedMetricsOfTheStacksResources()
    {
        var metrics = Metrics().Where(metric => (string?)metric["Namespace"] != Own).ToList();

        Assert.NotEmpty(metrics);
        Assert.All(metrics, metric =>
        {
            var (dimension, type, names) = Documented[(string)metric["Namespace"]!];
            Assert.Contains((string?)metric["MetricName"], names);
            var only = Assert.Single(metric["Dimensions"]!.AsArray())!;
            Assert.Equal(dimension, (string?)only["Name"]);
            // A queue's name is an attribute; what Ref gives of a queue is its address.
            // A table's name is a restored one's where there is one.
            var value = only["Value"]!["Fn::If"]?[2] ?? only["Value"]!;
            var resource = (string?)(type is "AWS::SQS::Queue" ? value["Fn::GetAtt"]![0] : value["Ref"]);
            Assert.Equal(type, (string?)stack.Course.Resources[resource!]!["Type"]);
            Assert.True(type is not "AWS::SQS::Queue" || (string?)value["Fn::GetAtt"]![1] is "QueueName");
        });
    }

    [Fact]
    public async Task Alarms_OnOwnMetrics_LookAtWhatTheFunctionsWrite()
    {
        var expected = Metrics().Where(metric => (string?)metric["Namespace"] == Own)
            .Select(metric => (Own, (string)metric["MetricName"]!, string.Join(',', metric["Dimensions"]!.AsArray().Select(dimension => $"{dimension!["Name"]}={dimension["Value"]}"))))
            .Order().ToList();
        Assert.Equal(
            [
                (Own, "kanban.background.failures", "service=scheduler,stack=kanban"), (Own, "kanban.background.stuck", "service=scheduler,stack=kanban"),
                (Own, "kanban.conflicts", "service=api,stack=kanban"), (Own, "kanban.push.failures", "service=api,stack=kanban"),
                (Own, "kanban.scheduler.inserts", "service=scheduler,stack=kanban"), (Own, "kanban.scheduler.lag", "service=scheduler,stack=kanban"),
                (Own, "kanban.telemetry.failed", "service=api,stack=kanban"), (Own, "kanban.telemetry.failed", "service=scheduler,stack=kanban"),
            ],
            expected);
        await using var functions = await DeployedFunctions.StartAsync(stack.Course, Repository.Built);
        functions.CloudWatch.RejectsSpans = true;
        var board = await Furniture.NewBoardAsync(functions.Store, 100);

        // Due, and of no kind that is known: it fails and is stuck.
        await functions.PutAsync(new()
        {
            ["pk"] = new AttributeValue($"BOARD#{board.BoardId}"),
            ["sk"] = new AttributeValue("Q#later"),
            ["due"] = new AttributeValue("DUE#00"),
            ["dueAt"] = new AttributeValue("2026-11-28T00:00:00Z"),
        });
        // Four copies of the Api at once on one board: sooner or later one reads before another writes.
        await Eventually.TrueAsync(
            async () =>
            {
                await functions.TickAsync();
                await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => functions.AskAsync(
                    "POST /api/boards/{boardId}/cards", $"/api/boards/{board.BoardId}/cards", board.Sub("owner"), new { columnId = "2", title = "x" })));
                return expected.TrueForAll(functions.EmbeddedMetrics().Contains);
            },
            () => $"Written was {string.Join(", ", functions.EmbeddedMetrics())}:\n{string.Join('\n', functions.Log.TakeLast(50))}");
    }

    [Fact]
    public async Task WebVitals_OnTheDashboard_AreThoseThatTheApiWrites()
    {
        // A metric stands there as ["KanbanAspire","browser.web_vital.lcp","service","api","stack","kanban",{…}], in a text.
        var overview = stack.Course.OfType("AWS::CloudWatch::Dashboard").Single().Resource.ToJsonString()
            .Replace(@"\u0022,\u0022", " ", StringComparison.Ordinal);
        await using var functions = await DeployedFunctions.StartAsync(
            stack.Course, Repository.Built, new(StringComparer.Ordinal) { ["Telemetry__BrowserSampleRatio"] = "0.5" });
        var metrics = new[] { "ttfb", "fcp", "lcp", "inp", "cls" }
            .Select(name => new { name = $"browser.web_vital.{name}", gauge = new { dataPoints = new[] { new { asDouble = 0.25 } } } }).ToList();

        var answer = await functions.AskAsync("POST /api/telemetry", "/api/telemetry", "alice", new { resourceMetrics = new[] { new { scopeMetrics = new[] { new { metrics } } } } });

        Assert.Equal((202, """{"accepted":5,"rejected":0}"""), ((int)answer["statusCode"]!, (string?)answer["body"]));
        Assert.All(metrics, metric => Assert.Contains($"{metric.name} service api stack kanban", overview, StringComparison.Ordinal));
        await Eventually.TrueAsync(
            () => Task.FromResult(metrics.TrueForAll(metric => functions.EmbeddedMetrics().Contains((Own, metric.name, "service=api,stack=kanban")))),
            () => string.Join('\n', functions.Log.TakeLast(20)));
    }

    // Of each alarm its metric, or the metrics of its expression.
    private IEnumerable<JsonNode> Metrics() =>
        from alarm in stack.Course.OfType("AWS::CloudWatch::Alarm")
        let properties = alarm.Resource["Properties"]!
        from metric in properties["Metrics"] is JsonArray several
            ? several.Select(query => query!["MetricStat"]?["Metric"]).OfType<JsonNode>()
            : [properties]
        select metric;
}
