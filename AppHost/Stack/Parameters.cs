using Amazon.CDK;

namespace KanbanAspire.AppHost.Stack;

/// <summary>Declares what whoever deploys may choose, with defaults that need no choice.</summary>
internal sealed class Parameters
{
    private readonly Amazon.CDK.Stack _stack;

    public Parameters(Amazon.CDK.Stack stack, StackSettings settings)
    {
        _stack = stack;
        // Without CloudFront the pages run on a developer's machine.
        var local = settings is { IsProd: true, HasCloudFront: true } ? "" : "http://localhost:5080";
        CorsOrigins = Text("CorsOrigins", local, "Other origins whose pages may call the API, separated by commas; empty for none.",
            "^(https?://[^,/ ]+(,https?://[^,/ ]+)*)?$", "must be origins such as https://example.com, separated by commas without spaces");
        LocalOrigin = Text("LocalOrigin", local, "Origin of a front end on a developer's machine that may sign in; empty for none.",
            settings.HasCloudFront ? "^(http://localhost:[0-9]+)?$" : "^http://localhost:[0-9]+$",
            settings.HasCloudFront ? "must be http://localhost with a port, or empty" : "must be http://localhost with a port");
        ItemsAuthorization = Choice("ItemsAuthorization", "jwt", "none opens /items to everybody, as before the course's chapter 8.", "jwt", "none");
        CourseClient = Choice("CourseClient", "no", "Whether to offer the course's app client with the implicit grant.", "no", "yes");
        Mfa = Choice("Mfa", settings.IsProd ? "OPTIONAL" : "OFF", "Whether users may add a second factor (an authenticator app).", "OFF", "OPTIONAL");
        SelfSignUp = Choice("SelfSignUp", "yes", "no lets administrators of the user pool alone make accounts.", "yes", "no");
        SesIdentityArn = Text("SesIdentityArn", "", "SES identity that sends the mails of sign-up; empty for Cognito's own sender, 50 mails a day.",
            "^(arn:[a-z-]+:ses:[a-z0-9-]+:[0-9]+:identity/.+)?$", "must be the ARN of an SES identity, or empty");
        MailFrom = Text("MailFrom", "", "Sender of the mails, an address of the SES identity; needed with SesIdentityArn.",
            "^([^@ ]+@[^@ ]+)?$", "must be an e-mail address, or empty");
        TimerState = Choice("TimerState", "ENABLED", "DISABLED stops the insert of every minute.", "ENABLED", "DISABLED");
        Push = Choice("Push", "on", "off leaves the Event API out: open boards ask for changes every two seconds.", "on", "off");
        TraceSampling = Number("TraceSampling", settings.IsProd ? "0.01" : "0.05", "Share of requests that are traced, 0 to 1.", 0, 1);
        TransactionSearch = Choice("TransactionSearch", "no", "Whether this stack turns on the account's Transaction Search, which traces need; one stack of an account and region may.", "no", "yes");
        BrowserTelemetry = Number("BrowserTelemetry", "0", "Share of page loads whose browser sends traces and web vitals, 0 to 1; 0 turns it off.", 0, 1);
        ApiConcurrency = Number("ApiConcurrency", "0", "Most copies of the Api that run at once; 0 for the account's limit.", 0, 1000);
        ThrottleRate = Number("ThrottleRate", settings.IsProd ? "1000" : "100", "Requests a second that the API takes.", 1, 10000);
        ThrottleBurst = Number("ThrottleBurst", settings.IsProd ? "2000" : "200", "Requests that the API takes at once.", 1, 5000);
        Release = Text("Release", "", "Names the release; deploy makes it of the template and the parameters. A new one publishes new versions of the functions.",
            "^[A-Za-z0-9._-]{0,64}$", "must be up to 64 letters, digits, dots and hyphens");
        AlarmTopicArn = Text("AlarmTopicArn", "", "SNS topic that is told of alarms; empty for none.",
            "^(arn:[a-z-]+:sns:.*)?$", "must be the ARN of an SNS topic, or empty");
        BudgetEmail = Text("BudgetEmail", "", "Who is told when the account's cost of the month is about to pass the budget; empty for no budget.",
            "^([^@ ]+@[^@ ]+)?$", "must be an e-mail address, or empty");
        BudgetUsd = Number("BudgetUsd", "10", "The account's budget of a month in US dollars.", 1, 100000);
        RestoredItemsTable = Text("RestoredItemsTable", "", "Restored table to use in place of the items table; empty for none.",
            TablePattern, "must be a table name, or empty");
        RestoredKanbanTable = Text("RestoredKanbanTable", "", "Restored table to use in place of the table of the boards; empty for none.",
            TablePattern, "must be a table name, or empty");

        // CloudFront and Cognito would reject it too, but after minutes.
        Require("SesNeedsSender", SesIdentityArn, MailFrom);

        HasCors = Given("HasCors", CorsOrigins);
        HasLocalOrigin = Given("HasLocalOrigin", LocalOrigin);
        HasAlarmTopic = Given("HasAlarmTopic", AlarmTopicArn);
        HasBudget = Given("HasBudget", BudgetEmail);
        HasRestoredItems = Given("HasRestoredItems", RestoredItemsTable);
        HasRestoredKanban = Given("HasRestoredKanban", RestoredKanbanTable);
        ItemsNeedToken = Is("ItemsNeedToken", ItemsAuthorization, "jwt");
        HasCourseClient = Is("HasCourseClient", CourseClient, "yes");
        HasTransactionSearch = Is("HasTransactionSearch", TransactionSearch, "yes");
        HasPush = Is("HasPush", Push, "on");
        HasMfa = Is("HasMfa", Mfa, "OPTIONAL");
        HasSelfSignUp = Is("HasSelfSignUp", SelfSignUp, "yes");
        HasSes = Given("HasSes", SesIdentityArn);
        TimerRuns = Is("TimerRuns", TimerState, "ENABLED");
        Capacity = settings.HasProvisionedTables
            ? new(
                Number("MinCapacityUnits", "5", "Fewest read units and fewest write units of each table and index.", 1, 40000),
                Number("MaxCapacityUnits", "1000", "Most read units and most write units of each table and index.", 1, 40000))
            : null;
        CloudFront = settings.HasCloudFront ? DeclareCloudFront() : null;
        HasApiConcurrency = Condition("HasApiConcurrency", Fn.ConditionNot(Fn.ConditionEquals(ApiConcurrency.ValueAsString, "0")));
    }

