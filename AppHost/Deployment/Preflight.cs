using System.Globalization;
using KanbanAspire.AppHost.Stack;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Finds what a deployment lacks before anything is built, so that nobody waits for the answer.</summary>
internal static class Preflight
{
    private const int MinNodeVersion = 20;
    private const int RecommendedNodeVersion = 22;
    // What the stack's own rule asks for.
    private const int MinBootstrapVersion = 6;

    private static readonly string[] CredentialVariables =
    [
        "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    // Of a new account's 10 concurrent executions, none can be reserved.
    private const int MinUnreserved = 10;

    private static readonly (string Text, string Remedy)[] Known =
    [
        ("must be verified before you can add new CloudFront resources",
            "AWS verifies new accounts before they may use CloudFront. Open a case in the Support Center (Account and billing, free), ask for CloudFront, and deploy again when it is answered; until then, deploy with --cloudfront no."),
        ("AWSLogDeliveryWrite",
            "The account's log resource policy AWSLogDeliveryWrite20150319 is full. Delete entries of log groups that are gone (aws logs describe-resource-policies), and deploy again."),
        ("is not authorized to perform: budgets:",
            "Budgets are closed to IAM until the root user activates 'IAM user and role access to Billing information' (Account page). Do that, or deploy without BudgetEmail."),
        ("is not authorized to perform: iam:CreateRole",
            "These credentials may not create IAM roles, as in AWS Academy's accounts. The stack needs them: use an account of your own."),
    ];

    // No stack, and the remainder of one whose creation failed: the CDK deletes that and begins again.
    private static readonly string[] Unmade = ["", "REVIEW_IN_PROGRESS", "CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_COMPLETE"];

    /// <summary>Checks this machine and, where the AWS CLI is installed and there are credentials, the account and the stack.</summary>
    /// <param name="stack">Stack name.</param>
    /// <param name="isDeploy">Whether the stack is to be deployed, and not deleted.</param>
    /// <param name="stage">What <c>--stage</c> says; null when nobody said it.</param>
    /// <returns>What is missing and what to do about it, one line each; empty when nothing is.</returns>
    public static IReadOnlyList<string> Missing(string stack, bool isDeploy, string? stage)
    {
        var credentials = Credentials();
        var account = credentials is null ? Account() : null;
        var found = credentials is null && account is null ? Stack(stack) : null;
        return
        [
            .. new[] { Node(), Npm(), credentials, account, State(stack, found, isDeploy, stage) }.OfType<string>(),
            .. isDeploy && found is var (state, _, _) && IsUnmade(state) ? InTheWay(stack, stage is "prod") : [],
        ];
    }

    /// <summary>Checks that the account can reserve concurrent executions.</summary>
    /// <param name="reserved">How many.</param>
    /// <returns>What is in the way; null when nothing is, or that cannot be found out.</returns>
    public static string? Concurrency(int reserved) =>
        reserved > 0 && Aws("lambda", "get-account-settings", "--query", "AccountLimit.UnreservedConcurrentExecutions") is (true, var text)
        && int.TryParse(text, CultureInfo.InvariantCulture, out var unreserved) && unreserved - reserved < MinUnreserved
            ? $"ApiConcurrency is {reserved}, but this account has {unreserved} concurrent executions left in {StackSettings.Region}, of which {MinUnreserved} must stay "
              + "unreserved (a new account has 10 in all). Leave ApiConcurrency at 0, or ask for more under Service Quotas, AWS Lambda, Concurrent executions."
            : null;

    /// <summary>
    /// Lifts the termination protection of a stack whose creation failed, which holds nothing any more, so that the CDK can replace it.
    /// </summary>
    /// <param name="name">Stack name.</param>
    /// <returns>What to do when it could not be lifted; null when nothing is in the way.</returns>
    public static string? LiftProtectionOfRest(string name)
    {
        if (Stack(name) is not ({ Length: > 0 } state, _, true) || !IsUnmade(state))
        {
            return null;
        }

        string[] lift = ["cloudformation", "update-termination-protection", "--no-enable-termination-protection", "--stack-name", name];
        return Aws(lift) is (true, _)
            ? null
            : $"Stack {name} is the remainder of a creation that failed ({state}), and is protected. Lift that, then deploy again: "
              + $"aws {string.Join(' ', lift)} --region {StackSettings.Region}";
    }

    /// <summary>Explains why CloudFormation could not make the stack, where the reason is a known one of the account.</summary>
    /// <param name="name">Stack name.</param>
    /// <returns>What to do; null for any other reason.</returns>
    public static string? Explain(string name)
    {
        const string query = "StackEvents[?contains(ResourceStatus, 'FAILED')].ResourceStatusReason";
        var reasons = Aws("cloudformation", "describe-stack-events", "--stack-name", name, "--query", query) is (true, var text) ? text : "";
        return Known.FirstOrDefault(known => reasons.Contains(known.Text, StringComparison.OrdinalIgnoreCase)).Remedy;
    }

    /// <summary>Checks what writing a template takes.</summary>
    /// <returns>What is missing; empty when nothing is.</returns>
    public static IReadOnlyList<string> MissingToPublish() => Node() is { } node ? [node] : [];

    /// <summary>Asks CloudFormation for a stack, whose parameters keep their values.</summary>
    /// <param name="name">Stack name.</param>
    /// <returns>
    /// Its state, its stage where its tags say so, and whether it is protected from deletion; an empty state when there is none; null
    /// when that cannot be found out.
    /// </returns>
    public static (string State, string? Stage, bool IsProtected)? Stack(string name)
    {
        const string query = "Stacks[0].[StackStatus, Tags[?Key=='kanban-aspire:stage']|[0].Value, EnableTerminationProtection]";
        return Aws("cloudformation", "describe-stacks", "--stack-name", name, "--query", query) switch
        {
            (true, var text) when text.Split('\t') is [var state, .. var rest] =>
                (state, rest.FirstOrDefault() is { } stage and not "None" ? stage.ToLowerInvariant() : null, rest is [_, "True", ..]),
            (false, var error) when error.Contains("does not exist", StringComparison.Ordinal) => ("", null, false),
            _ => null,
        };
    }

    /// <summary>Says whether a stack was ever deployed with the stage prod, so that it has a secret for CloudFront.</summary>
    /// <param name="name">Stack name.</param>
    /// <returns>Null when that cannot be found out.</returns>
    public static bool? HasSecret(string name) =>
        Stack(name) is var (state, stage, _) ? !IsUnmade(state) && stage is not "course" : null;

    private static bool IsUnmade(string state) => Unmade.Contains(state, StringComparer.Ordinal);

    // What was made by hand, following the course, has the names of the default stack. Tables of the stage prod that an earlier
    // stack has left are taken over.
    private static IEnumerable<string> InTheWay(string stack, bool isProd)
    {
        string Named(string name) => StackSettings.Named(stack, name);
        var other = "choose another name for the stack with --stack mine";
        foreach (var table in isProd ? [] : new[] { Named(TableSchemas.Items.Name), Named(TableSchemas.Kanban.Name) })
        {
            if (Aws("dynamodb", "describe-table", "--table-name", table, "--query", "Table.TableStatus") is (true, { Length: > 0 }))
            {
                yield return $"The table {table} exists already and is of no stack, perhaps from the course's exercises. Delete it "
                    + $"(aws dynamodb delete-table --region {StackSettings.Region} --table-name {table}), or {other}.";
            }
        }

        var rule = Named(KanbanAspire.AppHost.Stack.Timer.RuleName);
        if (Aws("events", "describe-rule", "--name", rule, "--query", "State") is (true, { Length: > 0 }))
        {
            yield return $"The EventBridge rule {rule} exists already and is of no stack, perhaps from the course's exercises. Delete it in the console "
                + $"(EventBridge, Rules), or {other}.";
        }
    }

    private static string? State(string name, (string State, string? Stage, bool IsProtected)? found, bool isDeploy, string? stage) => found switch
    {
        ({ } state, _, _) when state.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && state is not "REVIEW_IN_PROGRESS" =>
            $"Stack {name} is being changed ({state}), by another machine or a run that was interrupted. Wait until CloudFormation has finished: "
            + $"aws cloudformation describe-stacks --region {StackSettings.Region} --stack-name {name}",
        (_, "prod", _) when isDeploy && stage is null =>
            $"Stack {name} is of the stage prod. Say --stage prod, or --stage course to give up the protection of its data.",
        _ => null,
    };

    private static string? Node()
    {
        var version = Command.Read("node", "--version") is (true, var text) ? text : null;
        return version is ['v', .. var number] && int.TryParse(number.Split('.')[0], CultureInfo.InvariantCulture, out var major) && major >= MinNodeVersion
            ? null
            : $"Node.js {MinNodeVersion} or later ({RecommendedNodeVersion} is recommended) was not found{(version is null ? "" : $" (this is {version})")}: the CDK runs on it. Install it from https://nodejs.org.";
    }

    private static string? Npm() => AwsPackages.IsOnPath("npx")
        ? null
        : "npx was not found: it fetches the CDK's command line. It comes with Node.js, https://nodejs.org.";

    private static string? Credentials()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] files =
        [
            Environment.GetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE") ?? Path.Combine(home, ".aws", "credentials"),
            Environment.GetEnvironmentVariable("AWS_CONFIG_FILE") ?? Path.Combine(home, ".aws", "config"),
        ];
        return Array.Exists(CredentialVariables, name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }) || Array.Exists(files, File.Exists)
            ? null
            : "No AWS credentials were found. Sign in with 'aws configure' or 'aws sso login', or set AWS_PROFILE.";
    }

    // Without the AWS CLI the CDK says the same, but only when everything is built.
    private static string? Account()
    {
        switch (Aws("sts", "get-caller-identity", "--query", "Account"))
        {
            case null:
                return null;
            case (false, var error):
                return $"AWS does not take the credentials: {LastLine(error)} Sign in again with 'aws configure' or 'aws sso login'.";
            case (true, var account):
                var version = Aws("ssm", "get-parameter", "--name", $"/cdk-bootstrap/{Cdk.Qualifier}/version", "--query", "Parameter.Value");
                return version switch
                {
                    (true, var text) when int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number < MinBootstrapVersion =>
                        $"The CDK's bootstrap of account {account} in {StackSettings.Region} is too old ({number}, needed is {MinBootstrapVersion}). Renew it: {Bootstrap(account)}",
                    (false, var error) when error.Contains("ParameterNotFound", StringComparison.Ordinal) =>
                        $"Account {account} is not bootstrapped for the CDK in {StackSettings.Region}. Once: {Bootstrap(account)}",
                    // Whoever may not read that parameter may still deploy.
                    _ => null,
                };
        }
    }

    private static string Bootstrap(string account) => $"npx --yes {Cdk.Package} bootstrap aws://{account}/{StackSettings.Region}";

    private static (bool IsSuccess, string Text)? Aws(params string[] arguments) => Command.Read(
        "aws", [.. arguments, "--region", StackSettings.Region, "--output", "text", "--cli-connect-timeout", "10", "--cli-read-timeout", "10"]);

    private static string LastLine(string text) => text.Split('\n')[^1].Trim();
}
