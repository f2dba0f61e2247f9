using System.Text.RegularExpressions;

namespace KanbanAspire.Local.AppSync.Channels;

/// <summary>
/// The path of a channel, or of all channels below one: one to five segments of letters, digits and inner dashes, of which the
/// first is the namespace (https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html).
/// </summary>
/// <param name="Text">Segments between slashes, without a slash before or behind.</param>
internal sealed partial record ChannelPath(string Text)
{
    private const string Segment = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?";

    /// <summary>Gets the first segment.</summary>
    public string Namespace => Text.Split('/')[0];

    /// <summary>Reads the path of one channel.</summary>
    /// <param name="path">Path, with or without a slash before and behind.</param>
    /// <returns>The path; null when it is none.</returns>
    public static ChannelPath? Parse(string? path) => Read(One(), path);

    /// <summary>Reads what can be subscribed to: a channel, or all below one by <c>/*</c> at the end.</summary>
    /// <param name="path">Path, with or without a slash before.</param>
    /// <returns>The path; null when it is none.</returns>
    public static ChannelPath? ParseSubscription(string? path) => Parse(path) ?? Read(Wildcard(), path);

    /// <summary>Lists every path whose subscribers hear of this channel.</summary>
    public IEnumerable<string> Subscriptions()
    {
        yield return Text;
        for (var slash = Text.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = Text.IndexOf('/', slash + 1))
        {
            yield return $"{Text[..slash]}/*";
        }
    }

    private static ChannelPath? Read(Regex form, string? path) =>
        form.Match(path ?? "") is { Success: true } match ? new ChannelPath(match.Groups["path"].Value) : null;

    [GeneratedRegex($@"^/?(?<path>{Segment}(/{Segment}){{0,4}})/?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex One();

    [GeneratedRegex($@"^/?(?<path>{Segment}(/{Segment}){{0,3}}/\*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wildcard();
}
