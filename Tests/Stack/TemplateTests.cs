using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static KanbanAspire.Tests.Stack.CloudAssembly;

namespace KanbanAspire.Tests.Stack;

[Collection("Stack")]
public sealed partial class TemplateTests(PublishedStack stack)
{
    private readonly CloudAssembly _course = stack.Course;
    private readonly CloudAssembly _prod = stack.Prod;

    [Fact]
    public void Publish_Twice_WritesTheSameBytes()
    {
        Assert.Equal(Files(stack.Course), Files(stack.Again));

        static IEnumerable<(string Name, string Hash)> Files(CloudAssembly assembly) =>
            from file in Directory.EnumerateFiles(assembly.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            select (Path.GetRelativePath(assembly.Folder, file),
                Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
    }

    [Fact]
    public void Publish_Summary_NamesStackStageAndMode() =>
        Assert.Contains(_prod.Output, line => line.StartsWith("Stack team-board, stage prod, AwsPackages=", StringComparison.Ordinal));

    [Fact]
    public void Tables_Course_GoWithTheStack()
    {
        AssertJson(
            """
            {
              "Type": "AWS::DynamoDB::Table",
              "Properties": {
                "TableName": "http-crud-tutorial-items",
                "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
                "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
                "TimeToLiveSpecification": { "AttributeName": "expiresAt", "Enabled": true },
                "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true },
                "DeletionProtectionEnabled": false
              },
              "UpdateReplacePolicy": "Delete",
              "DeletionPolicy": "Delete"
            }
            """,
            _course.Resource("ItemsTable"));
        AssertJson(
            """[{ "IndexName": "DUE", "KeySchema": [{ "AttributeName": "due", "KeyType": "HASH" }, { "AttributeName": "dueAt", "KeyType": "RANGE" }], "Projection": { "ProjectionType": "KEYS_ONLY" } }]""",
            _course.Properties("KanbanTable")["GlobalSecondaryIndexes"]);
    }

    [Fact]
    public void Data_Prod_SurvivesTheStackAndItsOwner()
    {
        foreach (var id in new[] { "ItemsTable", "KanbanTable", "UserPool" })
        {
            Assert.Equal("Retain", (string?)_prod.Resource(id)["DeletionPolicy"]);
            Assert.Equal("Retain", (string?)_prod.Resource(id)["UpdateReplacePolicy"]);
        }

        Assert.Equal("team-board-kanban", (string?)_prod.Properties("KanbanTable")["TableName"]);
        Assert.True((bool?)_prod.Properties("KanbanTable")["DeletionProtectionEnabled"]);
        Assert.True((bool?)_prod.Properties("ItemsTable")["DeletionProtectionEnabled"]);
        Assert.Equal("ACTIVE", (string?)_prod.Properties("UserPool")["DeletionProtection"]);
    }

    [Fact]
    public void Course_Everything_IsDeletedWithTheStack()
    {
        // Versions go with their function.
        var kept = _course.Resources.Where(r => (string?)r.Value!["DeletionPolicy"] is "Retain" or "Snapshot"
            && (string?)r.Value["Type"] is not "AWS::Lambda::Version").Select(r => r.Key);

        Assert.Empty(kept);
        // Emptied by the copiers, which only do so while the bucket has no owner's tag.
        Assert.All(_course.OfType("Custom::CDKBucketDeployment"), d => Assert.False((bool?)d.Resource["Properties"]!["RetainOnDelete"]));
        Assert.Null(_course.Properties("WebBucket")["Tags"]);
    }

    [Fact]
    public void Functions_AllThree_LogIntoGroupsOfTheStack() =>
        Assert.All(_course.OfType("AWS::Lambda::Function"), f =>
            Assert.NotNull(_course.Resources[(string?)f.Resource["Properties"]!["LoggingConfig"]?["LogGroup"]?["Ref"] ?? "none"]));

    [Theory]
    [InlineData("Answers the HTTP API", 29)]
    [InlineData("Inserts the course's item", 50)]
    public void Functions_Own_RunNativeCodeWithTracing(string description, int timeoutSeconds)
    {
        var function = _course.Function(description);

        Assert.Equal("provided.al2023", (string?)function["Runtime"]);
        Assert.Equal("bootstrap", (string?)function["Handler"]);
        Assert.Equal("x86_64", (string?)function["Architectures"]![0]);
        Assert.Equal("arm64", (string?)_prod.Function(description)["Architectures"]![0]);
        Assert.Equal(512, (int?)function["MemorySize"]);
        Assert.Equal(timeoutSeconds, (int?)function["Timeout"]);
        // Lambda's default is PassThrough: it decides about no trace, and makes no segments that are paid for.
        Assert.Null(function["TracingConfig"]);
        Assert.Equal("JSON", (string?)function["LoggingConfig"]!["LogFormat"]);
        Assert.Equal("INFO", (string?)function["LoggingConfig"]!["SystemLogLevel"]);
        Assert.Equal("WARN", (string?)_prod.Function(description)["LoggingConfig"]!["SystemLogLevel"]);
    }

    [Fact]
    public void Api_Environment_TrustsTheGatewayAndThePool()
    {
        var variables = _course.Function("Answers the HTTP API")["Environment"]!["Variables"]!;

        Assert.Equal("true", (string?)variables["Authentication__TrustGateway"]);
        AssertJson("""{ "Fn::Join": ["", ["https://cognito-idp.ap-northeast-2.amazonaws.com/", { "Ref": "UserPool" }]] }""", variables["Authentication__Issuer"]);
        AssertJson("""{ "Ref": "ItemsAuthorization" }""", variables["ItemsAuthorization"]);
        AssertJson("""{ "Fn::If": ["HasRestoredKanban", { "Ref": "RestoredKanbanTable" }, { "Ref": "KanbanTable" }] }""", variables["Tables__Kanban"]);
        // Lambda sets and reserves these; development mode has no place in AWS.
        Assert.DoesNotContain(variables.AsObject(), v => v.Key is "AWS_REGION" or "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT");
    }

    [Theory]
    [InlineData("Answers the HTTP API", "ApiRole", "ApiLog")]
    [InlineData("Inserts the course's item", "SchedulerRole", "SchedulerLog")]
    public void Functions_Telemetry_GoesToCloudWatchSampledAndPermitted(string description, string role, string log)
    {
        var variables = _course.Function(description)["Environment"]!["Variables"]!;

        Assert.Equal("true", (string?)variables["Telemetry__CloudWatch"]);
        Assert.Equal("https://xray.ap-northeast-2.amazonaws.com/v1/traces", (string?)variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]);
        Assert.Equal("https://logs.ap-northeast-2.amazonaws.com/v1/logs", (string?)variables["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"]);
        AssertJson("""{ "Ref": "TraceSampling" }""", variables["Telemetry__TraceSampling"]);
        Assert.DoesNotContain(variables.AsObject(), variable => variable.Key.StartsWith("OTEL_TRACES_SAMPLER", StringComparison.Ordinal));
        Assert.Equal("kanban", (string?)variables["Telemetry__Stack"]);
        Assert.Equal("team-board", (string?)_prod.Function(description)["Environment"]!["Variables"]!["Telemetry__Stack"]);
        Assert.Contains("\"xray:PutSpans\"", _course.Resource($"{role}DefaultPolicy").ToJsonString(), StringComparison.Ordinal);
        var statement = _course.Properties(role)["Policies"]!.AsArray().Single(p => (string?)p!["PolicyName"] is "Log")!["PolicyDocument"]!["Statement"]![0]!;
        AssertJson("""["logs:CreateLogStream", "logs:PutLogEvents"]""", statement["Action"]);
        Assert.StartsWith(log, (string?)statement["Resource"]!["Fn::GetAtt"]![0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Answers the HTTP API", "ApiLog")]
    [InlineData("Inserts the course's item", "SchedulerLog")]
    public void Functions_OtlpLogs_GoToAStreamThatTheStackMakes(string description, string id)
    {
        var function = _course.Function(description);
        var stream = _course.Resource($"{id}Otlp")["Properties"]!;

        Assert.True(JsonNode.DeepEquals(function["LoggingConfig"]!["LogGroup"], stream["LogGroupName"]));
        Assert.Equal((string?)function["Environment"]!["Variables"]!["Telemetry__LogStream"], (string?)stream["LogStreamName"]);
    }

    [Fact]
    public void TransactionSearch_IsOffUnlessAskedForAndMayWriteSpansOfThisAccountAlone()
    {
        var (search, permission) = (_course.Resource("TransactionSearchConfig"), _course.Resource("TransactionSearchPermission"));

        Assert.Equal("no", (string?)_course.Template["Parameters"]!["TransactionSearch"]!["Default"]);
        AssertJson("""{ "Fn::Equals": [{ "Ref": "TransactionSearch" }, "yes"] }""", _course.Template["Conditions"]!["HasTransactionSearch"]);
        AssertJson("""
            {
              "Type": "AWS::XRay::TransactionSearchConfig", "Condition": "HasTransactionSearch", "DependsOn": ["TransactionSearchPermission"],
              "Properties": { "IndexingPercentage": 1 }
            }
            """, search);
        Assert.Equal("HasTransactionSearch", (string?)permission["Condition"]);
        // JSON as text, with the account's number put in at deployment.
        var document = JsonNode.Parse(string.Concat(permission["Properties"]!["PolicyDocument"]!["Fn::Join"]![1]!.AsArray()
            .Select(part => part is JsonValue text ? text.GetValue<string>() : (string)part!["Ref"]!)));
        AssertJson("""
            {
              "Effect": "Allow", "Principal": { "Service": "xray.amazonaws.com" }, "Action": "logs:PutLogEvents",
              "Resource": [
                "arn:AWS::Partition:logs:ap-northeast-2:AWS::AccountId:log-group:aws/spans:*",
                "arn:AWS::Partition:logs:ap-northeast-2:AWS::AccountId:log-group:/aws/application-signals/data:*"
              ],
              "Condition": {
                "ArnLike": { "aws:SourceArn": "arn:AWS::Partition:xray:ap-northeast-2:AWS::AccountId:*" },
                "StringEquals": { "aws:SourceAccount": "AWS::AccountId" }
              }
            }
            """, document!["Statement"]![0]);
    }

    [Fact]
    public void BrowserTelemetry_IsOffUnlessAskedForAndToldToPagesAndApiAlike()
    {
        var parameter = _course.Template["Parameters"]!["BrowserTelemetry"]!;

        Assert.Equal(("Number", "0"), ((string?)parameter["Type"], (string?)parameter["Default"]));
        Assert.Equal((0, 1), ((int?)parameter["MinValue"], (int?)parameter["MaxValue"]));
        AssertJson("""{ "Ref": "BrowserTelemetry" }""", _course.Function("Answers the HTTP API")["Environment"]!["Variables"]!["Telemetry__BrowserSampleRatio"]);
        var marker = _course.OfType("Custom::CDKBucketDeployment")
            .SelectMany(copy => copy.Resource["Properties"]!["SourceMarkers"]?.AsArray() ?? []).SelectMany(markers => markers!.AsObject())
            .Single(marker => marker.Value!.ToJsonString() is """{"Ref":"BrowserTelemetry"}""").Key;
        Assert.Contains(
            Directory.EnumerateFiles(_course.Folder, "config.json", SearchOption.AllDirectories).Select(File.ReadAllText),
            file => (string?)JsonNode.Parse(file)!["telemetry"]!["sampleRatio"] == marker);
    }

    [Fact]
    public void Timer_Rule_FiresEveryMinuteAndKeepsWhatFails()
    {
        var rule = _course.Properties("Timer");
        var target = rule["Targets"]![0]!;
        var queue = (string?)target["DeadLetterConfig"]!["Arn"]!["Fn::GetAtt"]![0];

        Assert.Equal("dynamodb-1min-insert-timer", (string?)rule["Name"]);
        Assert.Equal("rate(1 minute)", (string?)rule["ScheduleExpression"]);
        AssertJson("""{ "MaximumEventAgeInSeconds": 300, "MaximumRetryAttempts": 4 }""", target["RetryPolicy"]);
        Assert.Equal("AWS::SQS::Queue", (string?)_course.Resources[queue!]!["Type"]);
        var failures = (string?)_course.OfType("AWS::Lambda::EventInvokeConfig").Single().Resource["Properties"]!["DestinationConfig"]!["OnFailure"]!["Destination"]!["Fn::GetAtt"]![0];
        Assert.Equal("AWS::SQS::Queue", (string?)_course.Resources[failures!]!["Type"]);
        Assert.NotEqual(queue, failures);
    }

    [Fact]
    public void UserPool_AsInTheCourse()
    {
        var pool = _course.Properties("UserPool");

        AssertJson("""["email"]""", pool["UsernameAttributes"]);
        AssertJson("""["email"]""", pool["AutoVerifiedAttributes"]);
        AssertJson(
            """{ "MinimumLength": 8, "RequireLowercase": true, "RequireUppercase": true, "RequireNumbers": true, "RequireSymbols": true, "TemporaryPasswordValidityDays": 7 }""",
            pool["Policies"]!["PasswordPolicy"]);
        Assert.Equal("OFF", (string?)_course.Template["Parameters"]!["Mfa"]!["Default"]);
    }

    [Fact]
    public void Clients_Web_TakesCodesOnly_Course_IsOffUnlessAskedFor()
    {
        AssertJson("""["code"]""", _course.Properties("WebAppClient")["AllowedOAuthFlows"]);
        AssertJson("""["implicit"]""", _course.Properties("CourseAppClient")["AllowedOAuthFlows"]);
        Assert.Equal("HasCourseClient", (string?)_course.Resource("CourseAppClient")["Condition"]);
        Assert.Equal("no", (string?)_course.Template["Parameters"]!["CourseClient"]!["Default"]);
        Assert.All(_course.OfType("AWS::Cognito::UserPoolClient"), client =>
        {
            Assert.Equal("ENABLED", (string?)client.Resource["Properties"]!["PreventUserExistenceErrors"]);
            Assert.False((bool?)client.Resource["Properties"]!["GenerateSecret"]);
        });
        AssertJson("""["ALLOW_REFRESH_TOKEN_AUTH"]""", _course.Properties("CourseAppClient")["ExplicitAuthFlows"]);
    }

    [Fact]
    public void Clients_Web_RotatesRefreshTokens()
    {
        AssertJson("""{ "Feature": "ENABLED", "RetryGracePeriodSeconds": 60 }""", _course.Properties("WebAppClient")["RefreshTokenRotation"]);
        // Cognito rejects rotation together with the flow that cannot rotate.
        AssertJson("""["ALLOW_USER_SRP_AUTH"]""", _course.Properties("WebAppClient")["ExplicitAuthFlows"]);
    }

    [Fact]
    public void Site_OriginSecret_IsSentToTheApiAloneAndCheckedThere()
    {
        var origins = _course.OfType("AWS::CloudFront::Distribution").Single().Resource["Properties"]!["DistributionConfig"]!["Origins"]!.AsArray();
        var (api, bucket) = (origins.Single(o => o!["CustomOriginConfig"] is not null)!, origins.Single(o => o!["S3OriginConfig"] is not null)!);

        AssertJson(
            """
            [{ "HeaderName": "x-origin-secret", "HeaderValue": { "Fn::If": ["HasOriginSecret",
              { "Fn::Select": [0, { "Fn::Split": [",", { "Ref": "OriginSecret" }] }] }, "none"] } }]
            """,
            api["OriginCustomHeaders"]);
        Assert.Null(bucket["OriginCustomHeaders"]);
        AssertJson("""{ "Ref": "OriginSecret" }""", _course.Function("Answers the HTTP API")["Environment"]!["Variables"]!["OriginSecret"]);
        Assert.True((bool?)_course.Template["Parameters"]!["OriginSecret"]!["NoEcho"]);
    }

    [Fact]
    public void Site_Pages_ComeAfterTheApiThatTheyCall()
    {
        var pages = _course.OfType("Custom::CDKBucketDeployment").Single(copy => copy.Resource["Properties"]!["DestinationBucketKeyPrefix"] is null).Resource;
        var before = pages["DependsOn"]!.AsArray().Select(id => (string)id!).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(_course.OfType("AWS::ApiGatewayV2::Route").Select(route => route.Id).ToHashSet(StringComparer.Ordinal), before);
        Assert.Contains(before, id => id.StartsWith("ApiLive", StringComparison.Ordinal));
    }

    [Fact]
    public void Functions_AreCalledByAnAliasOfAVersionThatEachReleaseMakes()
    {
        foreach (var (function, alias) in new[] { ("Answers the HTTP API", "ApiLive"), ("Inserts the course's item", "SchedulerLive") })
        {
            var id = _course.OfType("AWS::Lambda::Function").Single(f => ((string?)f.Resource["Properties"]!["Description"])?.StartsWith(function, StringComparison.Ordinal) == true).Id;
            var live = _course.Properties(alias);
            var version = _course.Resources[(string)live["FunctionVersion"]!["Fn::GetAtt"]![0]!]!;

            Assert.Equal("live", (string?)live["Name"]);
            AssertJson($$"""{ "Description": { "Ref": "Release" }, "FunctionName": { "Ref": "{{id}}" } }""", version["Properties"]);
            // What was deployed before can be returned to.
            Assert.Equal(("Retain", "Retain"), ((string?)version["DeletionPolicy"], (string?)version["UpdateReplacePolicy"]));
            // Lambda publishes nothing when nothing has changed, and CloudFormation takes that for a failure.
            AssertJson("""{ "Ref": "Release" }""", _course.Function(function)["Environment"]!["Variables"]!["Telemetry__Release"]);
        }

        Assert.Equal(["ApiLive"], AliasesIn(_course.Properties("ApiIntegration")["IntegrationUri"]).Concat(AliasesIn(_course.Properties("ApiPermission")["FunctionName"])).Distinct());
        Assert.Equal(["SchedulerLive"], AliasesIn(_course.Properties("Timer")["Targets"]![0]!["Arn"]).Concat(AliasesIn(_course.Properties("TimerPermission")["FunctionName"])).Distinct());
        Assert.Equal(["SchedulerLive"], AliasesIn(_course.OfType("AWS::Lambda::EventInvokeConfig").Single().Resource["Properties"]!["Qualifier"]));

        static IEnumerable<string> AliasesIn(JsonNode? node) => Alias().Matches(node!.ToJsonString()).Select(match => match.Groups["id"].Value);
    }

    [Fact]
    public void SignUp_ByParameters_IsClosedOrMailsBySes()
    {
        var pool = _course.Properties("UserPool");

        AssertJson("""{ "Fn::If": ["HasSelfSignUp", false, true] }""", pool["AdminCreateUserConfig"]!["AllowAdminCreateUserOnly"]);
        AssertJson(
            """
            { "Fn::If": ["HasSes", { "EmailSendingAccount": "DEVELOPER", "SourceArn": { "Ref": "SesIdentityArn" }, "From": { "Ref": "MailFrom" } },
              { "Ref": "AWS::NoValue" }] }
            """,
            pool["EmailConfiguration"]);
        Assert.Equal("yes", (string?)_course.Template["Parameters"]!["SelfSignUp"]!["Default"]);
    }

    [Fact]
    public void Parameters_OfProd_FitAProduction()
    {
        string Default(CloudAssembly stack, string name) => stack.Template["Parameters"]![name]!["Default"]!.ToString();

        Assert.Equal(("OFF", "100", "200"), (Default(_course, "Mfa"), Default(_course, "ThrottleRate"), Default(_course, "ThrottleBurst")));
        Assert.Equal(("OPTIONAL", "1000", "2000"), (Default(_prod, "Mfa"), Default(_prod, "ThrottleRate"), Default(_prod, "ThrottleBurst")));
        Assert.Equal(("0.05", "0.01"), (Default(_course, "TraceSampling"), Default(_prod, "TraceSampling")));
    }

    [Fact]
    public void Budget_WarnsOfWhatWasSpentAndCountsNoCredits()
    {
        var budget = _course.Properties("Budget");

        AssertJson("""{ "IncludeCredit": false, "IncludeRefund": false }""", budget["Budget"]!["CostTypes"]);
        Assert.Equal(
            [("ACTUAL", 50), ("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100)],
            budget["NotificationsWithSubscribers"]!.AsArray()
                .Select(one => ((string)one!["Notification"]!["NotificationType"]!, (int)one["Notification"]!["Threshold"]!)));
    }

    [Fact]
    public void AccessLog_TakesNoPlaceInThePolicyOfTheAccountAndNamesNobody()
    {
        Assert.Equal("/aws/vendedlogs/kanban/http-api", (string?)_course.OfType("AWS::Logs::LogGroup").Single(log => log.Id.StartsWith("AccessLog", StringComparison.Ordinal)).Resource["Properties"]!["LogGroupName"]);
        Assert.DoesNotContain("sourceIp", (string)_course.Properties("HttpApiStage")["AccessLogSettings"]!["Format"]!, StringComparison.Ordinal);
        Assert.All([_course, _prod], stack => Assert.False((bool?)stack.Properties("HttpApiStage")["DefaultRouteSettings"]!["DetailedMetricsEnabled"]));
    }

    [Fact]
    public void Site_Bucket_IsPrivateAndReadByItsDistributionOnly()
    {
        AssertJson(
            """{ "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true }""",
            _course.Properties("WebBucket")["PublicAccessBlockConfiguration"]);
        var allowed = _course.OfType("AWS::S3::BucketPolicy").Single().Resource["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray()
            .Single(s => (string?)s!["Effect"] == "Allow");
        Assert.Equal("cloudfront.amazonaws.com", (string?)allowed!["Principal"]!["Service"]);
        Assert.Contains(":distribution/", allowed["Condition"]!["StringEquals"]!["AWS:SourceArn"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Site_Distribution_LeavesErrorsOfTheApiAlone()
    {
        var config = _course.OfType("AWS::CloudFront::Distribution").Single().Resource["Properties"]!["DistributionConfig"]!;

        Assert.Null(config["CustomErrorResponses"]);
        Assert.Equal("http2and3", (string?)config["HttpVersion"]);
        Assert.True((bool?)config["DefaultCacheBehavior"]!["Compress"]);
        Assert.Equal("redirect-to-https", (string?)config["DefaultCacheBehavior"]!["ViewerProtocolPolicy"]);
        Assert.Equal("viewer-request", (string?)config["DefaultCacheBehavior"]!["FunctionAssociations"]![0]!["EventType"]);
        Assert.Equal(
            ["/api/*", "/items*"],
            config["CacheBehaviors"]!.AsArray().Select(b => (string?)b!["PathPattern"]));
        Assert.All(config["CacheBehaviors"]!.AsArray(), behaviour =>
        {
            // CachingDisabled, AllViewerExceptHostHeader: ids that AWS documents.
            Assert.Equal("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", (string?)behaviour!["CachePolicyId"]);
            Assert.Equal("b689b0a8-53d0-40ab-baf2-68738e2966ac", (string?)behaviour["OriginRequestPolicyId"]);
            Assert.Null(behaviour["FunctionAssociations"]);
        });
    }

    [Fact]
    public void Parameters_All_AreDescribedAndConstrained()
    {
        var own = _course.Template["Parameters"]!.AsObject().Where(p => p.Key != "BootstrapVersion");

        Assert.All(own, p =>
        {
            Assert.NotNull(p.Value!["Description"]);
            Assert.NotNull(p.Value["Default"]);
            Assert.NotNull(p.Value["ConstraintDescription"]);
            Assert.True(p.Value["AllowedPattern"] is not null || p.Value["AllowedValues"] is not null || p.Value["MinValue"] is not null, p.Key);
        });
        Assert.All(_course.Template["Outputs"]!.AsObject(), o => Assert.NotNull(o.Value!["Description"]));
    }

    [Fact]
    public void Assets_All_HoldNothingOfTheEmulators()
    {
        var words = new[] { "Local0001", "kanbanaspirelocal", "demo@example.com", "mailbox" };
        var wrong = from file in Directory.EnumerateFiles(_course.Folder, "*", SearchOption.AllDirectories)
                    where !file.EndsWith(".zip", StringComparison.Ordinal)
                    let text = File.ReadAllText(file)
                    from word in words
                    where text.Contains(word, StringComparison.OrdinalIgnoreCase)
                    select $"{Path.GetRelativePath(_course.Folder, file)}: {word}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Template_References_HaveNoCycle()
    {
        var edges = _course.Resources.ToDictionary(
            r => r.Key, r => ReferencesOf(r.Value!).Where(_course.Resources.ContainsKey).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

        Assert.Empty(FindCycle(edges));
        // The walk itself sees one.
        edges["HttpApi"].Add(edges.Keys.First(id => id.StartsWith("Distribution", StringComparison.Ordinal) && id.Length == 20));
        Assert.NotEmpty(FindCycle(edges));
    }

    private static IEnumerable<string> ReferencesOf(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(member => (member.Key, member.Value) switch
        {
            ("Ref", JsonValue value) => [value.GetValue<string>()],
            ("Fn::GetAtt", JsonArray array) => [array[0]!.GetValue<string>()],
            ("DependsOn", JsonValue value) => [value.GetValue<string>()],
            ("DependsOn", JsonArray array) => array.Select(id => id!.GetValue<string>()),
            ("Fn::Sub", JsonValue value) => Substitutions(value.GetValue<string>()),
            (_, { } value) => ReferencesOf(value),
            _ => [],
        }),
        JsonArray a => a.OfType<JsonNode>().SelectMany(ReferencesOf),
        _ => [],
    };

    private static IEnumerable<string> Substitutions(string text) =>
        Substitution().Matches(text).Select(match => match.Groups["id"].Value);

    // Takes away what depends on nothing that is left; what remains is a cycle or depends on one.
    private static IReadOnlyCollection<string> FindCycle(Dictionary<string, HashSet<string>> edges)
    {
        var left = edges.Keys.ToHashSet(StringComparer.Ordinal);
        while (left.RemoveWhere(id => !edges[id].Overlaps(left)) > 0)
        {
        }

        return left;
    }

    [GeneratedRegex("\"Ref\":\"(?<id>(Api|Scheduler)Live)[0-9A-F]{8}\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alias();

    [GeneratedRegex(@"\$\{(?<id>[A-Za-z0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Substitution();
}