    private const string TablePattern = "^([a-zA-Z0-9_.-]{3,255})?$";

    public CfnParameter CorsOrigins { get; }

    public CfnParameter LocalOrigin { get; }

    public CfnParameter ItemsAuthorization { get; }

    public CfnParameter CourseClient { get; }

    public CfnParameter Mfa { get; }

    public CfnParameter SelfSignUp { get; }

    public CfnParameter SesIdentityArn { get; }

    public CfnParameter MailFrom { get; }

    public CfnParameter TimerState { get; }

    public CfnParameter Push { get; }

    public CfnParameter TraceSampling { get; }

    public CfnParameter TransactionSearch { get; }

    public CfnParameter BrowserTelemetry { get; }

    public CfnParameter ApiConcurrency { get; }

    public CfnParameter ThrottleRate { get; }

    public CfnParameter ThrottleBurst { get; }

    /// <summary>Gets the name of the release, which is part of the functions' settings.</summary>
    public CfnParameter Release { get; }

    /// <summary>Gets between what the tables' capacity may be; null when it is on demand.</summary>
    public CapacityParameters? Capacity { get; }

    /// <summary>Gets what may be chosen about CloudFront; null without it.</summary>
    public CloudFrontParameters? CloudFront { get; }

    public CfnParameter AlarmTopicArn { get; }

    public CfnParameter BudgetEmail { get; }

    public CfnParameter BudgetUsd { get; }

    public CfnParameter RestoredItemsTable { get; }

    public CfnParameter RestoredKanbanTable { get; }

    public CfnCondition HasCors { get; }

    public CfnCondition HasLocalOrigin { get; }

    public CfnCondition HasAlarmTopic { get; }

    public CfnCondition HasBudget { get; }

    public CfnCondition HasRestoredItems { get; }

    public CfnCondition HasRestoredKanban { get; }

    public CfnCondition ItemsNeedToken { get; }

    public CfnCondition HasCourseClient { get; }

    public CfnCondition HasTransactionSearch { get; }

    public CfnCondition HasPush { get; }

    public CfnCondition HasMfa { get; }

    public CfnCondition HasSelfSignUp { get; }

    public CfnCondition HasSes { get; }

    public CfnCondition TimerRuns { get; }

    public CfnCondition HasApiConcurrency { get; }

