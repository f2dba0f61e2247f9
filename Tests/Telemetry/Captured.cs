using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Telemetry;

/// <summary>Is a span as the dashboard exports it.</summary>
/// <param name="Service">Who sent it.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">OTLP's number.</param>
/// <param name="TraceId">Trace.</param>
/// <param name="Id">Its own id.</param>
/// <param name="Parent">Id of its parent; empty for none.</param>
/// <param name="IsError">Whether its status is an error.</param>
/// <param name="EndedAt">Nanoseconds since 1970.</param>
/// <param name="Attributes">Attributes; lists as JSON.</param>
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

/// <summary>Reads what the dashboard of the running system has received, by its export.</summary>
public sealed class Captured : IDisposable
{
    private readonly HttpClient _client;

    private Captured(HttpClient client) => _client = client;

    /// <summary>Signs in to the dashboard by its link.</summary>
    public static async Task<Captured> OpenAsync(RunningSystem system)
    {
        var link = new Uri(system.Dashboard);
        var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer(), ActivityHeadersPropagator = null };
        var client = new HttpClient(handler) { BaseAddress = new Uri(link.GetLeftPart(UriPartial.Authority)) };
        using var answer = await client.GetAsync(link.PathAndQuery);
        answer.EnsureSuccessStatusCode();
        return new Captured(client);
    }

    /// <summary>Reads everything that is kept, as text.</summary>
    public Task<string> TextAsync() => _client.GetStringAsync("/capture.json");

    /// <summary>Reads every console line of every resource, as text.</summary>
    public Task<string> ConsoleAsync() => _client.GetStringAsync("/console-text/");

    /// <summary>Waits until a trace is as expected: spans of several processes arrive one after the other.</summary>
    /// <param name="traceId">The trace.</param>
    /// <param name="isComplete">What is waited for.</param>
    /// <returns>Its spans by the time of their start; those of the last look when it never came to be so.</returns>
    public async Task<IReadOnlyList<CapturedSpan>> TraceAsync(string traceId, Func<IReadOnlyList<CapturedSpan>, bool> isComplete)
    {
        for (var attempt = 0; ; attempt++)
        {
            var spans = Spans(await _client.GetStringAsync($"/capture.json?trace={traceId}"));
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
        .. from resource in Items(JsonNode.Parse(export), "resourceSpans")
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
               Attributes(span),
               [.. Items(span, "links").Select(link => $"{link["traceId"]}/{link["spanId"]}")]),
    ];

    public void Dispose() => _client.Dispose();

    private static Dictionary<string, string> Attributes(JsonNode? owner) => Items(owner, "attributes")
        .ToDictionary(pair => Text(pair["key"]), pair => Value(pair["value"]), StringComparer.Ordinal);

    // {"stringValue":"GET"}
    private static string Value(JsonNode? value) => value?.AsObject().First().Value switch
    {
        JsonValue one => string.Format(CultureInfo.InvariantCulture, "{0}", one),
        var other => other?.ToJsonString() ?? string.Empty,
    };

    private static IEnumerable<JsonNode> Items(JsonNode? owner, string list) => owner?[list]?.AsArray().OfType<JsonNode>() ?? [];

    private static string Text(JsonNode? value) => (string?)value ?? string.Empty;
}
