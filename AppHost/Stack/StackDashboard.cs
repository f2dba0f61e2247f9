using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;

namespace KanbanAspire.AppHost.Stack;

/// <summary>Makes the CloudWatch dashboard: alarms, then what users meet, then what stands behind it.</summary>
internal sealed class StackDashboard
{
    private readonly Amazon.CDK.Stack _stack;

    public StackDashboard(Amazon.CDK.Stack stack, StackSettings settings, Alarms alarms, RequestMetrics requests, Tables tables, IFunction apiFunction, IFunction scheduler, Timer timer, IQueue failures)
    {
        _stack = stack;
        var dashboard = new Dashboard(stack, "Dashboard", new DashboardProps { DashboardName = settings.Named("kanban") });
        dashboard.AddWidgets(new AlarmStatusWidget(new AlarmStatusWidgetProps
        {
            Title = "Alarms",
            Width = 24,
            Height = 3,
            Alarms = [.. alarms.Arns.Select((arn, i) => Alarm.FromAlarmArn(stack, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"AlarmReference{i}"), arn))],
        }));
        dashboard.AddWidgets(
            Graph("Requests", "Sum", Request(requests, requests.Count), Request(requests, requests.Rejections), Request(requests, requests.Errors)),
            Graph("Latency (ms)", "p99", Request(requests, requests.Latency, "p50"), Request(requests, requests.Latency, "p99"), Lambda(apiFunction, "Duration", "p99")),
            Graph("Functions", "Sum", Lambda(apiFunction, "Invocations"), Lambda(apiFunction, "Errors"), Lambda(apiFunction, "Throttles"), Lambda(scheduler, "Errors")));
        dashboard.AddWidgets(
            Graph("Commands", "Sum", Own("api", "kanban.commands"), Own("api", "kanban.conflicts")),
            Graph("Scheduler", "Sum", Own("scheduler", "kanban.scheduler.inserts"), Own("scheduler", "kanban.scheduler.lag", "Maximum")),
            Graph("Dead letters", "Maximum", Depth(timer.Undelivered), Depth(failures)));
        dashboard.AddWidgets(
            Graph("Read units", "Sum", Table(tables.KanbanName, "ConsumedReadCapacityUnits"), Table(tables.ItemsName, "ConsumedReadCapacityUnits")),
            Graph("Write units", "Sum", Table(tables.KanbanName, "ConsumedWriteCapacityUnits"), Table(tables.ItemsName, "ConsumedWriteCapacityUnits")),
            Graph("Running copies", "Maximum", Lambda(apiFunction, "ConcurrentExecutions", "Maximum"), Lambda(scheduler, "ConcurrentExecutions", "Maximum")));
        // Empty unless BrowserTelemetry is above 0. Pages are judged by what three in four loads stay below.
        dashboard.AddWidgets(
            Graph("Page loads (s)", "p75", Vital("ttfb"), Vital("fcp"), Vital("lcp")),
            Graph("Answers to input (s)", "p75", Vital("inp")),
            Graph("Layout shifts", "p75", Vital("cls")));
    }

    private static GraphWidget Graph(string title, string statistic, params IMetric[] metrics) => new(new GraphWidgetProps
    {
        Title = title,
        Width = 8,
        Height = 6,
        Statistic = statistic,
        Left = metrics,
        LeftYAxis = new YAxisProps { Min = 0 },
    });

    private Metric Request(RequestMetrics requests, string name, string statistic = "Sum") =>
        Of(requests.Namespace, requests.Dimension, requests.Value, name, statistic);

    private Metric Lambda(IFunction function, string name, string statistic = "Sum") =>
        Of("AWS/Lambda", "FunctionName", function.FunctionName, name, statistic);

    private Metric Own(string service, string name, string statistic = "Sum") =>
        Of("KanbanAspire", new(StringComparer.Ordinal) { ["service"] = service, ["stack"] = _stack.StackName }, name, statistic);

    private Metric Vital(string name) => Own("api", $"browser.web_vital.{name}", "p75");

    private Metric Depth(IQueue queue) => Of("AWS/SQS", "QueueName", queue.QueueName, "ApproximateNumberOfMessagesVisible", "Maximum");

    private Metric Table(string table, string name) => Of("AWS/DynamoDB", "TableName", table, name, "Sum");

    private Metric Of(string @namespace, string dimension, string value, string name, string statistic) =>
        Of(@namespace, new(StringComparer.Ordinal) { [dimension] = value }, name, statistic);

    private Metric Of(string @namespace, Dictionary<string, string> dimensions, string name, string statistic) => new(new MetricProps
    {
        Namespace = @namespace,
        DimensionsMap = dimensions,
        MetricName = name,
        Statistic = statistic,
        Period = Duration.Minutes(5),
        Region = _stack.Region,
    });
}
