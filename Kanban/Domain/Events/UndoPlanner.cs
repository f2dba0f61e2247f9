using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Events;

/// <summary>Collects what an undo changes back and what stands against it.</summary>
internal sealed class UndoPlanner(State state, CommandContext context, BoardEvent e)
{
    private readonly List<string> _changedByOthers = [];
    private Dictionary<string, string>? _texts;

    // Texts that came with their card go to the archive with it.
    private bool CameWithItsCard => e.Cards is [{ Before: null }];

    internal Decision Decide()
    {
        var undone = context.Event(EventKind.Undone) with
        {
            Undoes = e.Seq,
            Board = e.Board is null ? null : new Change<BoardInfo>(e.Board.Id, state.Board!.Info, Board(e.Board)),
            Labels = Each(e.Labels, state.Labels, Label),
            Columns = Each(e.Columns, state.Columns, Column),
            Members = Each(e.Members, state.Members.Values.ToDictionary(member => member.Id, StringComparer.Ordinal), Member),
            Checklists = Each(e.Checklists, state.Checklists, Checklist),
            Descriptions = Each(e.Descriptions, state.Descriptions, Description),
        };
        undone = undone with { Cards = e.IsBulk ? EachOwn(e.Cards!, undone) : Each(e.Cards, state.Cards, (change, now) => Card(change, now, undone)) };

        if (_changedByOthers is not [])
        {
            return new Rejection(RejectionKind.UndoConflict, "Others changed the same since.") { Changed = _changedByOthers };
        }

        // A card that was moved on since the event leaves a column that the event does not name.
        var left = undone.Cards?.Where(LeavesItsColumn).Select(change => change.Before!.ColumnId)
            .FirstOrDefault(columnId => !state.Columns.ContainsKey(columnId));
        if (left is not null)
        {
            return new ExtendReadSet(left);
        }

        return Rejected(undone) is { } rejection ? rejection : new Accepted(undone) { Texts = _texts };
    }

    // What was done to many cards at once is taken back for those that are as it left them.
    private List<Change<Card>>? EachOwn(IReadOnlyList<Change<Card>> changes, BoardEvent undone)
    {
        var result = new List<Change<Card>>();
        foreach (var change in changes)
        {
            _changedByOthers.Clear();
            var now = state.Cards.GetValueOrDefault(change.Id);
            if (Card(change, now, undone) is { } card && _changedByOthers is [])
            {
                result.Add(new Change<Card>(change.Id, now, card));
            }
        }

        if (result is [])
        {
            _changedByOthers.Add("cards");
            return null;
        }

        _changedByOthers.Clear();
        return result;
    }

    private static bool LeavesItsColumn(Change<Card> change) => change.Before is { Archived: false } before
        && (change.After is not { Archived: false } after || after.ColumnId != before.ColumnId);

    private List<Change<T>>? Each<T>(
        IReadOnlyList<Change<T>>? changes, IReadOnlyDictionary<string, T> current, Func<Change<T>, T?, T?> undo)
        where T : class
    {
        var result = changes?
            .Select(change => (change.Id, Now: current.GetValueOrDefault(change.Id), Change: change))
            .Select(x => new Change<T>(x.Id, x.Now, undo(x.Change, x.Now)))
            .Where(x => !ReferenceEquals(x.Before, x.After))
            .ToList();
        return result is [] ? null : result;
    }

    // The one rule of undo: a field that the event changed goes back, if it is still as the event left it.
    private T Field<T>(string name, T before, T after, T now)
    {
        if (Same(before, after))
        {
            return now;
        }

        if (!Same(now, after))
        {
            _changedByOthers.Add(name);
        }

        return before;
    }

    private static bool Same<T>(T a, T b) => a is IReadOnlyList<string> x && b is IReadOnlyList<string> y
        ? x.SequenceEqual(y, StringComparer.Ordinal)
        : EqualityComparer<T>.Default.Equals(a, b);

    private T? Conflict<T>(string name)
        where T : class
    {
        _changedByOthers.Add(name);
        return null;
    }

