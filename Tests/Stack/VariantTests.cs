using System.Text.Json.Nodes;
using static KanbanAspire.Tests.Stack.CloudAssembly;

namespace KanbanAspire.Tests.Stack;

/// <summary>The stack without CloudFront, the one whose CloudFront calls the function's own address, and the one with provisioned tables.</summary>
[Collection("Stack")]
public sealed class VariantTests(PublishedStack stack)
{
    [Fact]
    public void WithoutCloudFront_NothingOfThePages_IsThere()
    {
        var types = stack.WithoutCloudFront.Resources.Select(resource => (string)resource.Value!["Type"]!).ToHashSet(StringComparer.Ordinal);
        var parameters = stack.WithoutCloudFront.Template["Parameters"]!.AsObject();

        Assert.DoesNotContain(types, type => type.StartsWith("AWS::CloudFront", StringComparison.Ordinal) || type.StartsWith("AWS::S3", StringComparison.Ordinal));
        Assert.DoesNotContain("Custom::CDKBucketDeployment", types);
        Assert.Empty(parameters.Select(parameter => parameter.Key).Intersect(["OriginSecret", "DomainName", "CertificateArn"]));
        Assert.Null(stack.WithoutCloudFront.Template["Outputs"]!["BoardAddress"]);
        // A secret that is never sent would shut all callers out.
        Assert.Equal("", (string?)stack.WithoutCloudFront.Function("Answers the HTTP API")["Environment"]!["Variables"]!["OriginSecret"]);
    }

    [Fact]
    public void WithoutCloudFront_PeopleSignInFromTheirMachineAlone()
    {
        var client = stack.WithoutCloudFront.Properties("WebAppClient");

        AssertJson(
            """[{ "Fn::If": ["HasLocalOrigin", { "Fn::Join": ["", [{ "Ref": "LocalOrigin" }, "/callback"]] }, { "Ref": "AWS::NoValue" }] }]""",
            client["CallbackURLs"]);
        AssertJson("""["https://oauth.pstmn.io/v1/callback"]""", stack.WithoutCloudFront.Properties("CourseAppClient")["CallbackURLs"]);
        // Cognito takes no client without an address to return to.
        Assert.Equal("^http://localhost:[0-9]+$", (string?)stack.WithoutCloudFront.Template["Parameters"]!["LocalOrigin"]!["AllowedPattern"]);
    }

    [Fact]
    public void WithoutCloudFront_TheApi_IsWhole() => Assert.Equal(
        stack.Course.OfType("AWS::ApiGatewayV2::Route").Select(route => route.Id),
        stack.WithoutCloudFront.OfType("AWS::ApiGatewayV2::Route").Select(route => route.Id));

