using Amazon.CDK.AWS.Budgets;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;

namespace KanbanAspire.AppHost.Stack;

/// <summary>Makes the alarms. Each says why somebody should look, and what at.</summary>
internal sealed class Alarms
{
    // Of 1,000 requests, one may fail: 99.9 % in 30 days.
    private const double BudgetPercent = 0.1;
    private const string OwnNamespace = "KanbanAspire";
    private const string TelemetryLost = "CloudWatch rejects spans or logs, or they do not reach it; the function's log says which. "
        + "Turn on Transaction Search (parameter TransactionSearch), and check that the role may do xray:PutSpans and logs:PutLogEvents.";

    private readonly Amazon.CDK.Stack _stack;
    private readonly Parameters _parameters;

    public Alarms(Amazon.CDK.Stack stack, Parameters parameters)
    {
        (_stack, _parameters) = (stack, parameters);
        AddBudget();
    }

    /// <summary>Gets the ARNs, for the dashboard.</summary>
    public List<string> Arns { get; } = [];

    /// <summary>Watches what users meet: failed and slow requests.</summary>
    /// <param name="requests">What counts and times them.</param>
    public void Watch(RequestMetrics requests)
    {
        // https://sre.google/workbook/alerting-on-slos/: the long window proves that it matters, the short one that it goes on.
        AddBurnRate("FastBurn", requests, 14.4, longWindowMinutes: 60, shortWindowMinutes: 5,
            "At this rate of 5xx answers the month's error budget (0.1 %) is gone in two days. Look at the Api's log now.");
        AddBurnRate("SlowBurn", requests, 6, longWindowMinutes: 360, shortWindowMinutes: 30,
            "At this rate of 5xx answers the month's error budget (0.1 %) is gone in five days. Look at the Api's log today.");
        Add("SlowAnswers", Request(requests, requests.Latency) with { Statistic = "p99" }, above: 1000, of: 5, atLeast: 3, periodMinutes: 1,
            reason: "One request in a hundred takes longer than a second. Look at cold starts, throttled tables and the traces.")
            // Of a few requests, the slowest percent is one cold start.
            .EvaluateLowSampleCountPercentile = "ignore";
    }

    /// <summary>Watches the Api's function.</summary>
    /// <param name="api">The function.</param>
    public void WatchApi(Function api)
    {
        Add("ApiThrottles", Throttles(api), above: 0, of: 5, atLeast: 3, periodMinutes: 1,
            reason: "Lambda refuses to start more copies of the Api: raise ApiConcurrency or the account's limit.");
        Add("Conflicts", new Series(OwnNamespace, "service", "api", "kanban.conflicts", "Sum"), above: 300, of: 3, atLeast: 3, periodMinutes: 5,
            reason: "More than one command a second loses its race on a board: a client repeats itself, or a board is too busy.");
        Add("PushFailed", new Series(OwnNamespace, "service", "api", "kanban.push.failures", "Sum"), above: 0, of: 3, atLeast: 3, periodMinutes: 5,
            reason: "Changes do not reach open boards at once, but with the next minute's request. The Api's log says why. Check the Event API and that the role may do appsync:EventPublish.");
        Add("TelemetryLost", FailedExports("api"), above: 0, of: 2, atLeast: 2, periodMinutes: 60, reason: TelemetryLost);
    }

    /// <summary>Watches the Scheduler's function and its rule.</summary>
    /// <param name="scheduler">The function.</param>
    /// <param name="timer">The rule.</param>
    /// <param name="failures">Queue of events that the function failed on.</param>
    public void WatchScheduler(Function scheduler, Timer timer, Queue failures)
    {
        Add("SchedulerThrottles", Throttles(scheduler), above: 0, of: 5, atLeast: 3, periodMinutes: 1,
            reason: "Lambda refuses to start the Scheduler: other functions use up the account's limit.");
        Add("SchedulerFailed", Depth(failures), above: 0, of: 1, atLeast: 1, periodMinutes: 1,
            reason: "The Scheduler failed on an event three times. The queue holds the event and the error.");
        Add("TimerUndelivered", Depth(timer.Undelivered), above: 0, of: 1, atLeast: 1, periodMinutes: 1,
            reason: "EventBridge could not deliver an event to the Scheduler. The queue's message attributes say why.");
        Add("SchedulerTelemetryLost", FailedExports("scheduler"), above: 0, of: 2, atLeast: 2, periodMinutes: 60, reason: TelemetryLost);
        Add("NoInsert", new Series(OwnNamespace, "service", "scheduler", "kanban.scheduler.inserts", "Sum"), below: 1, of: 3, atLeast: 3,
            periodMinutes: 1, missing: "breaching",
            reason: "No item was inserted for three minutes: the rule is off, the Scheduler fails, or the table rejects writes. After the first deployment it fires once.")
            // Who turns the timer off by the parameter knows that nothing is inserted.
            .AddPropertyOverride("ActionsEnabled", Parameters.If(_parameters.TimerRuns, true, false));
    }

