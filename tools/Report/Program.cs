using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KanbanAspire.Report;
using KanbanAspire.Report.Pages;
using KanbanAspire.Report.Screens;
using KanbanAspire.Tests.Support;

// Without an argument the system is run and recorded; --pages writes the pages of the last recording again, and --landing
// takes the pictures of the front end's first page.
if (args is not ([] or ["--pages"] or ["--landing"]))
{
    Console.Error.WriteLine("Usage: dotnet run --project tools/Report [-- --pages | --landing]");
    return 2;
}

if (args is ["--landing"])
{
    await using var system = AppHostProcess.Start();
    await system.WaitUntilHealthyAsync();
    await new LandingPictures(system.Address("web"), Path.Combine(Repository.Root, "Web", "public", "landing")).TakeAsync();
    return 0;
}

var json = new JsonSerializerOptions
{
    WriteIndented = true,
    NewLine = "\n",
    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    Converters = { new JsonStringEnumConverter() },
};
var docs = Path.Combine(Repository.Root, "docs");
var folder = Directory.CreateDirectory(Path.Combine(docs, "report")).FullName;
var file = Path.Combine(folder, "run.json");
Directory.CreateDirectory(Path.Combine(folder, "images"));
if (args is [])
{
    var recorded = await new Recorder(folder).RecordAsync();
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(recorded, json) + "\n");
}

var recording = JsonSerializer.Deserialize<Recording>(await File.ReadAllTextAsync(file), json)!;
var architecture = await File.ReadAllTextAsync(Path.Combine(docs, "architecture.md"));
var pictures = await Diagrams.DrawAsync(architecture.ReplaceLineEndings("\n"), Path.Combine(Repository.Root, "tools", "Report"), folder);
var calls = CallsPage.Write(recording);
await WriteAsync("api.md", calls);
await WriteAsync("architecture.html", HtmlPage.Write(new Language(IsKorean: false), Links.FromReport(pictures)));
foreach (var language in new[] { new Language(IsKorean: false), new Language(IsKorean: true) })
{
    var overview = new OverviewPage(recording, language, docs).Write();
    await WriteAsync($"README{language.Suffix}.md", overview);
    await WriteAsync($"index{language.Suffix}.html", HtmlPage.Write(language, overview, calls));
}

Console.WriteLine($"The report is in {folder}: index.html, index.ko.html, README.md.");
return 0;

Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text);
