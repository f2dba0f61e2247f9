using Amazon.DynamoDBv2.Model;

namespace KanbanAspire.Kanban.Store;

/// <summary>Makes the rules of a board due again that were postponed while it was archived.</summary>
/// <param name="table">The table.</param>
/// <param name="due">The index of what is due.</param>
internal sealed class Restoration(KanbanTable table, DueTable due)
{
    /// <summary>Sets back when each rule is due, then removes what asked for it, unless the board was restored once more.</summary>
    internal async Task<WorkOutcome> WakeRulesAsync(DueItem item, CancellationToken cancellationToken)
    {
        if (await table.GetAsync(item.Key, cancellationToken) is not { } asked)
        {
            return WorkOutcome.Done;
        }

        await foreach (var rule in table.QueryAsync(item.Key.Pk, StoredKind.Rule, cancellationToken))
        {
            var next = rule.Read(KanbanJson.Compact.Rule).Next;
            if (next is not null && rule.GetValueOrDefault("dueAt") is { } dueAt && dueAt.S != ItemMapper.TimeText(next.Value))
            {
                var entry = new DueItem(new Key(item.Key.Pk, rule["sk"].S), new AttributeValue { S = dueAt.S });
                await due.PostponeAsync(entry, null, null, next.Value, cancellationToken);
            }
        }

        await due.DeleteAsync(item.Key, asked["version"], cancellationToken);
        return WorkOutcome.Done;
    }
}
