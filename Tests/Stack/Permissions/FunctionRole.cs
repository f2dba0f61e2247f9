using System.Text.Json.Nodes;

namespace KanbanAspire.Tests.Stack.Permissions;

/// <summary>The role of a function in a template, or in a changed copy of it.</summary>
/// <param name="assembly">The published stack, in which values are worked out.</param>
/// <param name="id">Logical id, or its beginning where CDK appends a hash.</param>
/// <param name="template">The template; null for the published one.</param>
internal sealed class FunctionRole(CloudAssembly assembly, string id, JsonObject? template = null)
{
    private const string Account = "123456789012";
    private const string Region = "ap-northeast-2";
    private const string TablePrefix = ":table/";

    private readonly JsonObject _template = template ?? assembly.Template;
    private readonly TemplateValues _values = new(assembly);

    /// <summary>Gets the statements of all policies of the role.</summary>
    public IReadOnlyList<JsonObject> Statements =>
    [
        .. AllStatements(_template).Where(s => s.Role.StartsWith(id, StringComparison.Ordinal)).Select(s => s.Statement),
    ];

    /// <summary>Gets everything that the role may do.</summary>
    public HashSet<Permission> Granted =>
    [
        .. from statement in Statements
           from action in Texts(statement["Action"])
           from resource in Resources(statement)
           let table = resource.IndexOf(TablePrefix, StringComparison.Ordinal)
           select new Permission(action, table < 0 ? resource : resource[(table + TablePrefix.Length)..]),
    ];

    /// <summary>Copies the role with its template, for a test to change it.</summary>
    public FunctionRole Copy() => new(assembly, id, _template.DeepClone().AsObject());

    /// <summary>Writes the role's statements as one policy in which each resource is an ARN.</summary>
    public JsonObject ToPolicy() => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray([.. Statements.Select(statement => new JsonObject
        {
            ["Effect"] = statement["Effect"]!.DeepClone(),
            ["Action"] = statement["Action"]!.DeepClone(),
            ["Resource"] = new JsonArray([.. Resources(statement).Select(resource => JsonValue.Create(ArnOf(resource)))]),
        })]),
    };

    /// <summary>Writes a resource as its ARN in an account.</summary>
    /// <param name="resource">As in <see cref="Permission.Resource"/>, or an ARN in which names of the account are missing.</param>
    public string ArnOf(string resource)
    {
        if (resource.Split('.') is [var name, "ChannelNamespaceArn"])
        {
            return $"arn:aws:appsync:{Region}:{Account}:apis/id/channelNamespace/{name}";
        }

        if (resource.Split('.') is [var logicalId, "Arn"])
        {
            return (string?)assembly.Resource(logicalId)["Type"] switch
            {
                "AWS::Logs::LogGroup" => $"arn:aws:logs:{Region}:{Account}:log-group:{logicalId}:*",
                "AWS::SQS::Queue" => $"arn:aws:sqs:{Region}:{Account}:{logicalId}",
                var type => throw new NotSupportedException(type),
            };
        }

        return resource == "*" ? resource
            : !resource.StartsWith("arn:", StringComparison.Ordinal) ? $"arn:aws:dynamodb:{Region}:{Account}{TablePrefix}{resource}"
            : resource.Replace("AWS::Partition", "aws", StringComparison.Ordinal).Replace("AWS::AccountId", Account, StringComparison.Ordinal);
    }

    /// <summary>Lists the statements of all roles of a template.</summary>
    /// <param name="template">The template.</param>
    /// <returns>Logical id of the role and statement.</returns>
    public static IEnumerable<(string Role, JsonObject Statement)> AllStatements(JsonObject template) =>
        from resource in template["Resources"]!.AsObject()
        let properties = resource.Value!["Properties"]
        from policy in (string?)resource.Value["Type"] switch
        {
            "AWS::IAM::Role" => properties["Policies"]?.AsArray().Select(policy => (Role: resource.Key, policy!["PolicyDocument"])) ?? [],
            "AWS::IAM::Policy" => [((string)properties["Roles"]![0]!["Ref"]!, properties["PolicyDocument"])],
            _ => [],
        }
        from statement in policy.Item2!["Statement"]!.AsArray()
        select (policy.Role, statement.AsObject());

    /// <summary>Reads a text or a list of texts; anything else is left out.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Texts),
        JsonValue value => [value.GetValue<string>()],
        _ => [],
    };

    private IEnumerable<string> Resources(JsonObject statement) =>
        (statement["Resource"] is JsonArray several ? several : (IEnumerable<JsonNode?>)[statement["Resource"]])
            .Select(resource => _values.Of(resource)!);
}
