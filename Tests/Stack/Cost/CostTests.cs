using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace KanbanAspire.Tests.Stack.Cost;

/// <summary>Holds the tables of <c>docs/cost.md</c> to the model. ACCEPT=1 writes them anew from the inputs above them.</summary>
[Collection("Stack")]
public sealed class CostTests(PublishedStack stack)
{
    private const double TargetUsd = 4;
    private const double TargetOfFunctionUrlUsd = 3;
    private const double TargetOfPushUsd = 0.05;

    private static readonly Choice FunctionUrl = new(HasFunctionUrl: true);
    private static readonly Choice Provisioned = new(HasProvisionedTables: true);
    private static readonly Choice Both = new(HasFunctionUrl: true, HasProvisionedTables: true);

    private readonly CostPage _page = new("cost.md");
    private readonly CostModel _model = new(new CostPage("cost.md"), new CostPage("access-patterns.md"));

    [Fact]
    public void Tables_OfThePage_AreThoseOfTheModel()
    {
        AssertAccepted("requests", Requests());
        AssertAccepted("results", Results());
    }

    [Fact]
    public void Assumptions_ThatTheRepositoryKnows_AreTrue()
    {
        var inputs = _page.Table("Assumptions").ToDictionary(row => row.Key, row => CostPage.Number(row.Value[1]), StringComparer.Ordinal);

        Assert.Equal((double)stack.Prod.Function("Answers the HTTP API")["MemorySize"]!, inputs["memory of the Api (MB)"]);
        Assert.Equal(
            double.Parse((string)stack.Prod.Template["Parameters"]!["TraceSampling"]!["Default"]!, CultureInfo.InvariantCulture),
            inputs["share of requests that are traced"]);
        Assert.Equal(
            stack.Provisioned.OfType("AWS::ApplicationAutoScaling::ScalingPolicy")
                .Select(policy => (double)policy.Resource["Properties"]!["TargetTrackingScalingPolicyConfiguration"]!["TargetValue"]!).Distinct().Single(),
            100 * inputs["share of provisioned capacity in use"]);
        Assert.InRange(AccessLogLine().Length, 0.9 * inputs["access log line (bytes)"], inputs["access log line (bytes)"]);
    }

    [Fact]
    public void Mixed_Model_MultipliesAsByHand()
    {
        var poll = Operation.All.Single(operation => operation.Name == "poll an unchanged board");

        // 2 read units at 0.1355 and nothing written.
        Assert.Equal(0.271, _model.Of(poll).DynamoDB, 6);
        Assert.Equal(_model.Of(poll).Sum * 160 * 360 / 1e6, _model.PollMonth(10), 6);
        Assert.Equal(_model.Mixed().Sum, _model.UserMonth() * 100, 6);
        // 0.00014098 an hour for one unit a second, of which 0.7 are used.
        Assert.Equal(2 * 0.00014098 / 3600 * 1e6 / 0.7, _model.Of(poll, Provisioned).DynamoDB, 6);
        Assert.Equal(0, _model.Of(poll, FunctionUrl).HttpApi);
        // A socket's minutes, an operation for each change of oneself and of others, and the request of each minute.
        Assert.Equal((9_600 * 0.08 / 1e6) + (10_000 * 1.0 / 1e6) + (_model.PollMonth(60)), _model.PushMonth(), 6);
        Assert.InRange(_model.PushMonth(), 0, TargetOfPushUsd);
        // What decides between them: docs/cost.md names the share.
        Assert.Equal(0.29, _model.BreakEven, 2);
    }

    private void AssertAccepted(string name, string actual)
    {
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            _page.Write(name, actual);
        }

