using System.Text.Json.Nodes;
using KanbanAspire.Tests.Stack.Permissions;
using static KanbanAspire.Tests.Stack.Permissions.FunctionRole;

namespace KanbanAspire.Tests.Stack;

[Collection("Stack")]
public sealed class IamTests(PublishedStack stack)
{
    // Everything that may be done to "*", and why that cannot be narrower.
    private static readonly Dictionary<string, string> OnEverything = new(StringComparer.Ordinal)
    {
        ["xray:PutSpans"] = "X-Ray's actions know no resources.",
        ["xray:PutSpansForIndexing"] = "X-Ray's actions know no resources.",
    };

    // Actions with a star, of CDK's copier, on the bucket of the front end and on CDK's own.
    private static readonly string[] CopierActions = ["s3:GetObject*", "s3:GetBucket*", "s3:List*", "s3:DeleteObject*", "s3:Abort*"];

    [Fact]
    public void Policies_Actions_HaveNoStar()
    {
        var stars = Statements().SelectMany(s => Texts(s.Statement["Action"])).Where(action => action.Contains('*', StringComparison.Ordinal));

        Assert.Empty(stars.Distinct(StringComparer.Ordinal).Except(CopierActions, StringComparer.Ordinal));
    }

    [Fact]
    public void Policies_StarResources_HaveAReason()
    {
        var unexplained = from s in Statements()
                          where Texts(s.Statement["Resource"]).Contains("*", StringComparer.Ordinal)
                          from action in Texts(s.Statement["Action"])
                          where !OnEverything.ContainsKey(action)
                          select $"{s.Role}: {action}";

        Assert.Empty(unexplained);
    }

    [Fact]
    public void Roles_All_AreOneAFunctionWithoutManagedPolicies()
    {
        var roles = stack.Course.OfType("AWS::Lambda::Function").Select(f => (string?)f.Resource["Properties"]!["Role"]!["Fn::GetAtt"]![0]).ToList();

        Assert.Equal(3, roles.Distinct(StringComparer.Ordinal).Count());
        Assert.All(stack.Course.OfType("AWS::IAM::Role"), role => Assert.Null(role.Resource["Properties"]!["ManagedPolicyArns"]));
    }

    [Theory]
    [InlineData("ApiRole")]
    [InlineData("SchedulerRole")]
    public void Roles_Tables_AreNamedAndKeepTheirSchema(string role)
    {
        var actions = Statements().Where(s => s.Role.StartsWith(role, StringComparison.Ordinal))
            .SelectMany(s => Texts(s.Statement["Action"])).Where(a => a.StartsWith("dynamodb:", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(actions);
        Assert.DoesNotContain(actions, a => a.Contains("Table", StringComparison.Ordinal) || a.Contains("PartiQL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ApiRole")]
    [InlineData("SchedulerRole")]
    public void Roles_XRay_MayWriteSpansOnly(string role)
    {
        var actions = Statements().Where(s => s.Role.StartsWith(role, StringComparison.Ordinal))
            .SelectMany(s => Texts(s.Statement["Action"])).Where(a => a.StartsWith("xray:", StringComparison.Ordinal));

        Assert.Equal(["xray:PutSpans", "xray:PutSpansForIndexing"], actions);
    }

    [Fact]
    public void SignedInUsers_WithoutAPolicy_MayDoNothing()
    {
        Assert.DoesNotContain(Statements(), s => s.Role.StartsWith("SignedInRole", StringComparison.Ordinal));
        Assert.False((bool?)stack.Course.Properties("IdentityPool")["AllowUnauthenticatedIdentities"]);
    }

    private IEnumerable<(string Role, JsonObject Statement)> Statements() => FunctionRole.AllStatements(stack.Course.Template);
}
