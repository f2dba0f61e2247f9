using KanbanAspire.Kanban.Cards;

namespace KanbanAspire.Kanban.Events;

/// <summary>
/// Takes a change of a checklist back entry by entry, so that what others, or oneself, did to other entries since stands: several entries
/// that were added one after the other are also taken back one after the other.
/// </summary>
internal static class ChecklistUndo
{
    /// <summary>Takes a change back.</summary>
    /// <param name="change">The change.</param>
    /// <param name="now">The checklist as it is; null when there is none.</param>
    /// <param name="seq">Event of the undo.</param>
    /// <param name="undone">The checklist without the change; null when it goes with it.</param>
    /// <returns>False when what the change did was changed since.</returns>
    internal static bool TryUndo(Change<Checklist> change, Checklist? now, long seq, out Checklist? undone)
    {
        var version = Checklist.NextVersion(now ?? change.Before, seq);
        (var isAsLeft, undone) = (change.Before, change.After, now) switch
        {
            (null, { } after, { } list) => (list.Version == after.Version, null),
            ({ } before, null, null) => (true, before with { Version = version }),
            ({ } before, { } after, { } list) when list.BoardId == after.BoardId && Without(before, after, list) is { } without =>
                (true, without with { Version = version }),
            _ => (false, (Checklist?)null),
        };
        return isAsLeft;
    }

    private static Checklist? Without(Checklist before, Checklist after, Checklist now)
    {
        var titleChanged = before.Title != after.Title;
        if (titleChanged && now.Title != after.Title)
        {
            return null;
        }

        var entries = Entries(before.Entries, after.Entries, now.Entries);
        return entries is null ? null : now with { Title = titleChanged ? before.Title : now.Title, Entries = entries };
    }

    private static List<ChecklistEntry>? Entries(
        IReadOnlyList<ChecklistEntry> before, IReadOnlyList<ChecklistEntry> after, IReadOnlyList<ChecklistEntry> now)
    {
        List<ChecklistEntry> result = [.. now];
        foreach (var entry in after.Where(entry => Find(before, entry.Id) != entry))
        {
            var index = result.FindIndex(other => other.Id == entry.Id);
            if (index < 0 || result[index] != entry)
            {
                return null;
            }

            if (Find(before, entry.Id) is { } former)
            {
                result[index] = former;
            }
            else
            {
                result.RemoveAt(index);
            }
        }

        foreach (var removed in before.Where(entry => Find(after, entry.Id) is null))
        {
            if (Find(now, removed.Id) is not null)
            {
                return null;
            }

            result.Insert(Math.Min(IndexOf(before, removed.Id), result.Count), removed);
        }

        return Moved(before, after) is { } moved ? Back(moved, before, after, result) : result;
    }

    // The one entry that a change can put elsewhere; null for none.
    private static ChecklistEntry? Moved(IReadOnlyList<ChecklistEntry> before, IReadOnlyList<ChecklistEntry> after) =>
        before.Count == after.Count
            ? before.FirstOrDefault(entry => before.Where(other => other.Id != entry.Id).Select(other => other.Id)
                .SequenceEqual(after.Where(other => other.Id != entry.Id).Select(other => other.Id), StringComparer.Ordinal)
                && IndexOf(before, entry.Id) != IndexOf(after, entry.Id))
            : null;

    private static List<ChecklistEntry>? Back(
        ChecklistEntry moved, IReadOnlyList<ChecklistEntry> before, IReadOnlyList<ChecklistEntry> after, List<ChecklistEntry> result)
    {
        var index = result.FindIndex(entry => entry.Id == moved.Id);
        if (index != IndexOf(after, moved.Id))
        {
            return null;
        }

        var entry = result[index];
        result.RemoveAt(index);
        result.Insert(Math.Min(IndexOf(before, moved.Id), result.Count), entry);
        return result;
    }

    private static ChecklistEntry? Find(IReadOnlyList<ChecklistEntry> entries, string id) => entries.FirstOrDefault(entry => entry.Id == id);

    private static int IndexOf(IReadOnlyList<ChecklistEntry> entries, string id)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}
