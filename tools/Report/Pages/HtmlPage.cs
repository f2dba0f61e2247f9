using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;

namespace KanbanAspire.Report.Pages;

/// <summary>Makes a page for reading and printing out of Markdown, with its style sheet inside.</summary>
internal static partial class HtmlPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().Build();

    private static readonly Lazy<string> Style = new(() =>
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Makes the page.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="markdown">Its text; several files are joined, and links between them lead to headings.</param>
    /// <returns>HTML.</returns>
    public static string Write(Language language, params string[] markdown)
    {
        var text = LinkToCalls().Replace(string.Join('\n', markdown), "](#")
            .Replace("](README.md)", "](index.html)", StringComparison.Ordinal)
            .Replace("](README.ko.md)", "](index.ko.html)", StringComparison.Ordinal)
            .Replace("](../architecture.md)", "](architecture.html)", StringComparison.Ordinal);
        var title = markdown[0].Split('\n')[0].TrimStart('#', ' ');
        return $"""
            <!doctype html>
            <html lang="{language.Tag}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>KanbanAspire · {WebUtility.HtmlEncode(title)}</title>
            <style>
            {Style.Value.TrimEnd()}
            </style>
            </head>
            <body>
            <main>
            {Markdown.ToHtml(text, Pipeline).TrimEnd()}
            </main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\]\(api\.md#", RegexOptions.None, 1000)]
    private static partial Regex LinkToCalls();
}
