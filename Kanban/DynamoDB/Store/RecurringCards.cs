using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Kanban.Telemetry;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Makes the cards of the due rules of one board. The rules are read at once; what a rule names is then read with it
/// by the command, so that a card costs one transactional read and one write.
/// </summary>
/// <param name="commands">Executes commands.</param>
/// <param name="table">The table.</param>
/// <param name="time">The clock.</param>
/// <param name="report">Receives what was done.</param>
internal sealed class RecurringCards(CommandExecutor commands, KanbanTable table, TimeProvider time, DueReport report)
{
    private const int MaxChanges = 5;

    private bool _isArchived;

    /// <summary>Reads the due rules of a board.</summary>
    internal Task<Dictionary<Key, Item>> ReadAsync(IEnumerable<DueItem> items, CancellationToken cancellationToken) =>
        table.BatchGetAsync([.. items.Select(item => item.Key)], cancellationToken);

    /// <summary>Makes the cards of all occurrences of a rule that are due.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="item">The rule's item as it was read; null when it is gone.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The result.</returns>
    internal async Task<WorkOutcome> InsertAsync(string boardId, Item? item, CancellationToken cancellationToken)
    {
        var rule = item?.Read(KanbanJson.Compact.Rule);
        using var span = RuleSpans.Start();
        for (var changes = 0; changes < MaxChanges && rule?.Next <= time.GetUtcNow();)
        {
            if (_isArchived)
            {
                return WorkOutcome.Stuck(nameof(RejectionKind.BoardArchived));
            }

            var outcome = await commands.ExecuteAsync(boardId, null, new InsertDue(rule), null, cancellationToken);
            switch (outcome.Rejection?.Kind)
            {
                case null when outcome.Event is not null:
                    Report(outcome, rule.Next.Value);
                    rule = outcome.Event.Rules?[0].After;
                    break;
                case RejectionKind.Stale:
                    // Changed since it was read: by its owner, or served by another run.
                    changes++;
                    rule = (await table.GetAsync(Key.Rule(boardId, rule.Id), cancellationToken))?.Read(KanbanJson.Compact.Rule);
                    break;
                case RejectionKind.BoardArchived:
                    _isArchived = true;
                    break;
                case null or RejectionKind.NotFound:
                    return WorkOutcome.Done;
                case RejectionKind.Busy:
                    return WorkOutcome.Unfinished;
                case { } kind:
                    return WorkOutcome.Stuck(kind.ToString());
            }
        }

        return WorkOutcome.Done;
    }

    private void Report(Outcome outcome, DateTimeOffset due)
    {
        var lag = time.GetUtcNow() - due;
        report.AddOccurrence(isMade: outcome.Event!.Cards is not null, lag);
        KanbanMetrics.OccurrenceServed(lag);
    }
}
