using System.Runtime.CompilerServices;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Ends what a former member was assigned to, and brings it back when the removal is undone: in steps, because a board can have
/// more cards than a transaction. A note in the table says what is still to do, so that the Scheduler finishes what a request began.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="commands">Executes commands.</param>
/// <param name="boards">Reads boards.</param>
internal sealed class Assignments(KanbanTable table, CommandExecutor commands, BoardReader boards)
{
    private const int EventsPage = 500;

    /// <summary>Takes a former member off cards and rules. Entries of checklists name them still, and are read without.</summary>
    /// <returns>Why it cannot go on; null when nothing is left.</returns>
    internal async Task<Rejection?> EndAsync(string boardId, string memberId, CancellationToken cancellationToken)
    {
        // A card that is copied, or comes back from the archive, can slip past a query: until one finds nothing.
        for (var found = true; found;)
        {
            if (await table.GetAsync(Key.FormerMember(boardId, memberId), cancellationToken) is not { } note)
            {
                return null;
            }

            var by = note.Read(KanbanJson.Compact.String) is { Length: > 0 } remover ? remover : null;
            found = false;
            await foreach (var step in FindAsync(boardId, memberId, cancellationToken))
            {
                found = true;
                List<string> Of(StoredKind kind) => [.. step.Where(one => one.Kind == kind).Select(one => one.Id)];
                var command = new EndAssignments(memberId, by, Of(StoredKind.Card), Of(StoredKind.ArchivedCard), Of(StoredKind.Rule));
                if ((await commands.ExecuteAsync(boardId, null, command, null, cancellationToken)).Rejection is { } rejection)
                {
                    return rejection;
                }
            }
        }

        return null;
    }

    /// <summary>Assigns a member who came back by undo to what the removal took away.</summary>
    /// <returns>Why it cannot go on; null when nothing is left.</returns>
    internal async Task<Rejection?> BringBackAsync(string boardId, string memberId, CancellationToken cancellationToken)
    {
        if (await table.GetAsync(Key.ReturnedMember(boardId, memberId), cancellationToken) is not { } note)
        {
            return null;
        }

        var removal = note.Read(KanbanJson.Compact.Int64);
        var by = (await boards.GetEventAsync(boardId, removal, cancellationToken))?.By;
        var (cards, rules) = await LostAsync(boardId, memberId, removal, cancellationToken);
        BringBackAssignments[] steps =
        [
            .. cards.Chunk(Limits.StepItems / 2).Select(step => new BringBackAssignments(memberId, by, step, [])),
            .. rules.Chunk(Limits.StepItems / 2).Select(step => new BringBackAssignments(memberId, by, [], step)),
        ];
        foreach (var step in steps)
        {
            // Not found: the member was removed once more.
            var outcome = await commands.ExecuteAsync(boardId, null, step, null, cancellationToken);
            if (outcome.Rejection is { } rejection)
            {
                return rejection.Kind == RejectionKind.NotFound ? null : rejection;
            }
        }

        return null;
    }

    private static IReadOnlyList<string>? AssigneesOf(StoredKind kind, Item item) => kind == StoredKind.Rule
        ? StoredKind.Rule.Read(item).Template.Assignees
        : StoredKind.Card.Read(item).Assignees;

    private async IAsyncEnumerable<IReadOnlyList<(StoredKind Kind, string Id)>> FindAsync(
        string boardId, string memberId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var step = new List<(StoredKind Kind, string Id)>();
        foreach (var kind in (StoredKind[])[StoredKind.Card, StoredKind.Rule, StoredKind.ArchivedCard])
        {
            await foreach (var item in table.QueryAsync(Key.Board(boardId).Pk, kind, cancellationToken))
            {
                if (AssigneesOf(kind, item)?.Contains(memberId, StringComparer.Ordinal) is true)
                {
                    step.Add((kind, kind.Id(item["sk"].S)));
                }

                if (step.Count == Limits.StepItems)
                {
                    yield return step;
                    step = [];
                }
            }
        }

        if (step.Count > 0)
        {
            yield return step;
        }
    }

    // The log tells: what was ended since the removal and not restored. What came back once and was changed since stays as it is.
    private async Task<(IReadOnlyCollection<Change<Card>> Cards, IReadOnlyCollection<Change<Rule>> Rules)> LostAsync(
        string boardId, string memberId, long removal, CancellationToken cancellationToken)
    {
        var cards = new Dictionary<string, Change<Card>>(StringComparer.Ordinal);
        var rules = new Dictionary<string, Change<Rule>>(StringComparer.Ordinal);
        var page = await boards.GetEventsAsync(boardId, removal, EventsPage, cancellationToken);
        while (page is not [])
        {
            foreach (var e in page.Select(entry => entry.Event).Where(e => e.Is(EventKind.AssignmentsEnded, EventKind.AssignmentsRestored)))
            {
                Note(e.Cards, cards, card => card.Assignees);
                Note(e.Rules, rules, rule => rule.Template.Assignees);
            }

            page = await boards.GetEventsAsync(boardId, page[^1].Seq, EventsPage, cancellationToken);
        }

        return (cards.Values, rules.Values);

        void Note<T>(IReadOnlyList<Change<T>>? changes, Dictionary<string, Change<T>> lost, Func<T, IReadOnlyList<string>?> assignees)
            where T : class
        {
            foreach (var change in changes ?? [])
            {
                if (assignees(change.After!)?.Contains(memberId, StringComparer.Ordinal) is true)
                {
                    lost.Remove(change.Id);
                }
                else if (assignees(change.Before!)?.Contains(memberId, StringComparer.Ordinal) is true)
                {
                    lost[change.Id] = change;
                }
            }
        }
    }
}
