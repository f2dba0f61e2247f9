using System.Diagnostics;
using Amazon.DynamoDBv2.Model;

namespace KanbanAspire.Kanban.Telemetry;

/// <summary>
/// Links the span that makes a recurring card to the request that wrote its rule: a person's, or the run that made the card before. The rule's item
/// holds which span that was.
/// </summary>
internal static class RuleSpans
{
    private const string Attribute = "trace";

    private static readonly ActivitySource Source = new("KanbanAspire.Kanban");

    /// <summary>Notes the span that writes a rule.</summary>
    internal static void Note(Dictionary<string, AttributeValue> rule)
    {
        if (Activity.Current is { Recorded: true, Id: { } writer })
        {
            rule[Attribute] = new AttributeValue { S = writer };
        }
    }

    /// <summary>Starts the span of what a rule has to do.</summary>
    /// <returns>The span, not linked until its rule is read; null when the source has no listener.</returns>
    internal static Activity? Start() => Source.StartActivity("InsertDue");

    /// <summary>
    /// Links the span of what a rule has to do to the one that wrote the rule. Read again, for the next occurrence or after a lost
    /// race, the rule may be this span's own work: only the first counts.
    /// </summary>
    /// <param name="rule">The rule's item, as it was read.</param>
    internal static void Link(Dictionary<string, AttributeValue> rule)
    {
        if (Activity.Current is { } span && ReferenceEquals(span.Source, Source) && !span.Links.Any()
            && ActivityContext.TryParse(rule.GetValueOrDefault(Attribute)?.S, null, isRemote: true, out var writer))
        {
            span.AddLink(new ActivityLink(writer));
        }
    }
}
