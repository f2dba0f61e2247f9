using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Stack;

namespace KanbanAspire.Tests.Submission;

/// <summary>The zip of <c>submit</c>.</summary>
/// <param name="assignment">It.</param>
public sealed partial class SubmitTests(PackedAssignment assignment) : IClassFixture<PackedAssignment>
{
    [Fact]
    public async Task Submit_AsTheCourseAsks_HasItsFiveFoldersWithTheirContents()
    {
        string[] wanted =
        [
            "lamda_src/Api/Items/ItemsApi.cs", "lamda_src/Scheduler/Program.cs", "lamda_src/Kanban/DynamoDB/Tables/TableSchemas.cs", "lamda_src/Directory.Build.props",
            "front_end_src/Web/src/app/main.tsx", "front_end_src/Web/package-lock.json", "front_end_src/docs/openapi/v1.json",
            "deploy/README.md", "deploy/template.json", "deploy/cors.json", "deploy/s3-cloudfront.json", "deploy/AppHost/Stack/Site.cs",
            "test_result/index.html", "test_result/index.ko.html", "test_result/images/board-light-desktop.ko.png", "test_result/postman/README.md",
            "report/README.md", "report/architecture.md", "report/limits.md", "report/decisions/README.md", "report/images/deployment.svg", "report/느낀 점.md",
        ];

        var missing = wanted.Where(file => !assignment.Files.ContainsKey($"K8S_Migration/{file}"));

        Assert.Empty(missing);
        Assert.Equal(
            ["README.md", "deploy", "front_end_src", "lamda_src", "report", "test_result"],
            assignment.Files.Keys.Select(file => file.Split('/')[1]).Distinct().Order(StringComparer.Ordinal));
        Assert.StartsWith($"# serverless 이행 과제 - {PackedAssignment.Name}", Text("K8S_Migration/README.md"), StringComparison.Ordinal);
        Assert.Equal(assignment.Zip, await assignment.SubmitAsync("again"));
    }

    [Fact]
    public void Submit_FromABuiltCheckout_LeavesOutWhatIsNoSource()
    {
        string[] left = ["/bin/", "/obj/", "/node_modules/", "/wwwroot/", "/artifacts/", "/.", "schema.d.ts", ".dll", ".zip", ".db"];

        // The style is part of the build.
        var wrong = assignment.Files.Keys.Except(["K8S_Migration/lamda_src/.editorconfig"]).Where(file => Array.Exists(left, part => file.Contains(part, StringComparison.Ordinal)));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Submit_Settings_AreThoseOfTheTemplate()
    {
        var template = JsonNode.Parse(Text("K8S_Migration/deploy/template.json"))!;
        var site = JsonNode.Parse(Text("K8S_Migration/deploy/s3-cloudfront.json"))!.AsObject();
        var cors = JsonNode.Parse(Text("K8S_Migration/deploy/cors.json"))!;
        var types = site.Select(resource => (string)resource.Value!["Type"]!).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::CloudFront::Distribution" }, types);
        Assert.All(site, resource => Assert.True(JsonNode.DeepEquals(template["Resources"]![resource.Key], resource.Value)));
        Assert.Contains("AllowOrigins", cors["CorsConfiguration"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(cors["Parameter"]!["CorsOrigins"]);
    }

    [Fact]
    public void Submit_Pages_LinkOnlyToWhatIsInTheZip()
    {
        var wrong = from file in assignment.Files.Keys
                    where file.EndsWith(".md", StringComparison.Ordinal) || file.EndsWith(".html", StringComparison.Ordinal)
                    where !file.Contains("_src/", StringComparison.Ordinal)
                    from Match match in Link().Matches(Text(file))
                    let target = Uri.UnescapeDataString(match.Groups["target"].Value.Split('#')[0])
                    where target.Length > 0 && !Scheme().IsMatch(target)
                    let resolved = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(file)!, target))).Replace('\\', '/')
                    where !assignment.Files.ContainsKey(resolved) && !assignment.Files.Keys.Any(one => one.StartsWith(resolved + "/", StringComparison.Ordinal))
                    select $"{file}: {target}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("submit", "submit needs --name")]
    [InlineData("submit --name a/b", "--name needs a value, not 'a/b'.")]
    public async Task Submit_WithoutAName_ShowsUsageAndExitsWith2(string arguments, string message)
    {
        var (exitCode, output) = await PublishedStack.RunAsync(arguments.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.Contains(output, line => line.StartsWith(message, StringComparison.Ordinal));
    }

    private string Text(string file) => Encoding.UTF8.GetString(assignment.Files[file]);

    [GeneratedRegex("\\]\\((?<target>[^)\\s]+)\\)|(href|src)=\"(?<target>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z]+:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scheme();
}
