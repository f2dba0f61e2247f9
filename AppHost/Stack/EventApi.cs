using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using KanbanAspire.Kanban.Push;
using KanbanAspire.ServiceDefaults.AppSync;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Makes the Event API of AppSync by which changes reach open boards. Signed-in users may listen, on channels whose names only members
/// learn; the functions alone may publish. Under the parameter <c>Push</c>; without it, browsers ask every two seconds.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-appsync-api.html
/// </summary>
internal sealed class EventApi
{
    private const string Users = "AMAZON_COGNITO_USER_POOLS";
    private const string Services = "AWS_IAM";

    private readonly Amazon.CDK.Stack _stack;
    private readonly Parameters _parameters;
    private readonly CfnResource _namespace;

    public EventApi(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters, UserPool users)
    {
        (_stack, _parameters) = (stack, parameters);
        // Newer than this CDK, as is the namespace.
        var api = Add("EventApi", "AWS::AppSync::Api", new()
        {
            ["Name"] = settings.Named("events"),
            ["EventConfig"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["AuthProviders"] = new object[]
                {
                    new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["AuthType"] = Users,
                        ["CognitoConfig"] = new Dictionary<string, object>(StringComparer.Ordinal)
                        {
                            ["UserPoolId"] = users.Id,
                            ["AwsRegion"] = stack.Region,
                        },
                    },
                    Mode(Services),
                },
                ["ConnectionAuthModes"] = new object[] { Mode(Users) },
                ["DefaultPublishAuthModes"] = new object[] { Mode(Services) },
                ["DefaultSubscribeAuthModes"] = new object[] { Mode(Users) },
            },
        });
        _namespace = Add("BoardEvents", "AWS::AppSync::ChannelNamespace", new()
        {
            ["ApiId"] = api.GetAtt("ApiId"),
            ["Name"] = BoardPush.Namespace,
        });
        var (http, socket) = (Token.AsString(api.GetAtt("Dns.Http")), Token.AsString(api.GetAtt("Dns.Realtime")));
        (Host, Endpoint) = (http, $"https://{http}/event");
        (SocketOrigin, Socket) = ($"wss://{socket}", $"wss://{socket}/event/realtime");
    }

    /// <summary>Gets the address to which the functions publish; there is none without push, as of all below.</summary>
    public string Endpoint { get; }

    /// <summary>Gets what a browser's authorization names.</summary>
    public string Host { get; }

    /// <summary>Gets the address to which browsers connect.</summary>
    public string Socket { get; }

    /// <summary>Gets the same without its path, for the content security policy.</summary>
    public string SocketOrigin { get; }

    /// <summary>Gives a text where there is push, and an empty one elsewhere.</summary>
    public string IfOn(string text) => Parameters.TextIf(_parameters.HasPush, text, "");

    /// <summary>Lets a role publish.</summary>
    /// <param name="id">Names the policy.</param>
    /// <param name="role">The role of a function.</param>
    public void LetPublish(string id, IRole role)
    {
        var policy = new CfnPolicy(_stack, id, new CfnPolicyProps
        {
            PolicyName = id,
            PolicyDocument = new PolicyDocument(new PolicyDocumentProps
            {
                Statements =
                [
                    new PolicyStatement(new PolicyStatementProps
                    {
                        Actions = [EventPublisher.Action],
                        Resources = [Token.AsString(_namespace.GetAtt("ChannelNamespaceArn"))],
                    }),
                ],
            }),
            Roles = [role.RoleName],
        });
        policy.CfnOptions.Condition = _parameters.HasPush;
    }

    private CfnResource Add(string id, string type, Dictionary<string, object> properties)
    {
        var resource = new CfnResource(_stack, id, new CfnResourceProps { Type = type, Properties = properties });
        resource.CfnOptions.Condition = _parameters.HasPush;
        return resource;
    }

    private static Dictionary<string, object> Mode(string type) => new(StringComparer.Ordinal) { ["AuthType"] = type };
}
