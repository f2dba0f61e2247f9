using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KanbanAspire.Report.Calls;

/// <summary>Sends requests and writes down what came back.</summary>
/// <param name="summaries">What each route does, by route key.</param>
internal sealed class CallLog(IReadOnlyDictionary<string, string> summaries)
{
    private const int ShownLines = 40;
    private static readonly string[] ShownHeaders = ["location", "etag", "retry-after", "www-authenticate"];

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<Call> _calls = [];

    /// <summary>Gets what was called, in order.</summary>
    public IReadOnlyList<Call> Calls => _calls;

    /// <summary>Gets the values of route variables by name, for example <c>boardId</c>.</summary>
    public Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls a route, its variables filled from <see cref="Ids"/>.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="route">Route key.</param>
    /// <param name="status">Status that must come back.</param>
    /// <param name="body">Anything that can be JSON, or JSON as text; null for none.</param>
    /// <param name="query">Query without its question mark; null for none.</param>
    /// <param name="ifMatch">Version of the text; null for none.</param>
    /// <param name="rejection">What is wrong with it, where that is the point; null else.</param>
    /// <returns>The answer's body; an empty object when there is none.</returns>
    public async Task<JsonNode> SendAsync(
        Person person, string route, int status, object? body = null, string? query = null, string? ifMatch = null, string? rejection = null)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        var target = string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? Ids[part.Trim('{', '}')] : part))
            + (query is null ? "" : $"?{query}");
        var json = body as string ?? (body is null ? null : JsonSerializer.Serialize(body, Readable));
        using var request = new HttpRequestMessage(new HttpMethod(method), target)
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("if-match", $"\"{ifMatch}\"");
        }

        var clock = Stopwatch.StartNew();
        using var response = await person.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var duration = clock.Elapsed.TotalMilliseconds;
        if ((int)response.StatusCode != status)
        {
            throw new InvalidOperationException($"{method} {target} answered {(int)response.StatusCode} instead of {status}: {text}");
        }

        _calls.Add(new Call(
            route,
            rejection ?? summaries[route],
            person.Name,
            target,
            [.. request.Headers.Where(header => header.Key.StartsWith("if-", StringComparison.Ordinal)).Select(Line)],
            json,
            status,
            Math.Round(duration, 1),
            [.. response.Headers.Where(header => ShownHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)).Select(Line)],
            Shorten(text),
            TraceOf(response)));
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>Makes JSON readable and keeps its first lines.</summary>
    /// <param name="text">JSON or any other text.</param>
    /// <returns>At most 40 lines and one that says how many follow; null for nothing.</returns>
    internal static string? Shorten(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var lines = JsonSerializer.Serialize(JsonNode.Parse(text), Readable).Split('\n');
        return lines.Length <= ShownLines ? string.Join('\n', lines)
            : string.Join('\n', lines.Take(ShownLines).Append($"… {lines.Length - ShownLines} more lines"));
    }

    private static string Line(KeyValuePair<string, IEnumerable<string>> header) =>
        $"{header.Key.ToLowerInvariant()}: {string.Join(", ", header.Value)}";

    // traceresponse: 00-<trace id>-<span id>-01
    private static string? TraceOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("traceresponse", out var values) ? values.First().Split('-')[1] : null;
}

/// <summary>Who sends requests.</summary>
/// <param name="Name">For the report; null for somebody without a token.</param>
/// <param name="Http">Client at the gateway, with this person's token.</param>
internal sealed record Person(string? Name, HttpClient Http);
