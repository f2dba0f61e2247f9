using System.Text;

namespace KanbanAspire.AppHost.Submission;

/// <summary>Lays out the folder that the course asks for, spelled as the course spells it.</summary>
/// <param name="root">Root of the repository.</param>
/// <param name="name">Who hands it in.</param>
/// <param name="template">Full path of the synthesised template.</param>
internal sealed class Assignment(string root, string name, string template)
{
    /// <summary>Names the top folder.</summary>
    public const string Folder = "K8S_Migration";

    // With what they need to be built where they were unpacked: dotnet build lamda_src/Api
    private static readonly string[] Functions =
    [
        "Api", "Scheduler", "Kanban", "ServiceDefaults", "Local/Lambda/Runtime", "Local/Lambda/AspNetCore", "tools/RouteTable",
        "docs/openapi", "Directory.Build.props", "Directory.Packages.props", "Lambda.targets", "global.json", ".editorconfig",
    ];

    // npm ci && npm run build in front_end_src/Web
    private static readonly string[] FrontEnd = ["Web", "docs/openapi/v1.json"];
    private static readonly string[] Deployment = ["AppHost/AppHost.cs", "AppHost/Stack", "Web/security-headers.json", "docs/deploy.md", "docs/cost.md"];
    private static readonly string[] Results = ["docs/report", "docs/postman"];
    private static readonly string[] Report = ["docs/architecture.md", "docs/decisions", "docs/limits.md", "docs/access-patterns.md", "docs/boards.md"];

    /// <summary>Says what is missing before the assignment can be packed.</summary>
    /// <param name="root">Root of the repository.</param>
    /// <returns>What to do; null when nothing is missing.</returns>
    public static string? Missing(string root) => File.Exists(Path.Combine(root, "docs", "report", "index.html"))
        ? null
        : "There is no report of a run yet, and the assignment needs one. Make it first: dotnet run --project tools/Report";

    /// <summary>Lists the files.</summary>
    /// <returns>Names in the zip and contents.</returns>
    public IReadOnlyDictionary<string, byte[]> Files()
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var pages = new List<(string Source, string Target)>();
        Copy("lamda_src", Functions);
        Copy("front_end_src", FrontEnd);
        Copy("deploy", Deployment, file => file);
        Copy("test_result", Results, file => file["docs/".Length..].Replace("report/", "", StringComparison.Ordinal));
        Copy("report", Report, file => file["docs/".Length..]);
        foreach (var svg in files.Keys.Where(file => file.EndsWith(".svg", StringComparison.Ordinal) && file.Contains("/test_result/images/", StringComparison.Ordinal)).ToList())
        {
            files[$"{Folder}/report/images/{svg.Split('/')[^1]}"] = files[svg];
        }

        AddText("README.md", AssignmentTexts.Overview(name));
        AddText("report/README.md", AssignmentTexts.Report(name));
        AddText("report/느낀 점.md", AssignmentTexts.Personal);
        AddText("deploy/README.md", AssignmentTexts.Deployment);
        files[$"{Folder}/deploy/template.json"] = File.ReadAllBytes(template);
        foreach (var (part, json) in TemplateParts.Of(File.ReadAllText(template)))
        {
            AddText($"deploy/{part}.json", json);
        }

        foreach (var (source, target) in pages.Where(page => page.Target.EndsWith(".md", StringComparison.Ordinal) || page.Target.EndsWith(".html", StringComparison.Ordinal)))
        {
            files[target] = Encoding.UTF8.GetBytes(AssignmentLinks.Move(Encoding.UTF8.GetString(files[target]), source, target, pages));
        }

        return files;

        void Copy(string part, string[] paths, Func<string, string>? place = null)
        {
            foreach (var file in paths.SelectMany(path => AssignmentFiles.Below(root, path)))
            {
                var target = $"{Folder}/{part}/{(place ?? (path => path))(file)}";
                files[target] = File.ReadAllBytes(Path.Combine(root, file));
                pages.Add((file, target));
            }
        }

        void AddText(string file, string text) => files[$"{Folder}/{file}"] = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n").TrimEnd() + "\n");
    }
}