    /// <summary>Chooses at deployment whether a property is there; for <c>AddPropertyOverride</c>.</summary>
    public static Dictionary<string, object> If(CfnCondition condition, object then, object? otherwise = null) =>
        new(StringComparer.Ordinal) { ["Fn::If"] = new[] { condition.LogicalId, then, otherwise ?? Aws.NO_VALUE } };

    /// <summary>Chooses at deployment; a text, or an element of a list of texts.</summary>
    public static string TextIf(CfnCondition condition, string then, string? otherwise = null) =>
        Fn.ConditionIf(condition.LogicalId, then, otherwise ?? Aws.NO_VALUE).ToString()!;

    private CloudFrontParameters DeclareCloudFront()
    {
        var secret = Text("OriginSecret", "", "What CloudFront tells the Api so that it answers CloudFront alone; a second one after a comma is still taken. Empty for none.",
            "^([A-Za-z0-9_-]{32,}(,[A-Za-z0-9_-]{32,})?)?$", "must be 32 or more letters and digits, perhaps a comma and the one before, or empty");
        secret.NoEcho = true;
        var domainName = Text("DomainName", "", "Domain name of the board; empty for CloudFront's own.",
            @"^([a-z0-9-]+(\.[a-z0-9-]+)+)?$", "must be a domain name, or empty");
        var certificate = Text("CertificateArn", "", "Certificate of the domain name, in us-east-1; needed with DomainName.",
            "^(arn:[a-z-]+:acm:us-east-1:.*)?$", "must be the ARN of an ACM certificate in us-east-1, or empty");
        Require("DomainNeedsCertificate", domainName, certificate);
        return new(secret, Given("HasOriginSecret", secret), domainName, Given("HasDomainName", domainName), certificate);
    }

    private CfnParameter Text(string name, string value, string description, string pattern, string constraint) =>
        new(_stack, name, new CfnParameterProps
        {
            Type = "String",
            Default = value,
            Description = description,
            AllowedPattern = pattern,
            ConstraintDescription = constraint,
        });

    private CfnParameter Choice(string name, string value, string description, params string[] allowed) =>
        new(_stack, name, new CfnParameterProps
        {
            Type = "String",
            Default = value,
            Description = description,
            AllowedValues = allowed,
            ConstraintDescription = $"must be {string.Join(" or ", allowed)}",
        });

    private CfnParameter Number(string name, string value, string description, double min, double max) =>
        new(_stack, name, new CfnParameterProps
        {
            Type = "Number",
            Default = value,
            Description = description,
            MinValue = min,
            MaxValue = max,
            ConstraintDescription = FormattableString.Invariant($"must be a number from {min} to {max}"),
        });

    private void Require(string name, CfnParameter parameter, CfnParameter needed) => _ = new CfnRule(_stack, name, new CfnRuleProps
    {
        RuleCondition = Fn.ConditionNot(Fn.ConditionEquals(parameter.ValueAsString, "")),
        Assertions = new[]
        {
            new CfnRuleAssertion
            {
                Assert = Fn.ConditionNot(Fn.ConditionEquals(needed.ValueAsString, "")),
                AssertDescription = $"{parameter.LogicalId} needs {needed.LogicalId}",
            },
        },
    });

    private CfnCondition Given(string name, CfnParameter parameter) =>
        Condition(name, Fn.ConditionNot(Fn.ConditionEquals(parameter.ValueAsString, "")));

    private CfnCondition Is(string name, CfnParameter parameter, string value) =>
        Condition(name, Fn.ConditionEquals(parameter.ValueAsString, value));

    private CfnCondition Condition(string name, ICfnConditionExpression expression) =>
        new(_stack, name, new CfnConditionProps { Expression = expression });
}

/// <summary>What may be chosen about CloudFront.</summary>
/// <param name="OriginSecret">What CloudFront tells the Api so that it answers CloudFront alone.</param>
/// <param name="HasOriginSecret">Whether there is one.</param>
/// <param name="DomainName">Domain name of the board.</param>
/// <param name="HasDomainName">Whether there is one.</param>
/// <param name="CertificateArn">Certificate of the domain name.</param>
internal sealed record CloudFrontParameters(
    CfnParameter OriginSecret, CfnCondition HasOriginSecret, CfnParameter DomainName, CfnCondition HasDomainName, CfnParameter CertificateArn);

/// <summary>Between what the capacity of tables may be.</summary>
/// <param name="Min">Fewest units.</param>
/// <param name="Max">Most units.</param>
internal sealed record CapacityParameters(CfnParameter Min, CfnParameter Max);
