using System.Globalization;
using System.Text.Json;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Says what a template holds, by type of resource.</summary>
internal static class Summary
{
    /// <summary>Prints it.</summary>
    /// <param name="template">File of the template.</param>
    /// <param name="name">Stack name.</param>
    /// <param name="stage">Stage.</param>
    public static void Print(string template, string name, string stage)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(template));
        var types = document.RootElement.GetProperty("Resources").EnumerateObject()
            .Select(resource => resource.Value.GetProperty("Type").GetString()!)
            .CountBy(type => type, StringComparer.Ordinal)
            .OrderBy(type => type.Key, StringComparer.Ordinal)
            .ToList();
        Console.WriteLine($"Stack {name}, stage {stage}, AwsPackages={AwsPackages.Name}: {types.Sum(type => type.Value)} resources");
        foreach (var (type, count) in types)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,4}  {type}"));
        }

        Console.WriteLine($"Template: {template}");
        if (AwsPackages.Name == "Bundled")
        {
            Console.WriteLine("Built with the subset of the Lambda packages in this repository; AwsPackages=NuGet, with Amazon's own, is recommended for production.");
        }
    }
}
