using System.Collections.Concurrent;
using System.Security;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// As much of an AWS account as the CDK's command line asks for: CloudFormation with change sets, rollback, retained resources, import
/// and termination protection; STS, the bootstrap's parameter, and its bucket. Of resources it makes tables alone; all others are only
/// counted. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html
/// </summary>
public sealed class CloudFormationEmulator : IAsyncDisposable
{
    private const string Account = "123456789012";

    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);
    private readonly List<string> _events = [];
    private readonly WebApplication _app;
    private Stack? _stack;
    private (JsonObject Template, bool Imports)? _change;

    private CloudFormationEmulator()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.MapPost("/cli", AnswerCliAsync);
        _app.MapPost("/", AnswerAsync);
        _app.MapMethods("/{bucket}/{**key}", ["GET", "HEAD", "PUT", "POST"], AnswerBucketAsync);
    }

    private sealed record Stack(string Name, string Status, bool IsProtected, string? Stage, IReadOnlyDictionary<string, bool> Tables)
    {
        public string Arn => $"arn:aws:cloudformation:ap-northeast-2:{Account}:stack/{Name}/1";
    }

    /// <summary>Gets the names of the tables in the account, whether a stack has them or not.</summary>
    public HashSet<string> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets the type of resource whose creation fails, and why; null for none.</summary>
    public (string Type, string Reason)? FailsAt { get; set; }

    /// <summary>Gets the state of the stack; null when there is none.</summary>
    public string? Status => _stack?.Status;

    /// <summary>Gets what was asked for and is not known here.</summary>
    public ConcurrentQueue<string> Unknown { get; } = new();

    public string Address => _app.Urls.First();

    public static async Task<CloudFormationEmulator> StartAsync()
    {
        var emulator = new CloudFormationEmulator();
        await emulator._app.StartAsync();
        return emulator;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Does what a person does in the console before a protected stack can be deleted.</summary>
    public void Unprotect() => _stack = _stack! with { IsProtected = false };

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        if (request.Headers["x-amz-target"].ToString().EndsWith("GetParameter", StringComparison.Ordinal))
        {
            return Results.Text("""{"Parameter":{"Name":"/cdk-bootstrap/hnb659fds/version","Type":"String","Value":"21","Version":1}}""", "application/x-amz-json-1.1");
        }

        var form = await request.ReadFormAsync();
        string action = form["Action"]!, name = form["StackName"]!;
        return action switch
        {
            "GetCallerIdentity" => Answer(action, $"<Arn>arn:aws:iam::{Account}:user/test</Arn><UserId>TEST</UserId><Account>{Account}</Account>"),
            "AssumeRole" => Answer(action, $"""
                <Credentials><AccessKeyId>AKIATEST</AccessKeyId><SecretAccessKey>test</SecretAccessKey><SessionToken>test</SessionToken>
                <Expiration>2040-01-01T00:00:00Z</Expiration></Credentials>
                <AssumedRoleUser><AssumedRoleId>A:test</AssumedRoleId><Arn>arn:aws:sts::{Account}:assumed-role/test/test</Arn></AssumedRoleUser>
                """),
            _ when _stack is null && action is not "CreateChangeSet" || name is "CDKToolkit" => Error($"Stack with id {name} does not exist"),
            "DescribeStacks" => Answer(action, $"<Stacks><member>{Describe()}</member></Stacks>"),
            "CreateChangeSet" => CreateChangeSet(name, form),
            "DescribeChangeSet" when _change is null => Error($"ChangeSet [{form["ChangeSetName"]}] does not exist", "ChangeSetNotFound"),
            "DescribeChangeSet" => Answer(action, $"""
                <ChangeSetName>cdk-deploy-change-set</ChangeSetName><ChangeSetId>{ChangeSet}</ChangeSetId><StackId>{_stack!.Arn}</StackId>
                <StackName>{_stack.Name}</StackName><Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus>
                <Changes><member><Type>Resource</Type><ResourceChange><Action>Add</Action><LogicalResourceId>Distribution</LogicalResourceId>
                <ResourceType>AWS::CloudFront::Distribution</ResourceType></ResourceChange></member></Changes>
                """),
            "ExecuteChangeSet" => Execute(action),
            "DeleteChangeSet" => DeleteChangeSet(action),
            "UpdateTerminationProtection" => Protect(action, form["EnableTerminationProtection"] == "true"),
            "DescribeStackEvents" => Answer(action, $"<StackEvents>{string.Concat(_events.AsEnumerable().Reverse())}</StackEvents>"),
            "DescribeStackResources" => Answer(action, "<StackResources/>"),
            "GetTemplate" => Answer(action, "<TemplateBody>{}</TemplateBody>"),
            "DeleteStack" => Delete(action),
            _ => NotKnown(action),
        };
    }

    private static string ChangeSet => $"arn:aws:cloudformation:ap-northeast-2:{Account}:changeSet/cdk-deploy-change-set/1";

    private string Describe() => $"""
        <StackId>{_stack!.Arn}</StackId><StackName>{_stack.Name}</StackName><CreationTime>2026-11-28T00:00:00Z</CreationTime>
        <StackStatus>{_stack.Status}</StackStatus><EnableTerminationProtection>{(_stack.IsProtected ? "true" : "false")}</EnableTerminationProtection>
        <Outputs><member><OutputKey>BoardAddress</OutputKey><OutputValue>https://board.example.com</OutputValue></member></Outputs>
        """;

    private IResult CreateChangeSet(string name, IFormCollection form)
    {
        if (_stack?.Status is "ROLLBACK_COMPLETE")
        {
            return Error($"Stack:{_stack.Arn} is in ROLLBACK_COMPLETE state and can not be updated.");
        }

        _change = (JsonNode.Parse(_objects[new Uri(form["TemplateURL"]!).AbsolutePath])!.AsObject(), form["ImportExistingResources"] == "true");
        var stage = form.FirstOrDefault(pair => pair.Value == "kanban-aspire:stage").Key is { } key ? (string?)form[key.Replace(".Key", ".Value", StringComparison.Ordinal)] : null;
        _stack = (_stack ?? new Stack(name, "REVIEW_IN_PROGRESS", IsProtected: false, null, new Dictionary<string, bool>(StringComparer.Ordinal))) with { Stage = stage };
        return Answer("CreateChangeSet", $"<Id>{ChangeSet}</Id><StackId>{_stack.Arn}</StackId>");
    }

    private IResult DeleteChangeSet(string action)
    {
        _change = null;
        return Answer(action, "");
    }

    private IResult Execute(string action)
    {
        var (template, imports) = _change!.Value;
        _events.Clear();
        var isNew = _stack!.Status is "REVIEW_IN_PROGRESS";
        var owned = new Dictionary<string, bool>(_stack.Tables, StringComparer.Ordinal);
        foreach (var (id, resource) in template["Resources"]!.AsObject().OrderBy(pair => (string?)pair.Value!["Type"] is not "AWS::DynamoDB::Table"))
        {
            var type = (string)resource!["Type"]!;
            var isKept = (string?)resource["DeletionPolicy"] is "Retain";
            var table = type is "AWS::DynamoDB::Table" ? (string?)resource["Properties"]!["TableName"] : null;
            var isThere = table is not null && Tables.Contains(table) && !owned.ContainsKey(table);
            if (FailsAt is var (failing, reason) && failing == type || (isThere && !(imports && resource["DeletionPolicy"] is not null)))
            {
                AddEvent(id, type, "CREATE_FAILED", FailsAt is var (_, why) && FailsAt?.Type == type ? why : $"Resource of type '{type}' with identifier '{table}' already exists.");
                RollBack(isNew, owned);
                return Answer(action, "");
            }

            if (table is not null)
            {
                Tables.Add(table);
                owned[table] = isKept;
            }

            AddEvent(id, type, isThere ? "IMPORT_COMPLETE" : "CREATE_COMPLETE");
        }

        End(isNew ? "CREATE_COMPLETE" : "UPDATE_COMPLETE", owned);
        return Answer(action, "");
    }

    private void RollBack(bool isNew, Dictionary<string, bool> owned)
    {
        foreach (var (table, isKept) in owned.Where(pair => !_stack!.Tables.ContainsKey(pair.Key)).ToList())
        {
            owned.Remove(table);
            if (!isKept)
            {
                Tables.Remove(table);
            }
        }

        End(isNew ? "ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_COMPLETE", owned);
    }

    private void End(string status, Dictionary<string, bool> owned)
    {
        _stack = _stack! with { Status = status, Tables = owned };
        AddEvent(_stack.Name, "AWS::CloudFormation::Stack", status);
    }

    private IResult Protect(string action, bool isProtected)
    {
        _stack = _stack! with { IsProtected = isProtected };
        return Answer(action, $"<StackId>{_stack.Arn}</StackId>");
    }

    private IResult Delete(string action)
    {
        if (_stack!.IsProtected)
        {
            return Error($"Stack [{_stack.Name}] cannot be deleted while TerminationProtection is enabled");
        }

        Tables.ExceptWith(_stack.Tables.Where(table => !table.Value).Select(table => table.Key));
        _stack = null;
        return Answer(action, "");
    }

    private void AddEvent(string id, string type, string status, string reason = "") => _events.Add($"""
        <member><StackId>{_stack!.Arn}</StackId><EventId>{_events.Count}</EventId><StackName>{_stack.Name}</StackName><LogicalResourceId>{id}</LogicalResourceId>
        <ResourceType>{type}</ResourceType><Timestamp>{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}</Timestamp><ResourceStatus>{status}</ResourceStatus>
        <ResourceStatusReason>{SecurityElement.Escape(reason)}</ResourceStatusReason></member>
        """);

    // What AppHost asks by the AWS CLI: arguments, a line each, and the answer as --output text gives it.
    private async Task<IResult> AnswerCliAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var arguments = (await reader.ReadToEndAsync()).Split('\n');
        return arguments switch
        {
            ["sts", ..] => Results.Text(Account),
            ["ssm", ..] => Results.Text("21"),
            ["lambda", ..] => Results.Text("10"),
            ["dynamodb", "describe-table", "--table-name", var table, ..] => Tables.Contains(table) ? Results.Text("ACTIVE") : Fail("ResourceNotFoundException"),
            ["events", ..] => Fail("ResourceNotFoundException"),
            ["cloudformation", ..] when _stack is null => Fail("Stack does not exist"),
            ["cloudformation", "describe-stacks", ..] => Results.Text($"{_stack!.Status}\t{_stack.Stage ?? "None"}\t{_stack.IsProtected}"),
            ["cloudformation", "describe-stack-events", ..] => Results.Text(string.Concat(_events.Where(e => e.Contains("FAILED", StringComparison.Ordinal)))),
            ["cloudformation", "update-termination-protection", "--no-enable-termination-protection", ..] => Protect("cli", isProtected: false),
            _ => Fail(string.Join(' ', arguments)),
        };

        static IResult Fail(string reason) => Results.Text(reason, statusCode: 400);
    }

    private async Task<IResult> AnswerBucketAsync(HttpRequest request)
    {
        var path = request.Path.Value!;
        switch (request.Method)
        {
            case "PUT":
            case "POST" when request.Query.ContainsKey("uploadId"):
                using (var body = new MemoryStream())
                {
                    await request.Body.CopyToAsync(body);
                    _objects[path] = body.ToArray();
                }

                request.HttpContext.Response.Headers.ETag = "\"test\"";
                return Results.Text("<CompleteMultipartUploadResult><ETag>\"test\"</ETag></CompleteMultipartUploadResult>", "text/xml");
            case "POST":
                return Results.Text("<InitiateMultipartUploadResult><UploadId>test</UploadId></InitiateMultipartUploadResult>", "text/xml");
            case "GET" when request.Query.ContainsKey("location"):
                return Results.Text("<LocationConstraint>ap-northeast-2</LocationConstraint>", "text/xml");
            case "GET" when request.Query.ContainsKey("encryption"):
                return Results.Text("<Error><Code>ServerSideEncryptionConfigurationNotFoundError</Code></Error>", "text/xml", statusCode: 404);
            case "GET" when request.Query["prefix"].ToString() is { Length: > 0 } prefix:
                var contents = _objects.ContainsKey($"{path.TrimEnd('/')}/{prefix}") ? $"<Contents><Key>{prefix}</Key><Size>1</Size></Contents>" : "";
                return Results.Text($"<ListBucketResult>{contents}</ListBucketResult>", "text/xml");
            default:
                return NotKnown($"{request.Method} {path}{request.QueryString}");
        }
    }

    private static IResult Answer(string action, string result) =>
        Results.Text($"<{action}Response><{action}Result>{result}</{action}Result></{action}Response>", "text/xml");

    private static IResult Error(string message, string code = "ValidationError") => Results.Text(
        $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{SecurityElement.Escape(message)}</Message></Error></ErrorResponse>", "text/xml", statusCode: 400);

    private IResult NotKnown(string asked)
    {
        Unknown.Enqueue(asked);
        return Error($"Not known here: {asked}");
    }
}
