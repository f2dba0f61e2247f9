using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// An update replaces or removes no table, user pool, app client, bucket, domain or identity pool unless its reason is written down.
/// CloudFormation would do it without asking. ACCEPT=1 accepts every other change of them.
/// </summary>
[Collection("Stack")]
public sealed class ReplacementTests(PublishedStack stack) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-diff-");

    private static string Committed => Path.Combine(Repository.Root, KeptResources.Package);

    [Fact]
    public Task Course_Update_ReplacesNothingUnacknowledged() =>
        AssertKeptAsync(new KeptResources(Committed, "course"), stack.Course.Template, IsAccepting);

    [Fact]
    public Task Prod_Update_ReplacesNothingUnacknowledged() =>
        AssertKeptAsync(new KeptResources(Committed, "prod"), stack.Prod.Template, IsAccepting);

    [Theory]
    [InlineData("KanbanTable", "KeySchema", """[{ "AttributeName": "pk", "KeyType": "HASH" }]""", "WILL_REPLACE KeySchema")]
    [InlineData("KanbanTable", "TableName", "\"boards\"", "WILL_REPLACE TableName")]
    [InlineData("ItemsTable", "AttributeDefinitions", """[{ "AttributeName": "id", "AttributeType": "N" }]""", "MAY_REPLACE AttributeDefinitions")]
    [InlineData("WebBucket", "BucketName", "\"web\"", "WILL_REPLACE BucketName")]
    [InlineData("WebAppClient", "GenerateSecret", "true", "WILL_REPLACE GenerateSecret")]
    [InlineData("UserPool", "UsernameAttributes", """["phone_number"]""", "MAY_REPLACE UsernameAttributes")]
    [InlineData("UserPool", "UsernameConfiguration", """{ "CaseSensitive": true }""", "MAY_REPLACE UsernameConfiguration")]
    [InlineData("UserPoolDomain", "Domain", "\"other\"", "WILL_REPLACE Domain")]
    public async Task Property_ThatReplaces_IsReported(string resource, string property, string value, string change)
    {
        var open = await OpenAfterAsync(resources => Find(resources, resource)["Properties"]![property] = JsonNode.Parse(value));

        var one = Assert.Single(open);
        Assert.StartsWith(resource, (string?)one!["resource"], StringComparison.Ordinal);
        Assert.Equal(change, (string?)one["change"]);
    }

    [Fact]
    public async Task Resource_Renamed_IsReportedAsRemoved() => Assert.Equal(
        "WILL_DESTROY",
        (string?)Assert.Single(await OpenAfterAsync(resources =>
        {
            resources["Boards"] = resources["KanbanTable"]!.DeepClone();
            resources.Remove("KanbanTable");
        }))!["change"]);

    [Fact]
    public async Task Resource_OfAnotherType_IsReported() => Assert.Equal(
        "WILL_DESTROY",
        (string?)Assert.Single(await OpenAfterAsync(resources => resources["KanbanTable"]!["Type"] = "AWS::DynamoDB::GlobalTable"))!["change"]);

    [Fact]
    public async Task Resource_UnderACondition_IsReported() => Assert.Equal(
        "MAY_REPLACE Condition",
        (string?)Assert.Single(await OpenAfterAsync(resources => resources["UserPool"]!["Condition"] = "HasMfa"))!["change"]);

    [Theory]
    [InlineData("KanbanTable", "Tags", """[{ "Key": "a", "Value": "b" }]""")]
    [InlineData("KanbanTable", "TimeToLiveSpecification", """{ "AttributeName": "other", "Enabled": true }""")]
    [InlineData("WebBucket", "VersioningConfiguration", """{ "Status": "Enabled" }""")]
    [InlineData("UserPool", "Policies", """{ "PasswordPolicy": { "MinimumLength": 12 } }""")]
    [InlineData("WebAppClient", "IdTokenValidity", "30")]
    public async Task Property_ThatIsUpdatedInPlace_IsNotReported(string resource, string property, string value) =>
        Assert.Empty(await OpenAfterAsync(resources => Find(resources, resource)["Properties"]![property] = JsonNode.Parse(value)));

    [Fact]
    public async Task Acceptance_OfAReplacement_WaitsForItsOwnAcknowledgement()
    {
        var kept = Begin();
        var replaced = Changed(resources => resources["KanbanTable"]!["Properties"]!["TableName"] = "boards");
        var again = Changed(resources => resources["KanbanTable"]!["Properties"]!["TableName"] = "cards");

        await Assert.ThrowsAnyAsync<Exception>(() => AssertKeptAsync(kept, replaced, isAccepting: true));
        Assert.True(kept.AreAccepted(stack.Course.Template));

        var entry = JsonNode.Parse(await kept.UnacknowledgedAsync(replaced))!;
        Acknowledge(entry);
        await Assert.ThrowsAnyAsync<Exception>(() => AssertKeptAsync(kept, replaced, isAccepting: true));
        entry[0]!["reason"] = "The boards are copied by hand.";
        Acknowledge(entry);
        await Assert.ThrowsAnyAsync<Exception>(() => AssertKeptAsync(kept, replaced, isAccepting: false));
        await AssertKeptAsync(kept, replaced, isAccepting: true);
        Assert.True(kept.AreAccepted(replaced));

        await Assert.ThrowsAnyAsync<Exception>(() => AssertKeptAsync(kept, again, isAccepting: true));
        Assert.True(kept.AreAccepted(replaced));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsAccepting => Environment.GetEnvironmentVariable("ACCEPT") == "1";

    private static async Task AssertKeptAsync(KeptResources kept, JsonObject template, bool isAccepting)
    {
        var open = await kept.UnacknowledgedAsync(template);
        Assert.True(open is "", $"Data or addresses would be lost. If that is meant, add this to acknowledged.json with the reason: {open}");
        if (isAccepting)
        {
            kept.Accept(template);
        }

        Assert.True(kept.AreAccepted(template), "Tables, user pool, clients or bucket have changed. Accept them with ACCEPT=1 and read the difference.");
    }

    private KeptResources Begin()
    {
        var kept = new KeptResources(_folder.FullName, "course");
        kept.Accept(stack.Course.Template);
        Acknowledge(new JsonArray());
        return kept;
    }

    private void Acknowledge(JsonNode entries) => File.WriteAllText(Path.Combine(_folder.FullName, "acknowledged.json"), entries.ToJsonString());

    private async Task<JsonArray> OpenAfterAsync(Action<JsonObject> change)
    {
        var open = await Begin().UnacknowledgedAsync(Changed(change));
        return open is "" ? [] : JsonNode.Parse(open)!.AsArray();
    }

    private JsonObject Changed(Action<JsonObject> change)
    {
        var template = stack.Course.Template.DeepClone().AsObject();
        change(template["Resources"]!.AsObject());
        return template;
    }

    // CDK appends a hash to some logical ids.
    private static JsonObject Find(JsonObject resources, string id) =>
        (resources[id] ?? resources.Single(r => r.Key.Length == id.Length + 8 && r.Key.StartsWith(id, StringComparison.Ordinal)).Value)!.AsObject();
}
