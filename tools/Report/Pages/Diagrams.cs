using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Report.Pages;

/// <summary>Draws the pictures of docs/architecture.md, so that they are there without GitHub.</summary>
internal static partial class Diagrams
{
    private const string Library = "node_modules/mermaid/dist/mermaid.min.js";

    /// <summary>Draws each Mermaid block as <c>images/&lt;heading&gt;.svg</c>.</summary>
    /// <param name="markdown">The page.</param>
    /// <param name="tool">Folder of this tool, whose package.json names Mermaid.</param>
    /// <param name="folder">Folder of the report.</param>
    /// <returns>The page with pictures in the place of the blocks.</returns>
    public static async Task<string> DrawAsync(string markdown, string tool, string folder)
    {
        if (!File.Exists(Path.Combine(tool, Library)))
        {
            await Npm.InstallAsync(tool);
        }

        var page = await Chromium.NewPageAsync();
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Path.Combine(tool, Library) });
        await page.EvaluateAsync("""
            mermaid.initialize({
              startOnLoad: false, deterministicIds: true, handDrawnSeed: 1, theme: "neutral", htmlLabels: false, flowchart: { htmlLabels: false },
              fontFamily: "system-ui, sans-serif",
            })
            """);
        var result = markdown;
        foreach (Match block in Block().Matches(markdown))
        {
            var heading = Heading().Matches(markdown[..block.Index])[^1].Groups["heading"].Value;
            var name = CallsPage.Anchor(heading);
            var svg = await page.EvaluateAsync<string>(
                "async ([id, source]) => (await mermaid.render(id, source)).svg", new[] { $"picture-{name}", block.Groups["source"].Value });
            await File.WriteAllTextAsync(Path.Combine(folder, "images", $"{name}.svg"), svg + "\n");
            result = result.Replace(block.Value, $"![{heading}](images/{name}.svg)", StringComparison.Ordinal);
        }

        await page.Context.CloseAsync();
        return result;
    }

    [GeneratedRegex(@"^```mermaid\n(?<source>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("^## (?<heading>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();
}
