using System.Text.Json;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Removes what was deleted for good, page by page and always the part before the whole that leads to it: killed at any
/// point, the next run finds what is left. Two runs at once do no harm.
/// </summary>
/// <param name="store">The boards.</param>
/// <param name="table">The table.</param>
internal sealed class Deletion(BoardStore store, DueTable table)
{
    private const int ParallelCards = 8;

    // After so many events the way that is done is noted, so that a card with a long history is redacted over several runs.
    private const int EventsPerNote = 100;

    /// <summary>Removes a deleted board: texts, members' lists and invites, then the log, then the board.</summary>
    internal async Task<WorkOutcome> RemoveBoardAsync(string boardId, CancellationToken cancellationToken)
    {
        var key = Key.Board(boardId);
        if (await store.GetAsync(key, cancellationToken) is not { } board || !board.Read(KanbanJson.Compact.Board).Info.Deleted)
        {
            return WorkOutcome.Done;
        }

        await RemovePartitionAsync(key.Pk, "A#", cancellationToken, (item, cancelled) => RemoveWithAsync(boardId, item.Sk, cancelled));
        await RemovePartitionAsync(Key.Event(boardId, 0).Pk, " ", cancellationToken);
        await table.DeleteAsync([key], cancellationToken);
        return WorkOutcome.Done;
    }

    /// <summary>Removes the texts of a deleted card, and what the board's log says of it.</summary>
    internal async Task<WorkOutcome> RemoveCardAsync(string boardId, string cardId, CancellationToken cancellationToken)
    {
        var trash = Key.Trash(boardId, cardId);
        await RedactAsync(trash, boardId, cardId, cancellationToken);
        await RemovePartitionAsync(Key.Description(cardId).Pk, " ", cancellationToken);
        await table.DeleteAsync([trash], cancellationToken);
        return WorkOutcome.Done;
    }

    private async ValueTask RemoveWithAsync(string boardId, string sk, CancellationToken cancellationToken)
    {
        switch (sk[0])
        {
            case 'C':
                await table.DeleteAsync([Key.MyBoard(sk[2..], boardId)], cancellationToken);
                break;
            case 'D' or 'X' or 'Z':
                await RemovePartitionAsync(Key.Description(sk[2..]).Pk, " ", cancellationToken);
                break;
            case 'I':
                await table.DeleteAsync([Key.InviteLink(sk[2..])], cancellationToken);
                break;
        }
    }

    private async Task RemovePartitionAsync(
        string pk, string from, CancellationToken cancellationToken, Func<Key, CancellationToken, ValueTask>? removeParts = null)
    {
        for (var isLast = false; !isLast;)
        {
            (var keys, isLast) = await table.KeysAsync(pk, from, cancellationToken);
            if (removeParts is not null)
            {
                var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelCards, CancellationToken = cancellationToken };
                await Parallel.ForEachAsync(keys, options, removeParts);
            }

            await table.DeleteAsync(keys, cancellationToken);
        }
    }

    // The log of a board keeps that something was done to a card that is gone for good, and where it was; not what it said.
    // Each event holds the number of the card's event before.
    private async Task RedactAsync(Key trash, string boardId, string cardId, CancellationToken cancellationToken)
    {
        var item = await store.GetAsync(trash, cancellationToken);
        var seq = item?.Read(KanbanJson.Compact.Int64) ?? 0;
        for (var count = 1; seq > 0; count++)
        {
            seq = await RedactEventAsync(Key.Event(boardId, seq), cardId, cancellationToken);
            if (count % EventsPerNote == 0)
            {
                await NoteAsync(trash, seq, cancellationToken);
            }
        }
    }

    private async Task<long> RedactEventAsync(Key key, string cardId, CancellationToken cancellationToken)
    {
        while (await store.GetAsync(key, cancellationToken) is { } item)
        {
            var e = item.Event();
            if (e.Cards?.FirstOrDefault(change => change.Id == cardId) is not { } change)
            {
                return 0;
            }

            var redacted = EventDoc.Write(e.Redact(cardId));
            if (redacted == item.Json() || await table.ReplaceDocAsync(key, item, redacted, cancellationToken))
            {
                return change.Before?.Version ?? 0;
            }
        }

        return 0;
    }

    // Whoever is overtaken here by another run only sends that one over events that are redacted already.
    private async Task NoteAsync(Key trash, long seq, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(trash, cancellationToken) is { } item)
        {
            var json = JsonSerializer.Serialize(seq, KanbanJson.Compact.Int64);
            await table.ReplaceDocAsync(trash, item, json, cancellationToken);
        }
    }
}