    [Fact]
    public void FunctionUrl_AnswersTheDistributionAlone()
    {
        var url = stack.FunctionUrl.OfType("AWS::Lambda::Url").Single().Resource["Properties"]!;
        var permissions = stack.FunctionUrl.OfType("AWS::Lambda::Permission").Select(one => one.Resource["Properties"]!)
            .Where(one => (string?)one["Principal"] is "cloudfront.amazonaws.com").ToList();

        Assert.Equal("AWS_IAM", (string?)url["AuthType"]);
        Assert.Equal("live", (string?)url["Qualifier"]);
        // Both are needed since October 2025: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
        Assert.Equal(["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"], permissions.Select(one => (string)one["Action"]!).Order(StringComparer.Ordinal));
        Assert.All(permissions, one =>
        {
            Assert.Contains(":distribution/", one["SourceArn"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.StartsWith("ApiLive", (string?)one["FunctionName"]!["Ref"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void FunctionUrl_IsCalledByCloudFrontWithASignature()
    {
        var distribution = stack.FunctionUrl.OfType("AWS::CloudFront::Distribution").Single().Resource["Properties"]!["DistributionConfig"]!;
        var behaviors = distribution["CacheBehaviors"]!.AsArray().ToDictionary(one => (string)one!["PathPattern"]!, one => one!, StringComparer.Ordinal);
        var origins = distribution["Origins"]!.AsArray().ToDictionary(one => (string)one!["Id"]!, one => one!, StringComparer.Ordinal);
        var (boards, items) = (origins[(string)behaviors["/api/*"]["TargetOriginId"]!], origins[(string)behaviors["/items*"]["TargetOriginId"]!]);
        var access = stack.FunctionUrl.Properties("ApiAccess")["OriginAccessControlConfig"]!;

        AssertJson("""{ "Fn::GetAtt": ["ApiAccess", "Id"] }""", boards["OriginAccessControlId"]);
        Assert.Contains("FunctionUrl", boards["DomainName"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("execute-api", items["DomainName"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(items["OriginAccessControlId"]);
        Assert.Equal(("lambda", "always", "sigv4"), ((string?)access["OriginAccessControlOriginType"], (string?)access["SigningBehavior"], (string?)access["SigningProtocol"]));
        // Lambda finds its function by the Host header.
        Assert.Equal("b689b0a8-53d0-40ab-baf2-68738e2966ac", (string?)behaviors["/api/*"]["OriginRequestPolicyId"]);
    }

    [Fact]
    public void FunctionUrl_TheHttpApi_HasTheItemsAlone() => Assert.Equal(
        ["DELETE /items/{id}", "GET /items", "GET /items/{id}", "PUT /items"],
        stack.FunctionUrl.OfType("AWS::ApiGatewayV2::Route").Select(route => (string)route.Resource["Properties"]!["RouteKey"]!).Order(StringComparer.Ordinal));

    [Fact]
    public void FunctionUrl_TheApi_ChecksTokensAndThePagesKnow()
    {
        var variables = stack.FunctionUrl.Function("Answers the HTTP API")["Environment"]!["Variables"]!;
        var config = Directory.EnumerateFiles(stack.FunctionUrl.Folder, "config.json", SearchOption.AllDirectories)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!).Single(file => file["authentication"] is not null);

        Assert.Equal(("*", "true"), ((string?)variables["Authentication__ClientIds"], (string?)variables["Authentication__FetchKeysAtStart"]));
        Assert.True((bool?)config["signedRequests"]);
    }

    [Fact]
    public void Provisioned_TablesAndIndexes_FollowTheLoad()
    {
        var tables = stack.Provisioned.OfType("AWS::DynamoDB::Table").Select(table => table.Resource["Properties"]!).ToList();
        var targets = stack.Provisioned.OfType("AWS::ApplicationAutoScaling::ScalableTarget")
            .ToDictionary(target => target.Id, target => target.Resource["Properties"]!, StringComparer.Ordinal);

        Assert.All(tables, table =>
        {
            Assert.Equal("PROVISIONED", (string?)table["BillingMode"]);
            Assert.All([table, .. table["GlobalSecondaryIndexes"]?.AsArray() ?? []], one => AssertJson(
                """{ "ReadCapacityUnits": { "Ref": "MinCapacityUnits" }, "WriteCapacityUnits": { "Ref": "MinCapacityUnits" } }""", one!["ProvisionedThroughput"]));
        });
        Assert.Equal(
            ["ItemsTableReads", "ItemsTableWrites", "KanbanTableDUEReads", "KanbanTableDUEWrites", "KanbanTableReads", "KanbanTableWrites"],
            targets.Keys.Order(StringComparer.Ordinal));
        AssertJson("""{ "Fn::Join": ["", ["table/", { "Ref": "KanbanTable" }, "/index/DUE"]] }""", targets["KanbanTableDUEWrites"]["ResourceId"]);
        Assert.Equal("dynamodb:index:WriteCapacityUnits", (string?)targets["KanbanTableDUEWrites"]["ScalableDimension"]);
        Assert.Equal("dynamodb:table:ReadCapacityUnits", (string?)targets["ItemsTableReads"]["ScalableDimension"]);
        Assert.Equal(targets.Keys.Order(StringComparer.Ordinal), stack.Provisioned.OfType("AWS::ApplicationAutoScaling::ScalingPolicy")
            .Select(policy => (string)policy.Resource["Properties"]!["ScalingTargetId"]!["Ref"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void FunctionUrl_Alarms_WatchIt()
    {
        var alarms = stack.FunctionUrl.OfType("AWS::CloudWatch::Alarm").Select(alarm => alarm.Resource["Properties"]!.ToJsonString()).ToList();

        Assert.Equal(4, alarms.Count(alarm => alarm.Contains("\"Url5xxCount\"", StringComparison.Ordinal)));
        Assert.Single(alarms, alarm => alarm.Contains("\"UrlRequestLatency\"", StringComparison.Ordinal));
        Assert.DoesNotContain(alarms, alarm => alarm.Contains("AWS/ApiGateway", StringComparison.Ordinal));
    }
}
