using System.Globalization;
using KanbanAspire.Kanban.Items;
using KanbanAspire.Kanban.Telemetry;
using KanbanAspire.Scheduler.Minutes;

namespace KanbanAspire.Scheduler.Items;

/// <summary>
/// Inserts the tutorial's item of each minute: <c>{ id: &lt;epoch milliseconds&gt;, price: 1000, name: "item name" }</c>.
/// </summary>
/// <param name="store">Where to.</param>
/// <param name="lifetime">How long an item stays.</param>
public sealed class ItemInserter(ItemStore store, ItemLifetime lifetime) : IMinuteJob
{
    /// <inheritdoc/>
    public async Task<string> RunAsync(Tick tick, CancellationToken cancellationToken)
    {
        var id = IdOf(tick);
        // Who delivers a minute twice finds its item there and changes nothing.
        await store.PutIfAbsentAsync(new Item(id, "1000", "item name", tick.Minute + lifetime.Value), cancellationToken);
        KanbanMetrics.ItemInserted();
        return $"Put item {id}";
    }

    /// <summary>
    /// Derives the id from rule and minute: a time within that minute, its milliseconds chosen by the rule, so that two rules
    /// insert two items and one rule that fires twice inserts one.
    /// </summary>
    /// <param name="tick">The minute and the rule.</param>
    /// <returns>Epoch milliseconds as text.</returns>
    public static string IdOf(Tick tick) =>
        (tick.Minute.ToUnixTimeMilliseconds() + OffsetMs(tick.Rule)).ToString(CultureInfo.InvariantCulture);

    private static uint OffsetMs(string rule)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u;
        foreach (var letter in rule)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return rule.Length == 0 ? 0 : hash % 60_000;
    }
}
