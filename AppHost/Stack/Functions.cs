using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.Destinations;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SQS;
using KanbanAspire.Kanban.Items;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Kanban.Users;

namespace KanbanAspire.AppHost.Stack;

/// <summary>Configures the two functions: how they run, what they are told, and the little that each may do; and publishes versions of them.</summary>
internal sealed class Functions
{
    // Who calls a function calls this alias, which can be pointed back at an earlier version.
    private const string LiveAlias = "live";

    // OTLP logs go to a stream that exists before the first of them.
    private const string OtlpStream = "otlp";

    private readonly Amazon.CDK.Stack _stack;
    private readonly StackSettings _settings;
    private readonly Parameters _parameters;
    private readonly Tables _tables;
    private readonly UserPool _users;
    private readonly EventApi _events;

    public Functions(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters, Tables tables, UserPool users, EventApi events)
    {
        (_stack, _settings, _parameters, _tables, _users, _events) = (stack, settings, parameters, tables, users, events);
        SchedulerFailures = DeadLetters.Create(stack, "SchedulerFailures");
    }

    /// <summary>Gets the queue of events whose every attempt failed in the Scheduler.</summary>
    public Queue SchedulerFailures { get; }

    /// <summary>Configures the Api.</summary>
    /// <param name="props">The hosting's proposal, changed in place.</param>
    public void ConfigureApi(FunctionProps props)
    {
        var log = CreateLog("ApiLog");
        Configure(props, log, "Answers the HTTP API.");
        // Below API Gateway's 30 seconds, so that a time-out is seen in the function's own log.
        props.Timeout = Duration.Seconds(29);
        props.Role = CreateRole("ApiRole", log,
            Allow(_tables.ItemsArn, ItemStore.Actions),
            Allow(
                _tables.KanbanArn, UserStore.Actions, UserBoards.Actions, BoardReader.Actions, CardReader.Actions,
                CommandExecutor.Actions, BatchedCommands.Actions));
        _events.LetPublish("ApiPush", props.Role);
        Add(props, new()
        {
            ["Authentication__TrustGateway"] = "true",
            ["Authentication__Issuer"] = _users.Issuer,
            // The function's URL is part of CloudFront, whose address the app client knows: it cannot be known to the function, too.
            ["Authentication__ClientIds"] = _settings.HasFunctionUrl ? "*" : _users.ClientIds,
            ["Authentication__FetchKeysAtStart"] = _settings.HasFunctionUrl ? "true" : "false",
            ["Authentication__UserInfo"] = $"{_users.Domain}/oauth2/userInfo",
            ["ItemsAuthorization"] = _parameters.ItemsAuthorization.ValueAsString,
            ["OriginSecret"] = _parameters.CloudFront?.OriginSecret.ValueAsString ?? "",
            ["OTEL_SERVICE_NAME"] = "api",
            ["Telemetry__BrowserSampleRatio"] = _parameters.BrowserTelemetry.ValueAsString,
        });
    }

    /// <summary>Configures the Scheduler.</summary>
    /// <param name="props">The hosting's proposal, changed in place.</param>
    public void ConfigureScheduler(FunctionProps props)
    {
        var log = CreateLog("SchedulerLog");
        Configure(props, log, "Inserts the course's item and the recurring cards that are due, every minute.");
        props.Timeout = Duration.Seconds(50);
        props.Role = CreateRole("SchedulerRole", log,
            Allow(_tables.ItemsArn, ItemStore.InsertActions),
            Allow(_tables.KanbanArn, CommandExecutor.Actions, BatchedCommands.Actions, BackgroundWork.Actions),
            Allow($"{_tables.KanbanArn}/index/DUE", BackgroundWork.IndexActions));
        _events.LetPublish("SchedulerPush", props.Role);
        Add(props, new() { ["OTEL_SERVICE_NAME"] = "scheduler" });
    }

    /// <summary>Publishes a version of the Api with each release.</summary>
    /// <param name="api">The function.</param>
    /// <returns>The alias that is called.</returns>
    public Alias PublishApi(Function api) =>
        new(_stack, "ApiLive", new AliasProps { AliasName = LiveAlias, Version = api.CurrentVersion });

    /// <summary>Publishes a version of the Scheduler with each release.</summary>
    /// <param name="scheduler">The function.</param>
    /// <returns>The alias that is called; it keeps events on which every attempt fails.</returns>
    public Alias PublishScheduler(Function scheduler) => new(_stack, "SchedulerLive", new AliasProps
    {
        AliasName = LiveAlias,
        Version = scheduler.CurrentVersion,
        RetryAttempts = 2,
        MaxEventAge = Duration.Hours(1),
        OnFailure = new SqsDestination(SchedulerFailures),
    });

