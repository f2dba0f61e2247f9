using Amazon.CDK;
using Amazon.CDK.AWS.Logs;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Turns on Transaction Search, without which X-Ray's OTLP endpoint rejects all spans. It is one setting for an account and region, so
/// a parameter says whether it is this stack's.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Transaction-Search-getting-started.html
/// </summary>
internal static class TransactionSearch
{
    // Percent of spans that X-Ray also keeps as summaries of traces; this much is free.
    private const int IndexingPercentage = 1;

    /// <summary>Adds the setting and the permission that it needs, both under the parameter <c>TransactionSearch</c>.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="settings">Names the permission.</param>
    /// <param name="parameters">Says whether they are there.</param>
    public static void Add(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters)
    {
        var permission = new CfnResourcePolicy(stack, "TransactionSearchPermission", new CfnResourcePolicyProps
        {
            PolicyName = settings.Named("kanban-transaction-search"),
            PolicyDocument = stack.ToJsonString(Permission(stack)),
        });
        // Newer than this CDK.
        var search = new CfnResource(stack, "TransactionSearchConfig", new CfnResourceProps
        {
            Type = "AWS::XRay::TransactionSearchConfig",
            Properties = new Dictionary<string, object>(StringComparer.Ordinal) { ["IndexingPercentage"] = IndexingPercentage },
        });
        search.AddDependency(permission);
        search.CfnOptions.Condition = parameters.HasTransactionSearch;
        permission.CfnOptions.Condition = parameters.HasTransactionSearch;
    }

    private static Dictionary<string, object> Permission(Amazon.CDK.Stack stack)
    {
        var logGroups = $"arn:{stack.Partition}:logs:{stack.Region}:{stack.Account}:log-group";
        return new(StringComparer.Ordinal)
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new[]
            {
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["Effect"] = "Allow",
                    ["Principal"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["Service"] = "xray.amazonaws.com" },
                    ["Action"] = "logs:PutLogEvents",
                    ["Resource"] = new[] { $"{logGroups}:aws/spans:*", $"{logGroups}:/aws/application-signals/data:*" },
                    ["Condition"] = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["ArnLike"] = new Dictionary<string, object>(StringComparer.Ordinal)
                        {
                            ["aws:SourceArn"] = $"arn:{stack.Partition}:xray:{stack.Region}:{stack.Account}:*",
                        },
                        ["StringEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["aws:SourceAccount"] = stack.Account },
                    },
                },
            },
        };
    }
}
