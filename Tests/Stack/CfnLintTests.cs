using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// Holds both templates, routes included, to the schemas of CloudFormation's resources in the region, where
/// <c>cfn-lint</c> is installed (<c>pip install cfn-lint</c>). https://github.com/aws-cloudformation/cfn-lint
/// </summary>
[Collection("Stack")]
public sealed class CfnLintTests(PublishedStack stack)
{
    private const string Region = "ap-northeast-2";

    // Which of them are reported depends on the version of cfn-lint, so that one more here than is needed is no failure.
    private static readonly Acknowledged[] Acknowledgements =
    [
        new(
            "E2533", "Resources/CustomCDKBucketDeployment",
            "Lambda takes new functions with Python 3.11 until July 2027; the dates are a year early.",
            "https://github.com/aws-cloudformation/cfn-lint/issues/4564"),
        new("W2531", "Resources/CustomCDKBucketDeployment", "As E2533.", "https://github.com/aws-cloudformation/cfn-lint/issues/4564"),
        new(
            "W1030", "Resources/Distribution", "CertificateArn is empty by default, and its condition then leaves the whole property out.",
            "https://github.com/aws-cloudformation/cfn-lint/issues/3378"),
        new("W3005", "Resources/CustomCDKBucketDeployment", "CDK adds the role besides its policy.", "https://github.com/aws/aws-cdk/issues/24578"),
        new("W3005", "Resources/Function", "CDK adds the role besides its policy.", "https://github.com/aws/aws-cdk/issues/24578"),
    ];

    [OnPathFact("cfn-lint", "pip install cfn-lint")]
    public Task Course_Schemas_HaveNoOpenFinding() => AssertNoOpenFindingAsync(stack.Course, "kanban");

    [OnPathFact("cfn-lint", "pip install cfn-lint")]
    public Task WithoutCloudFront_Schemas_HaveNoOpenFinding() => AssertNoOpenFindingAsync(stack.WithoutCloudFront, "kanban");

    [OnPathFact("cfn-lint", "pip install cfn-lint")]
    public Task FunctionUrl_Schemas_HaveNoOpenFinding() => AssertNoOpenFindingAsync(stack.FunctionUrl, "kanban");

    [OnPathFact("cfn-lint", "pip install cfn-lint")]
    public Task Provisioned_Schemas_HaveNoOpenFinding() => AssertNoOpenFindingAsync(stack.Provisioned, "kanban");

    [OnPathFact("cfn-lint", "pip install cfn-lint")]
    public Task Prod_Schemas_HaveNoOpenFinding() => AssertNoOpenFindingAsync(stack.Prod, "team-board");

    private static async Task AssertNoOpenFindingAsync(CloudAssembly assembly, string name)
    {
        Assert.NotEmpty(assembly.OfType("AWS::ApiGatewayV2::Route"));
        string[] arguments = ["--regions", Region, "--format", "json", "--non-zero-exit-code", "none", "--template", $"{name}.template.json"];

        var (exitCode, output) = await NodePackage.RunAsync(assembly.Folder, "cfn-lint", arguments, []);

        Assert.True(exitCode == 0, output);
        var open = from finding in JsonNode.Parse(output)!.AsArray()
                   let rule = (string)finding["Rule"]!["Id"]!
                   let path = string.Join('/', finding["Location"]!["Path"]?.AsArray().Select(part => part!.ToString()) ?? [])
                   where !Acknowledgements.Any(one => one.Rule == rule && path.StartsWith(one.Path, StringComparison.Ordinal))
                   select $"{rule} {path}: {finding["Message"]}";
        Assert.True(!open.Any(), string.Join('\n', open));
    }

    /// <summary>A finding that stays.</summary>
    /// <param name="Rule">Id of the rule.</param>
    /// <param name="Path">Beginning of the path in the template.</param>
    /// <param name="Reason">Why it stays.</param>
    /// <param name="Link">Where that can be read.</param>
    private sealed record Acknowledged(string Rule, string Path, string Reason, string Link);
}
