using Amazon.DynamoDBv2.Model;

namespace KanbanAspire.Kanban.Store;

/// <summary>Makes the rules of a board due again that were postponed while it was archived.</summary>
/// <param name="store">The boards.</param>
/// <param name="table">The table.</param>
internal sealed class Restoration(BoardStore store, DueTable table)
{
    /// <summary>Sets back when each rule is due, then removes what asked for it, unless the board was restored once more.</summary>
    internal async Task<WorkOutcome> WakeRulesAsync(DueItem item, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(item.Key, cancellationToken) is not { } asked)
        {
            return WorkOutcome.Done;
        }

        await foreach (var rule in store.QueryAsync(item.Key.Pk, "E#", "E~", cancellationToken))
        {
            var next = rule.Read(KanbanJson.Compact.Rule).Next;
            if (next is not null && rule.GetValueOrDefault("dueAt") is { } dueAt && dueAt.S != Doc.TimeText(next.Value))
            {
                var due = new DueItem(new Key(item.Key.Pk, rule["sk"].S), new AttributeValue { S = dueAt.S });
                await table.PostponeAsync(due, null, null, next.Value, cancellationToken);
            }
        }

        await table.DeleteAsync(item.Key, asked["version"], cancellationToken);
        return WorkOutcome.Done;
    }
}
