using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// Holds the template to the committed one, so that a change of the stack is read as a change of resources: the stage course in
/// full, of prod what differs. Routes are left out, because <see cref="RoutesTests"/> holds them to the OpenAPI document.
/// ACCEPT=1 writes the files anew, for a person to read the difference.
/// </summary>
[Collection("Stack")]
public sealed partial class TemplateSnapshotTests(PublishedStack stack)
{
    [Fact]
    public void Template_Course_IsAsAccepted() => AssertAccepted("course", Normalized(stack.Course.Template));

    [Fact]
    public void Template_Prod_DiffersFromCourseAsAccepted()
    {
        var (course, prod) = (Normalized(stack.Course.Template), Normalized(stack.Prod.Template));
        foreach (var (name, section) in prod.ToList())
        {
            foreach (var id in (section as JsonObject)?.Select(member => member.Key).ToList() ?? [])
            {
                RemoveIfSame(section!.AsObject(), course[name]!.AsObject(), id);
            }

            RemoveIfSame(prod, course, name);
            if (section is JsonObject { Count: 0 })
            {
                prod.Remove(name);
            }
        }

        AssertAccepted("prod", prod);
    }

    private static void RemoveIfSame(JsonObject from, JsonObject reference, string name)
    {
        if (JsonNode.DeepEquals(from[name], reference[name]))
        {
            from.Remove(name);
        }
    }

    private static void AssertAccepted(string stage, JsonObject template)
    {
        var file = Path.Combine(Repository.Root, "Tests", "Stack", "snapshots", $"{stage}.json");
        var actual = TemplateText.Of(template);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        var accepted = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        var difference = accepted.Split('\n').Zip(actual.Split('\n')).FirstOrDefault(line => line.First != line.Second);
        Assert.True(
            accepted == actual,
            $"The template of {stage} has changed, first '{difference.First}' into '{difference.Second}'. Accept it with ACCEPT=1 and read the difference.");
    }

    private static JsonObject Normalized(JsonObject template)
    {
        var text = Version().Replace(Asset().Replace(template.ToJsonString(TemplateText.Relaxed), "<asset>"), "CurrentVersion<hash>");
        var normalized = TemplateText.Sorted(JsonNode.Parse(text))!.AsObject();
        // Names the set of packages that wrote it.
        normalized.Remove("Metadata");
        var resources = normalized["Resources"]!.AsObject();
        foreach (var (id, _) in resources.Where(r => (string?)r.Value!["Type"] is "AWS::ApiGatewayV2::Route").ToList())
        {
            resources.Remove(id);
        }

        return normalized;
    }

    // The CDK hashes the function, code included, into the id of its version.
    [GeneratedRegex("CurrentVersion[0-9A-F]{8}[0-9a-f]{32}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
