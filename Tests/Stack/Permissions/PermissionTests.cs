using System.Text.Json.Nodes;
using KanbanAspire.Tests.Docs;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack.Permissions;

/// <summary>Each function may do what its code does, and nothing else.</summary>
[Collection("Stack")]
public sealed class PermissionTests(PublishedStack stack)
{
    private const string Folder = "Tests/Stack/iam";

    private static readonly Dictionary<string, Lazy<Task<HashSet<Permission>>>> Recorded = new(StringComparer.Ordinal)
    {
        ["Api"] = new(ApiCalls.RecordAsync),
        ["Scheduler"] = new(SchedulerCalls.RecordAsync),
    };

    private static readonly Dictionary<string, string> Documented = new(StringComparer.Ordinal)
    {
        ["ItemsTable"] = "`http-crud-tutorial-items`",
        ["KanbanTable"] = "`kanban`",
        ["KanbanTable/index/DUE"] = "`kanban`, index `DUE`",
    };

    [Theory]
    [InlineData("Api")]
    [InlineData("Scheduler")]
    public async Task Role_Granted_IsWhatTheFunctionUses(string function)
    {
        var used = await UsedByAsync(function);

        Assert.Empty(Differences(RoleOf(function).Granted, used));
        Assert.Empty(Differences(new FunctionRole(stack.Prod, $"{function}Role").Granted, used));
    }

    [Theory]
    [InlineData("Api")]
    [InlineData("Scheduler")]
    public async Task Role_OneActionLessOrMore_Differs(string function)
    {
        var used = await UsedByAsync(function);
        var statements = RoleOf(function).Statements;
        for (var i = 0; i < statements.Count; i++)
        {
            var actions = FunctionRole.Texts(statements[i]["Action"]).ToList();
            foreach (var action in actions)
            {
                var less = Differences(WithActions(function, i, actions.Where(one => one != action)).Granted, used);
                Assert.StartsWith($"denied: {action} on ", Assert.Single(less), StringComparison.Ordinal);
            }

            foreach (var action in (string[])["dynamodb:ConditionCheckItem", "dynamodb:DeleteTable"])
            {
                var more = Differences(WithActions(function, i, [.. actions, action]).Granted, used);
                Assert.StartsWith($"never used: {action} on ", Assert.Single(more), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A second opinion: of all actions that these services have, the simulator allows those that are used.</summary>
    [Theory]
    [InlineData("Api")]
    [InlineData("Scheduler")]
    public async Task Role_EveryActionSimulated_AllowsWhatTheFunctionUses(string function)
    {
        await NodePackage.InstallAsync(Folder);
        var role = RoleOf(function);
        string[] resources = ["ItemsTable", "KanbanTable", "KanbanTable/index/DUE", "OtherTable", "OtherTable/index/DUE"];
        var used = await UsedByAsync(function);
        var input = new JsonObject
        {
            ["policy"] = role.ToPolicy(),
            ["services"] = new JsonArray("dynamodb", "logs", "xray", "sqs", "appsync"),
            ["resources"] = ArrayOf(resources.Concat(used.Select(one => one.Resource)).Select(role.ArnOf).Distinct(StringComparer.Ordinal)),
        };
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, input.ToJsonString());

            var (exitCode, output) = await NodePackage.RunAsync(Folder, "node", ["allowed.mjs", file], []);

            Assert.True(exitCode == 0, output);
            Assert.Equal(
                used.Select(one => $"{one.Action} {role.ArnOf(one.Resource)}").Order(StringComparer.Ordinal),
                JsonNode.Parse(output)!.AsArray().Select(one => (string)one!).Order(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Docs_AccessPatterns_NameWhatIsGranted()
    {
        var rows = from function in Recorded.Keys.Order(StringComparer.Ordinal)
                   from granted in RoleOf(function).Granted
                   where granted.Action.StartsWith("dynamodb:", StringComparison.Ordinal)
                   group granted.Action["dynamodb:".Length..] by (function, granted.Resource) into one
                   orderby one.Key.function, one.Key.Resource
                   select $"| {one.Key.function} | {Documented[one.Key.Resource]} | {string.Join(", ", one.Order(StringComparer.Ordinal))} |";

        var section = DocsPage.Read("docs/access-patterns.md").Section("What each function may do");

        Assert.Equal(rows, section.Split('\n').Where(line => line.StartsWith('|')).Skip(2));
    }

    private FunctionRole RoleOf(string function) => new(stack.Course, $"{function}Role");

    private FunctionRole WithActions(string function, int statement, IEnumerable<string> actions)
    {
        var copy = RoleOf(function).Copy();
        copy.Statements[statement]["Action"] = ArrayOf(actions);
        return copy;
    }

    private static JsonArray ArrayOf(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static IReadOnlyList<string> Differences(HashSet<Permission> granted, HashSet<Permission> used) =>
        [.. used.Except(granted).Select(one => $"denied: {one}"), .. granted.Except(used).Select(one => $"never used: {one}")];

    private async Task<HashSet<Permission>> UsedByAsync(string function) =>
        [.. await Recorded[function].Value, .. CallsOfLambda(function)];

    // What Lambda does in the role's name, and the exporters of telemetry, which no test's client sees.
    private IEnumerable<Permission> CallsOfLambda(string function)
    {
        // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html, and OTLP logs into the same group.
        var log = ArnOf("AWS::Logs::LogGroup", $"{function}Log");
        yield return new Permission("logs:CreateLogStream", log);
        yield return new Permission("logs:PutLogEvents", log);

        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html
        yield return new Permission("xray:PutSpans", "*");
        yield return new Permission("xray:PutSpansForIndexing", "*");

        if (function == "Scheduler")
        {
            // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
            var queue = ArnOf("AWS::SQS::Queue", "SchedulerFailures");
            yield return new Permission("sqs:SendMessage", queue);

            // Not used: CDK grants both with it,
            // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_sqs.Queue.html#grantwbrsendwbrmessagesgrantee
            yield return new Permission("sqs:GetQueueAttributes", queue);
            yield return new Permission("sqs:GetQueueUrl", queue);
        }

        string ArnOf(string type, string id) =>
            $"{stack.Course.OfType(type).Single(resource => resource.Id.StartsWith(id, StringComparison.Ordinal)).Id}.Arn";
    }
}
