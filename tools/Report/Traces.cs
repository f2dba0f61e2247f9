using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KanbanAspire.Report;

/// <summary>Fetches traces from the dashboard.</summary>
/// <param name="dashboard">Its address with the token.</param>
internal sealed class Traces(string dashboard)
{
    private const int Tries = 60;

    // What tells one process of one run from another, and says nothing about the request.
    private static readonly string[] Personal = ["process.", "host.", "os.", "service.instance.id", "faas.instance", "telemetry."];

    /// <summary>Writes traces as one OTLP JSON file, which any dashboard imports.</summary>
    /// <param name="ids">Trace ids.</param>
    /// <param name="file">Where to write it.</param>
    /// <returns>A task that ends when all of them have come and are written.</returns>
    public async Task ExportAsync(IReadOnlyCollection<string> ids, string file)
    {
        using var client = new HttpClient { BaseAddress = new Uri(dashboard) };
        using var answer = await client.PostAsJsonAsync("/api/telemetry/validateToken", new { token = dashboard.Split("t=")[1] });
        client.DefaultRequestHeaders.Add("x-api-key", (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["apiKey"]!);
        var resources = new JsonArray();
        for (var i = 0; Missing(resources, ids) is { Count: > 0 } missing; i++)
        {
            if (i == Tries)
            {
                throw new TimeoutException($"The dashboard has no whole trace of {string.Join(", ", missing)}.");
            }

            await Task.Delay(1_000);
            resources = JsonNode.Parse(await client.GetStringAsync("/api/telemetry/spans?limit=10000"))!["data"]!["resourceSpans"]!.AsArray();
        }

        Keep(resources, ids);
        await File.WriteAllTextAsync(file, new JsonObject { ["resourceSpans"] = resources.DeepClone() }.ToJsonString());
    }

    // The span that has no parent ends last; when it is there, the rest of its trace is.
    private static List<string> Missing(JsonArray resources, IEnumerable<string> ids) => [.. ids.Except(
        resources.SelectMany(resource => Spans(resource!)).Where(span => span!["parentSpanId"] is null)
            .Select(span => (string)span!["traceId"]!), StringComparer.Ordinal)];

    private static void Keep(JsonArray resources, IReadOnlyCollection<string> ids)
    {
        foreach (var resource in resources)
        {
            Remove(Attributes(resource!), attribute =>
                Array.Exists(Personal, name => ((string)attribute["key"]!).StartsWith(name, StringComparison.Ordinal)));
            foreach (var scope in resource!["scopeSpans"]!.AsArray())
            {
                Remove(scope!["spans"]!.AsArray(), span => !ids.Contains((string)span["traceId"]!, StringComparer.Ordinal));
            }
        }

        Remove(resources, resource => !Spans(resource).Any());
    }

    private static void Remove(JsonArray array, Func<JsonNode, bool> which)
    {
        for (var i = array.Count - 1; i >= 0; i--)
        {
            if (which(array[i]!))
            {
                array.RemoveAt(i);
            }
        }
    }

    private static JsonArray Attributes(JsonNode resource) => resource["resource"]!["attributes"]!.AsArray();

    private static IEnumerable<JsonNode?> Spans(JsonNode resource) =>
        resource["scopeSpans"]!.AsArray().SelectMany(scope => scope!["spans"]!.AsArray());
}
