using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Kanban.Telemetry;

namespace KanbanAspire.Kanban.Store;

public sealed partial class BoardStore
{
    // A rule of an archived board is asked after this again, not each minute.
    private static readonly TimeSpan WhileArchived = TimeSpan.FromMinutes(10);

    private async Task InsertAsync(
        string boardId, string ruleId, AttributeValue dueAt, DueReport report, CancellationToken cancellationToken)
    {
        using var span = RuleSpans.Start();

        // Some occurrences may be due at once; each makes its card and moves the rule on by one.
        var now = time.GetUtcNow();
        Outcome outcome;
        while (true)
        {
            outcome = await ExecuteAsync(boardId, null, new InsertDue(ruleId), null, cancellationToken);
            if (outcome.Event is not { Kind: "cardRecurred" or "ruleSkipped" } e || outcome.State is null)
            {
                break;
            }

            var rule = e.Rules![0];
            report.Inserted += e.Cards?.Count ?? 0;
            report.Skipped += e.Cards is null ? 1 : 0;
            report.MaxLag = rule.Before!.Next is { } due && now - due > report.MaxLag ? now - due : report.MaxLag;
        }

        if (outcome.Refusal?.Kind is RefusalKind.BoardArchived)
        {
            await PostponeAsync(Key.Rule(boardId, ruleId), dueAt, cancellationToken);
        }
    }

    // Only the index learns of it: the rule's own time and version stay, and a rule that was changed meanwhile stays as it was written.
    private async Task PostponeAsync(Key key, AttributeValue dueAt, CancellationToken cancellationToken)
    {
        var update = new UpdateItemRequest
        {
            TableName = _table,
            Key = key.ToAttributes(),
            UpdateExpression = "SET dueAt = :later",
            ConditionExpression = "dueAt = :was",
            ExpressionAttributeValues = new(StringComparer.Ordinal)
            {
                [":later"] = new AttributeValue { S = Doc.TimeText(time.GetUtcNow() + WhileArchived) },
                [":was"] = dueAt,
            },
        };
        try
        {
            await Retry.ReadAsync(token => client.UpdateItemAsync(update, token), cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // Another run was first, or the rule has changed.
        }
    }
}