    /// <summary>Limits how many copies of the Api run at once, where that was asked for.</summary>
    /// <param name="api">The function.</param>
    public void LimitApi(Function api) => ((CfnFunction)api.Node.DefaultChild!).AddPropertyOverride(
        "ReservedConcurrentExecutions", Parameters.If(_parameters.HasApiConcurrency, _parameters.ApiConcurrency.ValueAsString));

    private void Configure(FunctionProps props, LogGroup log, string description)
    {
        props.Description = description;
        props.Runtime = Runtime.PROVIDED_AL2023;
        props.Handler = "bootstrap";
        props.Architecture = _settings.Architecture == "arm64" ? Architecture.ARM_64 : Architecture.X86_64;
        props.MemorySize = 512;
        props.LogGroup = log;
        props.LoggingFormat = LoggingFormat.JSON;
        // START and REPORT of each event cost more than its own lines, and say what metrics and traces say; a class likes to see them.
        props.SystemLogLevelV2 = _settings.IsProd ? SystemLogLevel.WARN : SystemLogLevel.INFO;
        // Lambda's default is PassThrough: it makes no segments, and RatioSampler decides. The CDK's PASS_THROUGH would allow the role
        // to write segments.
        props.Tracing = Tracing.DISABLED;
        // A version is a function as it was, settings included. The name of the release is part of them: without it a deployment that
        // changes only parameters would make no version.
        props.CurrentVersionOptions = new VersionOptions { Description = _parameters.Release.ValueAsString, RemovalPolicy = RemovalPolicy.RETAIN };
        Add(props, new()
        {
            ["Tables__Items"] = _tables.ItemsName,
            ["Tables__Kanban"] = _tables.KanbanName,
            ["AppSync__Endpoint"] = _events.IfOn(_events.Endpoint),
            ["Telemetry__EmbeddedMetrics"] = "true",
            ["Telemetry__Stack"] = _settings.Name,
            ["Telemetry__Release"] = _parameters.Release.ValueAsString,
            // CloudWatch's own OTLP endpoints, signed with the function's role; metrics go into the log as embedded metrics.
            ["Telemetry__CloudWatch"] = "true",
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = $"https://xray.{_stack.Region}.amazonaws.com/v1/traces",
            ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] = $"https://logs.{_stack.Region}.amazonaws.com/v1/logs",
            ["Telemetry__LogStream"] = OtlpStream,
            ["Telemetry__TraceSampling"] = _parameters.TraceSampling.ValueAsString,
        });
    }

    private static void Add(FunctionProps props, Dictionary<string, string> variables)
    {
        var all = new Dictionary<string, string>(props.Environment ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        props.Environment = all;
    }

    private LogGroup CreateLog(string id)
    {
        var log = new LogGroup(_stack, id, new LogGroupProps
        {
            Retention = _settings.IsProd ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        _ = new CfnLogStream(_stack, $"{id}Otlp", new CfnLogStreamProps { LogGroupName = log.LogGroupName, LogStreamName = OtlpStream });
        return log;
    }

    private Role CreateRole(string id, LogGroup log, params PolicyStatement[] statements)
    {
        var role = new Role(_stack, id, new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            InlinePolicies = new Dictionary<string, PolicyDocument>(StringComparer.Ordinal)
            {
                // Lambda's own lines and the function's OTLP logs go to the same group.
                ["Log"] = Document(new PolicyStatement(new PolicyStatementProps
                {
                    Actions = ["logs:CreateLogStream", "logs:PutLogEvents"],
                    Resources = [log.LogGroupArn],
                })),
                ["Tables"] = Document(statements),
            },
        });
        // For X-Ray's OTLP endpoint. X-Ray's actions know no resources.
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["xray:PutSpans", "xray:PutSpansForIndexing"],
            Resources = ["*"],
        }));
        return role;
    }

    private static PolicyDocument Document(params PolicyStatement[] statements) =>
        new(new PolicyDocumentProps { Statements = statements });

    // What each class declares beside its calls; several declare the same.
    private static PolicyStatement Allow(string resource, params IReadOnlyList<string>[] actions) => new(new PolicyStatementProps
    {
        Actions = [.. actions.SelectMany(declared => declared).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Resources = [resource],
    });
}

/// <summary>Makes queues that keep what failed for two weeks.</summary>
internal static class DeadLetters
{
    public static Queue Create(Amazon.CDK.Stack stack, string id) => new(stack, id, new QueueProps
    {
        RetentionPeriod = Duration.Days(14),
        EnforceSSL = true,
        Encryption = QueueEncryption.SQS_MANAGED,
    });
}
