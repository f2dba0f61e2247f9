using System.Text.Json;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Removes what was permanently deleted, page by page and always the part before the whole that leads to it: killed at any
/// point, the next run finds what is left. Two runs at once do no harm.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="due">The calls of background work.</param>
internal sealed class Deletion(KanbanTable table, DueTable due)
{
    private const int ParallelCards = 8;

    // After so many events the way that is done is noted, so that a card with a long history is redacted over several runs.
    private const int EventsPerNote = 100;

    /// <summary>Removes a deleted board: texts, members' lists and invites, then the log, then the board.</summary>
    internal async Task<WorkOutcome> RemoveBoardAsync(string boardId, CancellationToken cancellationToken)
    {
        var key = Key.Board(boardId);
        if (await table.GetAsync(key, cancellationToken) is not { } board || !board.Read(KanbanJson.Compact.Board).Info.Deleted)
        {
            return WorkOutcome.Done;
        }

        await RemovePartitionAsync(key.Pk, StoredKind.Labels.From, cancellationToken, (item, cancelled) => RemoveWithAsync(boardId, item.Sk, cancelled));
        await RemovePartitionAsync(Key.Event(boardId, 0).Pk, " ", cancellationToken);
        await due.DeleteAsync([key], cancellationToken);
        return WorkOutcome.Done;
    }

    /// <summary>Removes the texts of a deleted card, and what the board's log says of it.</summary>
    internal async Task<WorkOutcome> RemoveCardAsync(string boardId, string cardId, CancellationToken cancellationToken)
    {
        var tombstone = Key.Tombstone(boardId, cardId);
        await RedactAsync(tombstone, boardId, cardId, cancellationToken);
        await RemovePartitionAsync(Key.Description(cardId).Pk, " ", cancellationToken);
        await due.DeleteAsync([tombstone], cancellationToken);
        return WorkOutcome.Done;
    }

    private async ValueTask RemoveWithAsync(string boardId, string sk, CancellationToken cancellationToken)
    {
        // An item of a later version may have things elsewhere that only that version knows.
        var kind = StoredKind.Find(sk) ?? throw new UnknownKindException(sk);
        if (kind.Companion is { } companion)
        {
            await due.DeleteAsync([companion(boardId, kind.Id(sk))], cancellationToken);
        }

        if (kind.Partition is { } partition)
        {
            await RemovePartitionAsync(partition(kind.Id(sk)), " ", cancellationToken);
        }
    }

    private async Task RemovePartitionAsync(
        string pk, string from, CancellationToken cancellationToken, Func<Key, CancellationToken, ValueTask>? removeParts = null)
    {
        for (var isLast = false; !isLast;)
        {
            (var keys, isLast) = await due.KeysAsync(pk, from, cancellationToken);
            if (removeParts is not null)
            {
                var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelCards, CancellationToken = cancellationToken };
                await Parallel.ForEachAsync(keys, options, removeParts);
            }

            await due.DeleteAsync(keys, cancellationToken);
        }
    }

    // The log of a board keeps that something was done to a permanently deleted card, and where it was; not what it said.
    // Each event holds the number of the card's event before.
    private async Task RedactAsync(Key tombstone, string boardId, string cardId, CancellationToken cancellationToken)
    {
        var item = await table.GetAsync(tombstone, cancellationToken);
        var seq = item?.Read(KanbanJson.Compact.Int64) ?? 0;
        for (var count = 1; seq > 0; count++)
        {
            seq = await RedactEventAsync(Key.Event(boardId, seq), cardId, cancellationToken);
            if (count % EventsPerNote == 0)
            {
                await NoteAsync(tombstone, seq, cancellationToken);
            }
        }
    }

    private async Task<long> RedactEventAsync(Key key, string cardId, CancellationToken cancellationToken)
    {
        while (await table.GetAsync(key, cancellationToken) is { } item)
        {
            var e = item.Event();
            if (e.Cards?.FirstOrDefault(change => change.Id == cardId) is not { } change)
            {
                return 0;
            }

            var redacted = EventDoc.Write(e.Redact(cardId));
            if (redacted == item.Json() || await due.ReplaceDocAsync(key, item, redacted, cancellationToken))
            {
                return change.Before?.Version ?? 0;
            }
        }

        return 0;
    }

    // A concurrent run that overtakes this one only reads events that are already redacted.
    private async Task NoteAsync(Key tombstone, long seq, CancellationToken cancellationToken)
    {
        if (await table.GetAsync(tombstone, cancellationToken) is { } item)
        {
            var json = JsonSerializer.Serialize(seq, KanbanJson.Compact.Int64);
            await due.ReplaceDocAsync(tombstone, item, json, cancellationToken);
        }
    }
}
