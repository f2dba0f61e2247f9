using System.Globalization;
using System.Text.Json;
using KanbanAspire.AppHost.Stack;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Does what is left once the cloud assembly has been written: says what is in it, and deploys it.</summary>
internal static class Deployments
{
    /// <summary>Finishes <c>publish</c>, <c>deploy</c> or <c>destroy</c>.</summary>
    /// <param name="configuration"><c>output-path</c> and <c>Stack:*</c>.</param>
    /// <returns>The exit code. It does not rely on the hosting's: the real one is 0 even when publishing failed.</returns>
    public static async Task<int> FinishAsync(IConfiguration configuration)
    {
        var folder = Path.GetFullPath(configuration["output-path"] ?? ".");
        var assembly = Path.GetFileName(folder) == "cdk.out" ? folder : Path.Combine(folder, "cdk.out");
        var name = configuration["Stack:Name"] ?? StackSettings.DefaultName;
        var template = Path.Combine(assembly, $"{name}.template.json");
        if (!File.Exists(template))
        {
            await Console.Error.WriteLineAsync($"Nothing was published: there is no {template}. The reason stands above.");
            return 1;
        }

        Summarize(template, name, configuration["Stack:Stage"] ?? "course");
        return 0;
    }

    private static void Summarize(string template, string name, string stage)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(template));
        var types = document.RootElement.GetProperty("Resources").EnumerateObject()
            .Select(resource => resource.Value.GetProperty("Type").GetString()!)
            .CountBy(type => type, StringComparer.Ordinal)
            .OrderBy(type => type.Key, StringComparer.Ordinal)
            .ToList();
        Console.WriteLine($"Stack {name}, stage {stage}, Hosting={HostingMode.Name}: {types.Sum(type => type.Value)} resources");
        foreach (var (type, count) in types)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,4}  {type}"));
        }

        Console.WriteLine($"Template: {template}");
    }
}
