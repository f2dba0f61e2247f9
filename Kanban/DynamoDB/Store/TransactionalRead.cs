using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Reads the part of a board that a command needs by one TransactGetItems: all items are of one moment, which BatchGetItem does
/// not promise against transactions.
/// </summary>
internal sealed class TransactionalRead
{
    private readonly string _boardId;
    private readonly Dictionary<Key, Func<State, Item?, State>> _parts = [];

    /// <summary>Begins with the board and the caller's membership.</summary>
    internal TransactionalRead(string boardId, string? sub)
    {
        _boardId = boardId;
        Add(Key.Board(boardId), static (state, item) => state with { Board = item.Read(KanbanJson.Compact.Board) });
        if (sub is not null)
        {
            AddMember(sub);
        }
    }

    /// <summary>Most items of a transaction. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html</summary>
    internal const int MaxItems = 100;

    /// <summary>Tells whether it is more than one transaction can read.</summary>
    internal bool IsTooLarge => _parts.Count > MaxItems;

    internal void AddMember(string sub) => Add(Key.Member(_boardId, sub), StoredKind.Member.Read);

    internal void AddColumn(string id) => _parts[Key.Column(_boardId, id)] = (state, item) => item is null
        ? state with { Missing = state.Missing.Add(id) }
        : StoredKind.Column.Read(state, item);

    internal void Add(ReadSet readSet)
    {
        if (readSet.Labels)
        {
            Add(Key.Labels(_boardId), StoredLabels.Read);
        }

        foreach (var id in readSet.Columns.OfType<string>())
        {
            AddColumn(id);
        }

        foreach (var sub in readSet.Subs)
        {
            AddMember(sub);
        }

        if (readSet.FormerMember is { } former)
        {
            Add(Key.FormerMember(_boardId, former), (state, _) => state with { FormerMembers = state.FormerMembers.Add(former) });
        }

        Add(readSet.Cards, Key.Card, StoredKind.Card.Read);
        Add(readSet.Archived, Key.ArchivedCard, StoredKind.Card.Read);
        Add(readSet.Rules, Key.Rule, StoredKind.Rule.Read);
        Add(readSet.Invites, Key.Invite, StoredKind.Invite.Read);
        if (readSet.Description is { } cardId)
        {
            Add(Key.Description(cardId), StoredKind.Description.Read);
            if (readSet.Revision is { } version)
            {
                var key = Key.Revision(cardId, version);
                Add(key, (state, item) => state with { Revisions = state.Revisions.SetItem(key.Sk, item.Revision()) });
            }
        }

        foreach (var (card, id) in readSet.Checklists)
        {
            Add(Key.Checklist(card, id), StoredKind.Checklist.Read);
        }

        foreach (var (card, id) in readSet.Comments)
        {
            Add(Key.Comment(card, id), StoredKind.Comment.Read);
        }
    }

    internal async Task<State> ReadAsync(KanbanTable table, CancellationToken cancellationToken)
    {
        var items = await table.TransactGetAsync(_parts.Keys, cancellationToken);
        return _parts.Values.Zip(items).Aggregate(State.Empty, static (state, part) => part.First(state, part.Second));
    }

    private void Add(IReadOnlyList<string?> ids, Func<string, string, Key> key, Func<State, Item, State> read)
    {
        foreach (var id in ids.OfType<string>())
        {
            Add(key(_boardId, id), read);
        }
    }

    private void Add(Key key, Func<State, Item, State> read) =>
        _parts[key] = (state, item) => item is null ? state : read(state, item);
}
