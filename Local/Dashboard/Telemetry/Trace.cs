namespace KanbanAspire.Local.Dashboard.Telemetry;

/// <summary>Is one trace: the spans that arrived so far.</summary>
public sealed class Trace(string id)
{
    private readonly Dictionary<string, SpanEntry> _spans = [];

    public string Id => id;

    public DateTimeOffset Start { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset End { get; private set; } = DateTimeOffset.MinValue;

    public TimeSpan Duration => End - Start;

    public long SizeBytes { get; private set; }

    /// <summary>Adds a span; one with the same id is replaced (an exporter that tries again, a capture read twice).</summary>
    /// <returns>False when it replaced one.</returns>
    public bool Add(SpanEntry span, long sizeBytes)
    {
        lock (_spans)
        {
            var isNew = _spans.TryAdd(span.Data.SpanId, span);
            _spans[span.Data.SpanId] = span;
            Start = span.Start < Start ? span.Start : Start;
            End = span.Start + span.Duration > End ? span.Start + span.Duration : End;
            SizeBytes += isNew ? sizeBytes : 0;
            return isNew;
        }
    }

    /// <summary>Copies the spans, in order of arrival.</summary>
    public SpanEntry[] Spans()
    {
        lock (_spans)
        {
            return [.. _spans.Values];
        }
    }

    /// <summary>Finds the span that names the trace: the earliest without a parent here.</summary>
    public static SpanEntry Root(SpanEntry[] spans)
    {
        var ids = spans.Select(span => span.Data.SpanId).ToHashSet();
        return spans.OrderBy(span => IsRoot(span, ids) ? 0 : 1).ThenBy(span => span.Data.StartTimeUnixNano).First();
    }

    /// <summary>Puts the spans in the order of the waterfall: parents before children, earlier before later.</summary>
    /// <param name="spans">Spans of one trace.</param>
    /// <param name="collapsed">Ids of spans whose descendants are left out.</param>
    public static List<TraceRow> Rows(SpanEntry[] spans, IReadOnlySet<string> collapsed)
    {
        var ids = spans.Select(span => span.Data.SpanId).ToHashSet();
        var children = spans.ToLookup(span => IsRoot(span, ids) ? "" : span.Data.ParentSpanId!);
        var rows = new List<TraceRow>(spans.Length);
        var waiting = new Stack<(SpanEntry Span, int Depth)>(Ordered("").Select(span => (span, 0)));
        while (waiting.TryPop(out var next))
        {
            var id = next.Span.Data.SpanId;
            var below = Ordered(id).ToList();
            rows.Add(new(next.Span, next.Depth, below.Count > 0, IsOrphan(next.Span), SelfTime(next.Span, below)));
            foreach (var child in collapsed.Contains(id) ? [] : below)
            {
                waiting.Push((child, next.Depth + 1));
            }
        }
        return rows;

        IEnumerable<SpanEntry> Ordered(string parent) => children[parent].OrderByDescending(span => span.Data.StartTimeUnixNano);
        bool IsOrphan(SpanEntry span) => !string.IsNullOrEmpty(span.Data.ParentSpanId) && !ids.Contains(span.Data.ParentSpanId);
    }

    private static bool IsRoot(SpanEntry span, HashSet<string> ids) =>
        span.Data.ParentSpanId is not { Length: > 0 } parent || parent == span.Data.SpanId || !ids.Contains(parent);

    // What is left of a span when the time in which a child ran is taken away.
    private static TimeSpan SelfTime(SpanEntry span, List<SpanEntry> childrenLatestFirst)
    {
        var (covered, reached, end) = (TimeSpan.Zero, span.Start, span.Start + span.Duration);
        foreach (var child in Enumerable.Reverse(childrenLatestFirst))
        {
            var from = child.Start > reached ? child.Start : reached;
            var to = child.Start + child.Duration < end ? child.Start + child.Duration : end;
            (covered, reached) = to > from ? (covered + (to - from), to) : (covered, reached);
        }
        return span.Duration - covered;
    }
}

/// <summary>Is one row of the waterfall.</summary>
/// <param name="Span">The span.</param>
/// <param name="Depth">How many ancestors are shown.</param>
/// <param name="HasChildren">True when others have it as parent.</param>
/// <param name="IsOrphan">True when it names a parent that has not arrived.</param>
/// <param name="SelfTime">Time in which none of its children ran.</param>
public sealed record TraceRow(SpanEntry Span, int Depth, bool HasChildren, bool IsOrphan, TimeSpan SelfTime);
