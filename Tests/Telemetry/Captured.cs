using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Telemetry;

/// <summary>A span as the dashboard gives it.</summary>
/// <param name="Service">Who sent it.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">OTLP's number.</param>
/// <param name="TraceId">Trace.</param>
/// <param name="Id">Its own id.</param>
/// <param name="Parent">Id of its parent; empty for none.</param>
/// <param name="IsError">Whether its status is an error.</param>
/// <param name="EndedAt">Nanoseconds since 1970.</param>
/// <param name="Attributes">Attributes, without those that the dashboard adds; lists as JSON.</param>
/// <param name="Links">Linked traces and spans, <c>trace/span</c>.</param>
public sealed record CapturedSpan(
    string Service,
    string Name,
    int Kind,
    string TraceId,
    string Id,
    string Parent,
    bool IsError,
    ulong EndedAt,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> Links);

/// <summary>Reads what the dashboard of the running system has received, by its telemetry API.</summary>
public sealed class Captured : IDisposable
{
    private readonly RunningSystem _system;
    private readonly HttpClient _client;

    private Captured(RunningSystem system, HttpClient client) => (_system, _client) = (system, client);

    /// <summary>Gets the key of the dashboard's telemetry API for its token.</summary>
    public static async Task<Captured> OpenAsync(RunningSystem system)
    {
        var (address, token) = system.Dashboard;
        var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new Uri(address) };
        using var answer = await client.PostAsJsonAsync("/api/telemetry/validateToken", new { token });
        answer.EnsureSuccessStatusCode();
        var key = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        client.DefaultRequestHeaders.Add("x-api-key", (string)(key["apiKey"] ?? key["key"])!);
        return new Captured(system, client);
    }

    /// <summary>Reads all spans that are kept, as the telemetry API writes them.</summary>
    public Task<string> SpansAsync() => _client.GetStringAsync("/api/telemetry/spans?limit=10000");

    /// <summary>Reads all spans and log records that are kept, as text.</summary>
    public async Task<string> TextAsync() => await SpansAsync() + await _client.GetStringAsync("/api/telemetry/logs?limit=10000");

    /// <summary>Reads every console line of every resource, as text.</summary>
    public Task<string> ConsoleAsync() => _system.ConsoleAsync();

    /// <summary>Waits until a trace is as expected: spans of several processes arrive one after the other.</summary>
    /// <param name="traceId">The trace.</param>
    /// <param name="isComplete">What is waited for.</param>
    /// <returns>Its spans by the time of their start; those of the last look when it never came to be so.</returns>
    public async Task<IReadOnlyList<CapturedSpan>> TraceAsync(string traceId, Func<IReadOnlyList<CapturedSpan>, bool> isComplete)
    {
        for (var attempt = 0; ; attempt++)
        {
            var spans = Spans(await _client.GetStringAsync($"/api/telemetry/spans?traceId={traceId}"));
            if (attempt == 300 || isComplete(spans))
            {
                return spans;
            }

            await Task.Delay(200);
        }
    }

    /// <summary>Reads the spans of an export.</summary>
    public static IReadOnlyList<CapturedSpan> Spans(string export) =>
    [
        .. from resource in Items(JsonNode.Parse(export)?["data"], "resourceSpans")
           let service = Attributes(resource["resource"])["service.name"]
           from scope in Items(resource, "scopeSpans")
           from span in Items(scope, "spans")
           orderby (string?)span["startTimeUnixNano"]
           select new CapturedSpan(
               service,
               Text(span["name"]),
               (int)span["kind"]!,
               Text(span["traceId"]),
               Text(span["spanId"]),
               Text(span["parentSpanId"]),
               (int?)span["status"]?["code"] == 2,
               ulong.Parse(Text(span["endTimeUnixNano"]), CultureInfo.InvariantCulture),
               Attributes(span).Where(pair => !pair.Key.StartsWith("aspire.", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal),
               [.. Items(span, "links").Select(link => $"{link["traceId"]}/{link["spanId"]}")]),
    ];

    public void Dispose() => _client.Dispose();

    private static Dictionary<string, string> Attributes(JsonNode? owner) => Items(owner, "attributes")
        .ToDictionary(pair => Text(pair["key"]), pair => Value(pair["value"]), StringComparer.Ordinal);

    // {"stringValue":"GET"}; an empty text has no value.
    private static string Value(JsonNode? value) => value?.AsObject().FirstOrDefault().Value switch
    {
        JsonValue one => string.Format(CultureInfo.InvariantCulture, "{0}", one),
        var other => other?.ToJsonString() ?? string.Empty,
    };

    private static IEnumerable<JsonNode> Items(JsonNode? owner, string list) => owner?[list]?.AsArray().OfType<JsonNode>() ?? [];

    private static string Text(JsonNode? value) => (string?)value ?? string.Empty;
}