    /// <summary>Watches the work that the Scheduler does on the boards.</summary>
    public void WatchBackgroundWork()
    {
        Add("SchedulerLate", Scheduler("kanban.scheduler.lag", "Maximum"), above: 60, of: 5, atLeast: 3, periodMinutes: 1,
            reason: "The work of a minute ends more than a minute late. Look at the Scheduler's traces for boards that are slow.");
        Add("BackgroundStuck", Scheduler("kanban.background.stuck", "Sum"), above: 0, of: 12, atLeast: 12, periodMinutes: 15,
            reason: "Background work has been unable to continue for three hours. The Scheduler's log names the board and the reason.");
        Add("BackgroundFailed", Scheduler("kanban.background.failures", "Sum"), above: 0, of: 3, atLeast: 3, periodMinutes: 5,
            reason: "Background work on a board fails again and again. The Scheduler's log holds the error.");
    }

    /// <summary>Watches the tables.</summary>
    /// <param name="tables">The tables in use.</param>
    public void Watch(Tables tables)
    {
        foreach (var (table, name) in new[] { ("Items", tables.ItemsName), ("Kanban", tables.KanbanName) })
        {
            foreach (var (id, metric, what) in new[] { ("Reads", "ReadThrottleEvents", "reads"), ("Writes", "WriteThrottleEvents", "writes") })
            {
                Add($"{table}{id}Throttled", new Series("AWS/DynamoDB", "TableName", name, metric, "Sum"), above: 0, of: 5, atLeast: 3, periodMinutes: 1,
                    reason: $"The table throttles {what}: one board or one key is too busy, or the load grew faster than the table. docs/operations.md, A throttled table.");
            }
        }
    }

    private static Series Scheduler(string name, string statistic) => new(OwnNamespace, "service", "scheduler", name, statistic);

    // Of a quiet stack's exports few hold spans; whole hours tell one that was lost from all that are rejected.
    private static Series FailedExports(string service) => new(OwnNamespace, "service", service, "kanban.telemetry.failed", "Sum");

    private static Series Request(RequestMetrics requests, string name) => new(requests.Namespace, requests.Dimension, requests.Value, name);

    private static Series Throttles(Function function) => new("AWS/Lambda", "FunctionName", function.FunctionName, "Throttles", "Sum");

    private static Series Depth(Queue queue) =>
        new("AWS/SQS", "QueueName", queue.QueueName, "ApproximateNumberOfMessagesVisible", "Maximum");

    // Several stacks of an account write metrics of the same names.
    private CfnAlarm.DimensionProperty[] Dimensions(Series series)
    {
        var one = new CfnAlarm.DimensionProperty { Name = series.Dimension, Value = series.Value };
        return series.Namespace is OwnNamespace ? [one, new() { Name = "stack", Value = _stack.StackName }] : [one];
    }

    private CfnAlarm Add(
        string id, Series series, int of, int atLeast, int periodMinutes, string reason,
        double? above = null, double? below = null, string missing = "notBreaching") =>
        AddAlarm(id, new CfnAlarmProps
        {
            AlarmDescription = reason,
            Namespace = series.Namespace,
            MetricName = series.Name,
            Dimensions = Dimensions(series),
            Statistic = series.Statistic is ['p', ..] ? null : series.Statistic,
            ExtendedStatistic = series.Statistic is ['p', ..] ? series.Statistic : null,
            Period = periodMinutes * 60,
            EvaluationPeriods = of,
            DatapointsToAlarm = atLeast,
            ComparisonOperator = below is null ? "GreaterThanThreshold" : "LessThanThreshold",
            Threshold = above ?? below,
            TreatMissingData = missing,
            AlarmActions = Actions(),
            OkActions = Actions(),
        });

