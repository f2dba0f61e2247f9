using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// The resources of a stage that keep data, or addresses that people know, as they were accepted last. An update that would replace
/// or remove one is acknowledged in <c>acknowledged.json</c> first: each entry is about one change alone, by its id, and stays.
/// </summary>
/// <param name="folder">Full path of the folder that holds the accepted resources and the acknowledgements.</param>
/// <param name="stage">Name of the stage.</param>
internal sealed class KeptResources(string folder, string stage)
{
    /// <summary>Folder of the accepted resources and of the package that compares, relative to the root.</summary>
    public const string Package = "Tests/Stack/diff";

    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = TemplateText.Relaxed.Encoder };

    private static readonly string[] Types =
    [
        "AWS::DynamoDB::Table", "AWS::S3::Bucket",
        "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient", "AWS::Cognito::UserPoolDomain", "AWS::Cognito::IdentityPool",
    ];

    private string File => Path.Combine(folder, $"{stage}.json");

    /// <summary>Lists what an update from the accepted resources would replace or remove without an acknowledgement.</summary>
    /// <param name="template">The new template.</param>
    /// <returns>Entries for <c>acknowledged.json</c> in which the reason is missing; empty where there is nothing to acknowledge.</returns>
    public async Task<string> UnacknowledgedAsync(JsonObject template)
    {
        var acknowledged = JsonSerializer.Deserialize<Acknowledgement[]>(
            await System.IO.File.ReadAllTextAsync(Path.Combine(folder, "acknowledged.json")), Options)!;
        var known = acknowledged.Where(one => one.Reason.Trim() is not "").Select(one => one with { Reason = "" });
        var open = (await ReplacementsAsync(Accepted(), Of(template))).Except(known).ToList();
        return open is [] ? "" : JsonSerializer.Serialize(open, Options);
    }

    /// <summary>Tells whether the resources are the accepted ones.</summary>
    public bool AreAccepted(JsonObject template) => JsonNode.DeepEquals(Accepted(), Of(template));

    /// <summary>Accepts the resources of a template.</summary>
    public void Accept(JsonObject template) => System.IO.File.WriteAllText(File, TemplateText.Of(Of(template)));

    /// <summary>Selects the resources in question of a template.</summary>
    /// <returns>A template of them alone.</returns>
    public static JsonObject Of(JsonObject template)
    {
        var resources = template["Resources"]!.AsObject().Where(resource => Types.Contains((string?)resource.Value!["Type"]));
        return new JsonObject
        {
            ["Resources"] = TemplateText.Sorted(new JsonObject(resources.Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())))),
        };
    }

    // A missing file is no reason to accept everything: it is in git.
    private JsonObject Accepted() => JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();

    private async Task<IEnumerable<Acknowledgement>> ReplacementsAsync(JsonObject before, JsonObject after)
    {
        await NodePackage.InstallAsync(Package);
        var input = Path.GetTempFileName();
        try
        {
            var templates = new JsonObject { ["before"] = before.DeepClone(), ["after"] = after.DeepClone() };
            await System.IO.File.WriteAllTextAsync(input, templates.ToJsonString());

            var (exitCode, output) = await NodePackage.RunAsync(Package, "node", ["replaced.mjs", input], []);

            Assert.True(exitCode == 0, output);
            return from one in JsonNode.Parse(output)!.AsArray()
                   let id = (string)one["resource"]!
                   select new Acknowledgement(stage, id, (string)one["change"]!, IdOf(before["Resources"]![id], after["Resources"]![id]), "");
        }
        finally
        {
            System.IO.File.Delete(input);
        }
    }

    private static string IdOf(JsonNode? before, JsonNode? after)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{before?.ToJsonString()}\n{after?.ToJsonString()}"));
        return Convert.ToHexStringLower(hash)[..16];
    }

    /// <summary>A change that is wanted although data or an address goes with it.</summary>
    /// <param name="Stage">Name of the stage.</param>
    /// <param name="Resource">Logical id.</param>
    /// <param name="Change">What CloudFormation does, and because of which properties.</param>
    /// <param name="Id">Hash of the resource before and after, so that the next change of it is another one.</param>
    /// <param name="Reason">Why, and what becomes of the data.</param>
    private sealed record Acknowledgement(string Stage, string Resource, string Change, string Id, string Reason);
}
