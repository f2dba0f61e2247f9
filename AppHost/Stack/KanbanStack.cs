using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Everything that the system is in AWS, one class a subject. The hosting adds the two functions: <see cref="Functions"/> configures
/// them, and <see cref="Complete"/> takes them, in whichever order they come.
/// </summary>
internal sealed class KanbanStack : Amazon.CDK.Stack
{
    private readonly StackSettings _settings;
    private readonly Parameters _parameters;
    private readonly Alarms _alarms;
    private readonly HttpApi _api;
    private readonly Tables _tables;
    private readonly Site? _site;
    private Function? _apiFunction;
    private Function? _schedulerFunction;

    /// <summary>Describes the stack without its functions.</summary>
    /// <param name="app">The application.</param>
    /// <param name="props">Account and region.</param>
    /// <param name="settings">Name, stage, routes.</param>
    public KanbanStack(App app, IStackProps? props, StackSettings settings)
        : base(app, settings.Name, new StackProps
        {
            Env = props?.Env,
            Synthesizer = props?.Synthesizer,
            StackName = settings.Name,
            Description = "KanbanAspire: a serverless kanban board (HTTP API, Lambda, DynamoDB, Cognito, CloudFront).",
            AnalyticsReporting = false,
            TerminationProtection = settings.IsProd,
            Tags = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["kanban-aspire:stack"] = settings.Name,
                ["kanban-aspire:stage"] = settings.Stage.ToString(),
            },
        })
    {
        _settings = settings;
        TemplateOptions.Metadata = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["KanbanAspire"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["AwsPackages"] = AwsPackages.Name,
                ["Stage"] = settings.Stage.ToString(),
            },
        };
        _parameters = new Parameters(this, settings);
        _tables = new Tables(this, settings, _parameters);
        _api = new HttpApi(this, settings, _parameters);
        var users = new UserPool(this, settings, _parameters);
        var events = new EventApi(this, settings, _parameters, users);
        _site = _parameters.CloudFront is { } choices ? new Site(this, settings, choices, _api, events) : null;
        users.AddClients(_parameters, _site?.Address);
        _api.Authorize(users);
        _site?.Publish(_parameters, users, events);
        TransactionSearch.Add(this, settings, _parameters);
        Functions = new Functions(this, settings, _parameters, _tables, users, events);
        _alarms = new Alarms(this, _parameters);
        if (_site is not null)
        {
            Print("BoardAddress", _site.Address, "Address of the board, for browsers.");
        }

        Print("ApiAddress", _api.Address, "Address of the HTTP API without CloudFront, for Postman.");
        Print("UserPoolId", users.Id, "Id of the user pool.");
        Print("WebClientId", users.WebClientId, "App client of the front end: code with PKCE.");
        Print("CourseClientId", users.CourseClientId, "App client of the course: implicit grant.").Condition = _parameters.HasCourseClient;
        Print("Issuer", users.Issuer, "Issuer of the tokens, for the JWT authorizer.");
        Print("SignInAddress", users.Domain, "Address of the sign-in pages.");
        Print("EventsEndpoint", events.Endpoint, "Address to which the functions publish changes.").Condition = _parameters.HasPush;
        Print("EventsSocket", events.Socket, "Address at which browsers hear of changes.").Condition = _parameters.HasPush;
        Print("ItemsTableName", _tables.ItemsName, "Name of the course's table.");
        Print("KanbanTableName", _tables.KanbanName, "Name of the table of the boards.");
    }

    /// <summary>Gets what configures the functions.</summary>
    public Functions Functions { get; }

    /// <summary>Takes a function. With the second one everything that needs them is added: routes, rule, alarms, dashboard.</summary>
    /// <param name="api">The Api's function; null when it is the other one.</param>
    /// <param name="scheduler">The Scheduler's function; null when it is the other one.</param>
    public void Complete(Function? api = null, Function? scheduler = null)
    {
        (_apiFunction, _schedulerFunction) = (api ?? _apiFunction, scheduler ?? _schedulerFunction);
        if (_apiFunction is null || _schedulerFunction is null)
        {
            return;
        }

        Functions.LimitApi(_apiFunction);
        var (liveApi, liveScheduler) = (Functions.PublishApi(_apiFunction), Functions.PublishScheduler(_schedulerFunction));
        _api.Serve(this, _settings, liveApi);
        if (_settings.HasFunctionUrl)
        {
            _site!.PassBoardsTo(liveApi);
        }

        _site?.PublishAfter(_api, liveApi);
        var requests = _settings.HasFunctionUrl ? RequestMetrics.Of(_apiFunction) : RequestMetrics.Of(_api);
        _alarms.Watch(requests);
        _alarms.Watch(_tables);
        _alarms.WatchBackgroundWork();
        _alarms.WatchApi(_apiFunction);
        var timer = new Timer(this, _settings, _parameters, liveScheduler);
        _alarms.WatchScheduler(_schedulerFunction, timer, Functions.SchedulerFailures);
        _ = new StackDashboard(this, _settings, _alarms, requests, _tables, _apiFunction, _schedulerFunction, timer, Functions.SchedulerFailures);
    }

    private CfnOutput Print(string name, string value, string description) =>
        new(this, name, new CfnOutputProps { Value = value, Description = description });
}