    // One or two failures of a quiet hour are a large share and no reason to get up.
    private void AddBurnRate(string id, RequestMetrics requests, double rate, int longWindowMinutes, int shortWindowMinutes, string reason)
    {
        var windows = new[] { ("Long", longWindowMinutes), ("Short", shortWindowMinutes) }.Select(window =>
            AddAlarm($"{id}{window.Item1}", new CfnAlarmProps
            {
                AlarmDescription = $"Half of {id}: 5xx answers of {window.Item2} minutes.",
                Metrics = new[]
                {
                    Query("errors", Request(requests, requests.Errors), window.Item2),
                    Query("requests", Request(requests, requests.Count), window.Item2),
                    new CfnAlarm.MetricDataQueryProperty { Id = "percent", Expression = "IF(errors > 2, 100 * errors / requests, 0)", Label = "5xx answers (%)", ReturnData = true },
                },
                EvaluationPeriods = 1,
                ComparisonOperator = "GreaterThanThreshold",
                Threshold = Math.Round(rate * BudgetPercent, 2),
                TreatMissingData = "notBreaching",
            })).ToArray();
        var both = new CfnCompositeAlarm(_stack, $"Alarm{id}", new CfnCompositeAlarmProps
        {
            AlarmDescription = reason,
            AlarmRule = string.Join(" AND ", windows.Select(alarm => $"ALARM(\"{alarm.AttrArn}\")")),
            AlarmActions = Actions(),
            OkActions = Actions(),
        });
        Arns.Add(both.AttrArn);
    }

    private CfnAlarm.MetricDataQueryProperty Query(string id, Series series, int periodMinutes) => new()
    {
        Id = id,
        ReturnData = false,
        MetricStat = new CfnAlarm.MetricStatProperty
        {
            Metric = new CfnAlarm.MetricProperty
            {
                Namespace = series.Namespace,
                MetricName = series.Name,
                Dimensions = Dimensions(series),
            },
            Period = periodMinutes * 60,
            Stat = "Sum",
        },
    };

    private CfnAlarm AddAlarm(string id, CfnAlarmProps props)
    {
        var alarm = new CfnAlarm(_stack, $"Alarm{id}", props);
        if (props.AlarmActions is not null)
        {
            Arns.Add(alarm.AttrArn);
        }

        return alarm;
    }

    private string[] Actions() => [Parameters.TextIf(_parameters.HasAlarmTopic, _parameters.AlarmTopicArn.ValueAsString)];

    private void AddBudget()
    {
        var budget = new CfnBudget(_stack, "Budget", new CfnBudgetProps
        {
            Budget = new CfnBudget.BudgetDataProperty
            {
                BudgetType = "COST",
                TimeUnit = "MONTHLY",
                BudgetLimit = new CfnBudget.SpendProperty { Amount = _parameters.BudgetUsd.ValueAsNumber, Unit = "USD" },
                // The credits of a new account would hide every cost.
                CostTypes = new CfnBudget.CostTypesProperty { IncludeCredit = false, IncludeRefund = false },
            },
            // There is no forecast before an account has weeks of data.
            NotificationsWithSubscribers = new[] { Notify("ACTUAL", 50), Notify("ACTUAL", 80), Notify("ACTUAL", 100), Notify("FORECASTED", 100) },
        });
        budget.CfnOptions.Condition = _parameters.HasBudget;
    }

    private CfnBudget.NotificationWithSubscribersProperty Notify(string type, double percent) => new()
    {
        Notification = new CfnBudget.NotificationProperty { NotificationType = type, ComparisonOperator = "GREATER_THAN", Threshold = percent },
        Subscribers = new[] { new CfnBudget.SubscriberProperty { SubscriptionType = "EMAIL", Address = _parameters.BudgetEmail.ValueAsString } },
    };

    private sealed record Series(string Namespace, string Dimension, string Value, string Name = "", string Statistic = "");
}