        Assert.Equal(actual.Split('\n'), _page.Read(name).Split('\n'));
    }

    private string Requests()
    {
        var text = new StringBuilder("| | read units | write units | ms | DynamoDB | HTTP API | Lambda | CloudFront | logs | sum |\n| --- |");
        text.Insert(text.Length, " ---: |", 9).Append('\n');
        foreach (var operation in Operation.All)
        {
            var (read, written) = _model.Units(operation);
            Row(text, $"| {operation.Name} | {read:0.#} | {written:0.#} | {_model.DurationMs(operation):0}", _model.Of(operation));
        }

        Row(text, "| **mixed** | | |", _model.Mixed());
        return text.ToString();
    }

    private static void Row(StringBuilder text, FormattableString start, Price price) => text
        .Append(start.ToString(CultureInfo.InvariantCulture))
        .Append(CultureInfo.InvariantCulture, $" | {price.DynamoDB:0.00} | {price.HttpApi:0.00} | {price.Lambda:0.00} | {price.CloudFront:0.00}")
        .Append(CultureInfo.InvariantCulture, $" | {price.Logs:0.00} | {price.Sum:0.00} |\n");

    private static void Row(StringBuilder text, string start, Price price) => Row(text, System.Runtime.CompilerServices.FormattableStringFactory.Create("{0}", start), price);

    private string Results()
    {
        var (mixed, alarms) = (_model.Mixed(), stack.Prod.OfType("AWS::CloudWatch::Alarm").Select(alarm => alarm.Resource["Properties"]!).ToList());
        var metrics = alarms.Sum(alarm => alarm["Metrics"] is JsonArray several ? several.Count(query => query!["MetricStat"] is not null) : 1);
        var (composite, ownMetrics) = (stack.Prod.OfType("AWS::CloudWatch::CompositeAlarm").Count, 7);
        var rows = new (string What, double Usd)[]
        {
            ("million mixed requests, list prices", mixed.Sum),
            ("the same with provisioned tables", _model.Mixed(Provisioned).Sum),
            ("target with the HTTP API", TargetUsd),
            ("million mixed requests by the function's URL, list prices", _model.Mixed(FunctionUrl).Sum),
            ("the same with provisioned tables, by the function's URL", _model.Mixed(Both).Sum),
            ("target with the function's URL", TargetOfFunctionUrlUsd),
            ("million mixed requests, while the monthly allowances last", mixed.WithinAllowances),
            ("million mixed requests by the function's URL, while the monthly allowances last", _model.Mixed(FunctionUrl).WithinAllowances),
            ("user-month without polls: 2,000 commands, 8,000 reads", _model.UserMonth()),
            ("polls of a user-month, 160 visible hours, one in 10 s", _model.PollMonth(10)),
            ("polls of a user-month, 160 visible hours, one in 2 s", _model.PollMonth(2)),
            ("being up to date by push, a user-month of as many visible hours", _model.PushMonth()),
            ("target of being up to date", TargetOfPushUsd),
            ("storage and backups of 1,000 user-months, each later month", 1_000 * _model.StorageMonth()),
            ("idle month: the Scheduler", _model.IdleMonth()),
            ($"month of alarms: {metrics} metrics, {composite} composite, {ownMetrics} metrics of our own", _model.AlarmMonth(metrics, composite, ownMetrics)),
        };
        return "| | USD |\n| --- | ---: |\n" + string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"| {row.What} | {row.Usd:0.00} |\n")));
    }

    // With values as long as they commonly are.
    private string AccessLogLine()
    {
        var format = (string)stack.Prod.Properties("HttpApiStage")["AccessLogSettings"]!["Format"]!;
        foreach (var (variable, value) in new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["$context.requestId"] = "JKJaXmPLvHcESHA=",
            ["$context.identity.sourceIp"] = "203.0.113.150",
            ["$context.routeKey"] = "POST /api/boards/{boardId}/cards/{cardId}/move",
            ["$context.status"] = "200",
            ["$context.responseLatency"] = "25",
            ["$context.integrationLatency"] = "22",
            ["$context.responseLength"] = "1234",
            ["$context.authorizer.error"] = "-",
            ["$context.integrationErrorMessage"] = "-",
        })
        {
            format = format.Replace(variable, value, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("$context", format, StringComparison.Ordinal);
        return format;
    }
}