    private BoardInfo Board(Change<BoardInfo> change)
    {
        var (before, after, now) = (change.Before!, change.After!, state.Board!.Info);
        return now with
        {
            Name = Field("name", before.Name, after.Name, now.Name),
            Description = Field("description", before.Description, after.Description, now.Description),
            Colour = Field("colour", before.Colour, after.Colour, now.Colour),
        };
    }

    private Label? Label(Change<Label> change, Label? now) => (change.Before, change.After) switch
    {
        (null, { } after) => now is null || now == after ? null : Conflict<Label>("label"),
        ({ } before, null) => now is null ? before with { Version = context.Seq } : Conflict<Label>("label"),
        ({ } before, { } after) when now is not null => now with
        {
            Name = Field("name", before.Name, after.Name, now.Name),
            Colour = Field("colour", before.Colour, after.Colour, now.Colour),
            Version = context.Seq,
        },
        _ => Conflict<Label>("label"),
    };

    // A person who joined by an invite meanwhile has another id, and is not made a member twice.
    private Member? Member(Change<Member> change, Member? now) => (change.Before, change.After) switch
    {
        ({ } before, null) when !state.Members.ContainsKey(before.Sub) => before with { Version = context.Seq },
        (null, { } after) when now?.Role == after.Role => null,
        _ => Conflict<Member>("member"),
    };

    private Column? Column(Change<Column> change, Column? now) => (change.Before, change.After) switch
    {
        (null, { } after) => now switch
        {
            null => null,
            { Count: > 0 } => Conflict<Column>("cards"),
            _ when IsSetAlike(now, after) => null,
            _ => Conflict<Column>("column"),
        },
        ({ } before, null) => now is null ? before with { Closing = null, Rebalancing = null, Version = context.Seq } : Conflict<Column>("column"),
        ({ } before, { } after) when now is not null => now with
        {
            Name = Field("name", before.Name, after.Name, now.Name),
            Rank = Field("place", before.Rank, after.Rank, now.Rank),
            Colour = Field("colour", before.Colour, after.Colour, now.Colour),
            WipLimit = Field("wipLimit", before.WipLimit, after.WipLimit, now.WipLimit),
            WipPolicy = Field("wipPolicy", before.WipPolicy, after.WipPolicy, now.WipPolicy),
            Done = Field("done", before.Done, after.Done, now.Done),
            Version = context.Seq,
        },
        _ => Conflict<Column>("column"),
    };

    // Another column's move may have changed its rank.
    private static bool IsSetAlike(Column a, Column b) =>
        (a.Name, a.Colour, a.WipLimit, a.WipPolicy, a.Done, a.Closing) == (b.Name, b.Colour, b.WipLimit, b.WipPolicy, b.Done, b.Closing);

    private Checklist? Checklist(Change<Checklist> change, Checklist? now)
    {
        if (CameWithItsCard)
        {
            return now;
        }

        return ChecklistUndo.TryUndo(change, now, context.Seq, out var undone) ? undone : Conflict<Checklist>("checklist");
    }

    private Description? Description(Change<Description> change, Description? now)
    {
        if (CameWithItsCard)
        {
            return now;
        }

        if (now?.Version != change.After?.Version)
        {
            return Conflict<Description>("description");
        }

        var text = change.Before is null ? string.Empty : Former(change.Before);
        if (text is null)
        {
            return Conflict<Description>("description");
        }

        _texts = new Dictionary<string, string>(StringComparer.Ordinal) { [Ids.Hash(text)] = text };
        return new Description(change.Id, TextRef.Of(text), Cards.Description.NextVersion(now, context.Seq))
        {
            Revisions = [.. (now!.Revisions ?? []).TakeLast(Limits.Revisions - 1), now.Version],
        };
    }

    private string? Former(Description before) => state.Revisions.Values
        .FirstOrDefault(revision => revision.CardId == before.CardId && revision.Version == before.Version)?.Text;

