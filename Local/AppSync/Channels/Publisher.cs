using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KanbanAspire.Local.AppSync.Authorization;

namespace KanbanAspire.Local.AppSync.Channels;

/// <summary>Checks what is published, by HTTP or over a socket, and hands it to the subscribers.</summary>
internal sealed partial class Publisher(EventApiOptions options, Broker broker, ILogger<Publisher> logger)
{
    // https://docs.aws.amazon.com/general/latest/gr/appsync.html
    private const int MaxEvents = 5;
    private const int MaxEventBytes = 240 * 1024;

    /// <summary>Publishes events.</summary>
    /// <param name="mode">How the caller is authorized.</param>
    /// <param name="request">Channel and events.</param>
    /// <returns>What became of them, or the error; exactly one is null.</returns>
    public (PublishResult? Result, EventError? Error) Publish(AuthorizationMode mode, PublishRequest request)
    {
        if (ChannelPath.Parse(request.Channel) is not { } channel)
        {
            return (null, EventError.BadRequest("The channel is no path of one to five segments."));
        }

        if (!options.Namespaces.TryGetValue(channel.Namespace, out var rules))
        {
            return (null, EventError.BadRequest("The channel's namespace does not exist."));
        }

        if (!rules.Publish.Contains(mode))
        {
            return (null, EventError.Unauthorized());
        }

        if (FindFault(request.Events) is { } fault)
        {
            return (null, EventError.BadRequest(fault));
        }

        var subscriptions = broker.Publish(channel, [.. request.Events!.Select(Encode)]);
        LogPublished(request.Events!.Count, channel.Namespace, subscriptions);
        return (new PublishResult([], [.. request.Events!.Select((_, index) => new PublishedEvent(Guid.NewGuid().ToString(), index))]), null);
    }

    private static string? FindFault(IReadOnlyList<string?>? events) => events switch
    {
        not { Count: >= 1 and <= MaxEvents } => $"A request has 1 to {MaxEvents} events.",
        _ when events.Any(text => text is null || !IsJson(text)) => "Each event is a string of valid JSON.",
        _ when events.Any(text => Encoding.UTF8.GetByteCount(text!) > MaxEventBytes) => $"An event has {MaxEventBytes} bytes at the most.",
        _ => null,
    };

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The latter for half of a surrogate pair.
            return false;
        }
    }

    private static byte[] Encode(string? text) =>
        [(byte)'"', .. JsonEncodedText.Encode(text!, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"'];

    [LoggerMessage(1, LogLevel.Debug, "{Events} event(s) published in the namespace {Namespace} to {Subscriptions} subscription(s)")]
    private partial void LogPublished(int events, string @namespace, int subscriptions);
}
