using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Everything that the system is in AWS, one class a subject. The two functions are added by the hosting, which hands them
/// over in between: <see cref="Functions"/> configures them, <see cref="ServeApi"/> and <see cref="Schedule"/> take them.
/// </summary>
internal sealed class KanbanStack : Amazon.CDK.Stack
{
    private readonly StackSettings _settings;
    private readonly Parameters _parameters;
    private readonly Alarms _alarms;
    private readonly HttpApi _api;
    private readonly Tables _tables;
    private Function? _apiFunction;

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
        var site = new Site(this, settings, _parameters, _api);
        var users = new UserPool(this, settings, _parameters, site);
        _api.Authorize(users);
        site.Publish(this, settings, _parameters, users);
        TransactionSearch.Add(this, settings, _parameters);
        Functions = new Functions(this, settings, _parameters, _tables, users);
        _alarms = new Alarms(this, _parameters);
        _alarms.Watch(_api);
        Print("BoardAddress", site.Address, "Address of the board, for browsers.");
        Print("ApiAddress", _api.Address, "Address of the HTTP API without CloudFront, for Postman.");
        Print("UserPoolId", users.Id, "Id of the user pool.");
        Print("WebClientId", users.WebClientId, "App client of the front end: code with PKCE.");
        Print("CourseClientId", users.CourseClientId, "App client of the course: implicit grant.").Condition = _parameters.HasCourseClient;
        Print("Issuer", users.Issuer, "Issuer of the tokens, for the JWT authorizer.");
        Print("SignInAddress", users.Domain, "Address of the sign-in pages.");
        Print("ItemsTableName", _tables.ItemsName, "Name of the course's table.");
        Print("KanbanTableName", _tables.KanbanName, "Name of the table of the boards.");
    }

    /// <summary>Gets what configures the functions.</summary>
    public Functions Functions { get; }

    /// <summary>Puts the Api's function behind every route.</summary>
    /// <param name="api">The function.</param>
    public void ServeApi(Function api)
    {
        _apiFunction = api;
        Functions.LimitApi(api);
        _api.Serve(this, _settings, api);
        _alarms.WatchApi(api);
    }

    /// <summary>Invokes the Scheduler's function every minute. Comes after the Api.</summary>
    /// <param name="scheduler">The function.</param>
    public void Schedule(Function scheduler)
    {
        var timer = new Timer(this, _settings, _parameters, scheduler);
        _alarms.WatchScheduler(scheduler, timer, Functions.SchedulerFailures);
        var api = _apiFunction ?? throw new InvalidOperationException("The Api comes first.");
        _ = new Overview(this, _settings, _alarms, _api, _tables, api, scheduler, timer, Functions.SchedulerFailures);
    }

    private CfnOutput Print(string name, string value, string description) =>
        new(this, name, new CfnOutputProps { Value = value, Description = description });
}
