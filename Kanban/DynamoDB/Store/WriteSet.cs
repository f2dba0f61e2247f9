using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Tables;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// The writes of one transaction that take a board from one state to the next. Each write has a condition: the board's
/// <c>seq</c> is still the one that was read, and so is the version of every item. Seq alone makes commands take turns;
/// the versions catch a read that mixed two moments.
/// </summary>
internal sealed class WriteSet
{
    private readonly string _table;
    private readonly List<TransactWriteItem> _writes = [];

    private WriteSet(string table, string boardId) => (_table, BoardId) = (table, boardId);

    /// <summary>IAM actions of the transaction: those of its writes, whose conditions need none of their own.</summary>
    internal static IReadOnlyList<string> Actions => [TableActions.PutItem, TableActions.UpdateItem, TableActions.DeleteItem];

    /// <summary>The board.</summary>
    internal string BoardId { get; }

    private static KanbanJson Json => KanbanJson.Compact;

    /// <summary>Collects the writes.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="boardId">The board.</param>
    /// <param name="before">The state that was read.</param>
    /// <param name="after">The state after the event.</param>
    /// <param name="e">The event.</param>
    /// <returns>The event, the board, and an item for each thing that changed.</returns>
    internal static List<TransactWriteItem> Of(string table, string boardId, State before, State after, BoardEvent e)
    {
        var set = new WriteSet(table, boardId);
        set.AddBoard(before, after, e);
        set.Put(ItemMapper.OfEvent(boardId, e), null);
        foreach (var kind in StoredKind.All)
        {
            kind.Write(set, before, after, e);
        }

        foreach (var cardId in e.Trash ?? [])
        {
            set.Put(ItemMapper.Make(Key.Tombstone(boardId, cardId), e.Seq, e.Seq, Json.Int64).DueAt(e.At), null);
        }

        return set._writes;
    }

    /// <summary>Adds an item, provided that it has a version, or is not there where the version is null.</summary>
    internal void Put(Item item, long? version) => _writes.Add(new TransactWriteItem
    {
        Put = new Put
        {
            TableName = _table,
            Item = item,
            ConditionExpression = version is null ? "attribute_not_exists(pk)" : "#version = :version",
            ExpressionAttributeNames = version is null ? null : VersionName(),
            ExpressionAttributeValues = version is null ? null : VersionValue(version.Value),
        },
    });

    /// <summary>Deletes an item, provided that it has a version; null for whatever it has.</summary>
    internal void Delete(Key key, long? version) => _writes.Add(new TransactWriteItem
    {
        Delete = new Delete
        {
            TableName = _table,
            Key = key.ToAttributes(),
            ConditionExpression = version is null ? null : "#version = :version",
            ExpressionAttributeNames = version is null ? null : VersionName(),
            ExpressionAttributeValues = version is null ? null : VersionValue(version.Value),
        },
    });

    /// <summary>Adds the lists of boards of the members concerned, and who is no longer one.</summary>
    internal void AddMemberships(BoardEvent e)
    {
        foreach (var change in e.Members ?? [])
        {
            var membership = Key.MyBoard((change.After ?? change.Before)!.Sub, BoardId);
            if (change.After is { } member)
            {
                if (change.Before is null && e.Undoes is { } removal)
                {
                    AddReturn(member.Id, removal, e);
                }

                // A star in it is the person's own and stays.
                _writes.Add(new TransactWriteItem
                {
                    Update = new Update
                    {
                        TableName = _table,
                        Key = membership.ToAttributes(),
                        UpdateExpression = "SET #role = :role",
                        ExpressionAttributeNames = new(StringComparer.Ordinal) { ["#role"] = "role" },
                        ExpressionAttributeValues = new(StringComparer.Ordinal) { [":role"] = new AttributeValue { S = member.Role.ToString() } },
                    },
                });
                continue;
            }

            // With who removed the member, in whose name the assignments end.
            Delete(membership, null);
            Put(ItemMapper.Make(Key.FormerMember(BoardId, change.Id), e.Seq, e.By ?? string.Empty, Json.String).DueAt(e.At), null);
        }
    }

    // From here on the assignments come back, and are not ended any more. Unconditional: an earlier return may still be due.
    private void AddReturn(string memberId, long removal, BoardEvent e)
    {
        Delete(Key.FormerMember(BoardId, memberId), null);
        var returned = ItemMapper.Make(Key.ReturnedMember(BoardId, memberId), e.Seq, removal, Json.Int64).DueAt(e.At + StoredKind.GracePeriod);
        _writes.Add(new TransactWriteItem { Put = new Put { TableName = _table, Item = returned } });
    }

    /// <summary>Adds the links that lead to invites.</summary>
    internal void AddInviteLinks(BoardEvent e)
    {
        foreach (var change in (e.Invites ?? []).Where(change => change.Before is null || change.After is null))
        {
            var key = Key.InviteLink(change.Id);
            if (change.After is null)
            {
                Delete(key, null);
                continue;
            }

            var item = key.ToAttributes();
            item["board"] = new AttributeValue { S = BoardId };
            item["expiresAt"] = ItemMapper.NumberOf(change.After.ExpiresAt.ToUnixTimeSeconds());
            Put(item, null);
        }
    }

    /// <summary>Adds the descriptions that were replaced, and takes away the oldest ones kept.</summary>
    internal void AddRevisions(State before, BoardEvent e)
    {
        foreach (var change in e.Descriptions ?? [])
        {
            if (change.Before is not { } former)
            {
                continue;
            }

            var text = before.Descriptions[change.Id].Text;
            var revision = new Revision(former.CardId, former.Ref, former.Version, text);
            Put(ItemMapper.Make(Key.Revision(former.CardId, former.Version), former.Version, revision, Json.Revision, text), null);
            if (change.After?.Revisions is { } kept && former.Revisions is [var oldest, ..] && !kept.Contains(oldest))
            {
                Delete(Key.Revision(former.CardId, oldest), null);
            }
        }
    }

    private void AddBoard(State before, State after, BoardEvent e)
    {
        var item = ItemMapper.Make(Key.Board(BoardId), e.Seq, after.Board!, Json.Board);
        Put(after.Board!.Info.Deleted ? item.DueAt(e.At) : item, before.Board?.Seq);
        if (before.Board?.Info.Archived is true && !after.Board.Info.Archived)
        {
            // Unconditional: an earlier restoration may still be due.
            var restored = ItemMapper.Make(Key.Restored(BoardId), e.Seq, e.Seq, Json.Int64).DueAt(e.At);
            _writes.Add(new TransactWriteItem { Put = new Put { TableName = _table, Item = restored } });
        }
    }

    private static Dictionary<string, string> VersionName() => new(1, StringComparer.Ordinal) { ["#version"] = "version" };

    private static Item VersionValue(long version) =>
        new(1, StringComparer.Ordinal) { [":version"] = ItemMapper.NumberOf(version) };
}