    private Card? Card(Change<Card> change, Card? now, BoardEvent undone)
    {
        if (now is null || change.After is not { } after)
        {
            return Conflict<Card>("card");
        }

        // What was made is not deleted but archived, so that redo finds it.
        var before = change.Before ?? after with { Archived = true };
        var card = now with
        {
            Title = Field("title", before.Title, after.Title, now.Title),
            TitleVersion = Same(before.Title, after.Title) ? now.TitleVersion : context.Seq,
            Labels = List("labels", before.Labels, after.Labels, now.Labels),
            Assignees = List("assignees", before.Assignees, after.Assignees, now.Assignees),
            Start = Field("start", before.Start, after.Start, now.Start),
            Due = Field("due", before.Due, after.Due, now.Due),
            Priority = Field("priority", before.Priority, after.Priority, now.Priority),
            Estimate = Field("estimate", before.Estimate, after.Estimate, now.Estimate),
            Cover = Field("cover", before.Cover, after.Cover, now.Cover),
            Archived = Field("archived", before.Archived, after.Archived, now.Archived),
            Description = undone.Descriptions is [{ } d] ? d.After!.Ref.Length : now.Description,
            Version = context.Seq,
        };
        card = (undone.Checklists ?? []).Aggregate(card, static (c, list) => ChecklistChecks.Count(c, list.Before, list.After));
        return Place(card, before, after, now);
    }

    private IReadOnlyList<string>? List(
        string name, IReadOnlyList<string>? before, IReadOnlyList<string>? after, IReadOnlyList<string>? now)
    {
        // Labels and assignees are added and removed one by one, so others may have changed others of them.
        var added = (after ?? []).Except(before ?? [], StringComparer.Ordinal).ToList();
        var removed = (before ?? []).Except(after ?? [], StringComparer.Ordinal).Where(IsThere).ToList();
        if (added.Exists(id => now?.Contains(id, StringComparer.Ordinal) is not true) || removed.Exists(id => now?.Contains(id, StringComparer.Ordinal) is true))
        {
            _changedByOthers.Add(name);
        }

        return added is [] && removed is [] ? now : CardChecks.Distinct([.. (now ?? []).Except(added, StringComparer.Ordinal), .. removed]);

        // Who was removed since does not come back to a card.
        bool IsThere(string id) => name != "assignees" || MemberChecks.Has(state, id);
    }

    private Card Place(Card card, Card before, Card after, Card now)
    {
        var moved = before.ColumnId != after.ColumnId || before.Rank != after.Rank;
        if (moved && (now.ColumnId != after.ColumnId || now.Rank != after.Rank))
        {
            _changedByOthers.Add("place");
        }

        if (!moved && (now.Archived == card.Archived || card.Archived))
        {
            return card;
        }

        // Between its former neighbours, which its former rank still is, unless the column was re-keyed since.
        var target = state.Columns.GetValueOrDefault(before.ColumnId);
        var rank = target is null || e.Seq > target.RebalancedAt
            ? before.Rank
            : Rank.Between(target.LastRank, null, context.Jitter());
        return card with
        {
            ColumnId = before.ColumnId,
            Rank = rank,
            EnteredAt = before.ColumnId == now.ColumnId ? now.EnteredAt : context.At,
            // A card that was done is as long done as it was.
            CompletedAt = before.CompletedAt,
        };
    }

    // Whether what comes back fits is for the one validation to say; here, whether there still is a place for it.
    private Rejection? Rejected(BoardEvent undone)
    {
        if (undone.Cards?.Any(change => change.After is { Archived: false } after && !state.Columns.ContainsKey(after.ColumnId)) is true)
        {
            return new Rejection(RejectionKind.UndoConflict, "The column has gone.") { Changed = ["column"] };
        }

        return undone is { Board: null, Labels: null, Columns: null, Members: null, Cards: null, Checklists: null, Descriptions: null }
            ? new Rejection(RejectionKind.UndoConflict, "There is nothing left to undo.") { Changed = [] }
            : null;
    }
}
