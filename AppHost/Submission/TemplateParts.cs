using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KanbanAspire.AppHost.Submission;

/// <summary>Takes the settings that the course asks for out of the template.</summary>
internal static class TemplateParts
{
    // The relaxed encoder leaves quotes and angle brackets readable.
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] SiteTypes = ["AWS::S3::", "AWS::CloudFront::"];

    /// <summary>Extracts the parts.</summary>
    /// <param name="template">The template.</param>
    /// <returns>Names and JSON: <c>cors</c>, <c>s3-cloudfront</c>, <c>routes</c>, <c>cognito</c>, <c>eventbridge</c>, <c>parameters</c>.</returns>
    public static IEnumerable<(string Name, string Json)> Of(string template)
    {
        var root = JsonNode.Parse(template)!;
        var resources = root["Resources"]!.AsObject();
        var api = resources.Single(resource => TypeOf(resource.Value) == "AWS::ApiGatewayV2::Api").Value!;
        yield return ("cors", Write(new JsonObject
        {
            ["Parameter"] = new JsonObject { ["CorsOrigins"] = root["Parameters"]!["CorsOrigins"]!.DeepClone() },
            ["Conditions"] = new JsonObject([.. root["Conditions"]!.AsObject()
                .Where(condition => condition.Key.Contains("Cors", StringComparison.Ordinal)).Select(Copy)]),
            ["CorsConfiguration"] = api["Properties"]!["CorsConfiguration"]!.DeepClone(),
        }));
        yield return ("s3-cloudfront", Write(Where(resources, type => Array.Exists(SiteTypes, prefix => type.StartsWith(prefix, StringComparison.Ordinal)))));
        yield return ("routes", Write(Where(resources, type => type.StartsWith("AWS::ApiGatewayV2::", StringComparison.Ordinal))));
        yield return ("cognito", Write(Where(resources, type => type.StartsWith("AWS::Cognito::", StringComparison.Ordinal))));
        yield return ("eventbridge", Write(Where(resources, type => type.StartsWith("AWS::Events::", StringComparison.Ordinal))));
        yield return ("parameters", Write(root["Parameters"]!));
    }

    private static JsonObject Where(JsonObject resources, Func<string, bool> isWanted) =>
        new([.. resources.Where(resource => isWanted(TypeOf(resource.Value))).Select(Copy)]);

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> node) => new(node.Key, node.Value!.DeepClone());

    private static string TypeOf(JsonNode? resource) => (string)resource!["Type"]!;

    private static string Write(JsonNode node) => node.ToJsonString(Readable);
}
