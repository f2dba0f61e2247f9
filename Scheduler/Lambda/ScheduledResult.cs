using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

namespace KanbanAspire.Scheduler.Lambda;

/// <summary>The response of the tutorial's function, which only a person who tests it reads.</summary>
/// <param name="StatusCode">Always 200: failures are exceptions, so that Lambda delivers the event again.</param>
/// <param name="Headers">The content type.</param>
/// <param name="Body">A sentence as JSON text, for example <c>"\"Put item 1790000040000\""</c>.</param>
public sealed record ScheduledResult(
    [property: JsonPropertyName("statusCode")] int StatusCode,
    [property: JsonPropertyName("headers")] IReadOnlyDictionary<string, string> Headers,
    [property: JsonPropertyName("body")] string Body);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(ScheduledResult))]
public sealed partial class ScheduledJson : JsonSerializerContext;
