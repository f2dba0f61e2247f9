using System.Diagnostics;
using Amazon.DynamoDBv2.Model;

namespace KanbanAspire.Kanban.Telemetry;

/// <summary>
/// Leads from the making of a recurring card to whoever wrote its rule: a person, or the making of the card before. The rule's item
/// holds which span that was.
/// </summary>
internal static class RuleSpans
{
    private const string Attribute = "trace";

    private static readonly ActivitySource Source = new("KanbanAspire.Kanban");

    /// <summary>Gets whether anybody looks at these spans.</summary>
    internal static bool IsOn => Source.HasListeners();

    /// <summary>Notes the span that writes a rule.</summary>
    internal static void Note(Dictionary<string, AttributeValue> rule)
    {
        if (Activity.Current is { Recorded: true, Id: { } writer })
        {
            rule[Attribute] = new AttributeValue { S = writer };
        }
    }

    /// <summary>Starts the span of what a rule has to do.</summary>
    /// <param name="rule">The rule's item; null when it is gone.</param>
    /// <returns>The span, linked to the one that wrote the rule; null when nobody looks.</returns>
    internal static Activity? Start(Dictionary<string, AttributeValue>? rule) => Source.StartActivity(
        "InsertDue", ActivityKind.Internal, parentContext: default,
        links: ActivityContext.TryParse(rule?.GetValueOrDefault(Attribute)?.S, null, isRemote: true, out var writer)
            ? [new ActivityLink(writer)]
            : []);
}
