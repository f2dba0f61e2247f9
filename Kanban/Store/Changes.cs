using System.Collections.Immutable;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Kanban.Telemetry;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Turns the step from one state to the next into the writes of one transaction. Each write has a condition: the board's
/// <c>seq</c> is still the one that was read, and so is the version of every item. Seq alone makes commands take turns;
/// the versions catch a read that mixed two moments.
/// </summary>
internal sealed class Changes(string table, string boardId, State before, State after, BoardEvent e)
{
    // How long a request has for the steps it began before the Scheduler takes over.
    private static readonly TimeSpan Handover = TimeSpan.FromMinutes(1);

    private readonly List<TransactWriteItem> _writes = [];

    private static KanbanJson Json => KanbanJson.Compact;

    internal List<TransactWriteItem> ToWrites()
    {
        AddBoard();
        Put(Doc.OfEvent(boardId, e), null);
        AddLabels();
        Add(before.Columns, after.Columns, c => Key.Column(boardId, c.Id), c => c.Version, ColumnItem);
        Add(before.Cards, after.Cards, CardKey, c => c.Version, c => Doc.Make(CardKey(c), c.Version, c, Json.Card));
        Add(before.Rules, after.Rules, r => Key.Rule(boardId, r.Id), r => r.Version, RuleItem);
        Add(before.Invites, after.Invites, i => Key.Invite(boardId, i.Id), i => i.Version, InviteItem);
        Add(before.Checklists, after.Checklists, ChecklistKey, c => c.Version, c => Doc.Make(ChecklistKey(c), c.Version, c, Json.Checklist));
        Add(before.Comments, after.Comments, CommentKey, c => c.Version, c => Doc.Make(CommentKey(c), c.Version, c, Json.Comment, c.Text));
        AddMembers();
        AddDescriptions();
        AddInviteLinks();
        foreach (var gone in (e.Members ?? []).Where(change => change.After is null))
        {
            // Who removed the member, in whose name the assignments end.
            Put(Doc.Make(Key.FormerMember(boardId, gone.Id), e.Seq, e.By ?? string.Empty, Json.String).DueAt(e.At), null);
        }

        foreach (var cardId in e.Trash ?? [])
        {
            var key = Key.Trash(boardId, cardId);
            Put(Doc.Make(key, e.Seq, e.Seq, Json.Int64).DueAt(e.At), null);
        }

        return _writes;
    }

    private void AddBoard()
    {
        var item = Doc.Make(Key.Board(boardId), e.Seq, after.Board!, Json.Board);
        Put(after.Board!.Info.Deleted ? item.DueAt(e.At) : item, before.Board?.Seq);
        if (before.Board?.Info.Archived is true && !after.Board.Info.Archived)
        {
            var restored = Doc.Make(Key.Restored(boardId), e.Seq, e.Seq, Json.Int64).DueAt(e.At);
            _writes.Add(new TransactWriteItem { Put = new Put { TableName = table, Item = restored } });
        }
    }

    private void AddLabels()
    {
        if (ReferenceEquals(before.Labels, after.Labels))
        {
            return;
        }

        var labels = Label.InOrder(after.Labels.Values);
        Put(
            Doc.Make(Key.Labels(boardId), e.Seq, labels, Json.IReadOnlyListLabel),
            before.LabelsVersion == 0 ? null : before.LabelsVersion);
    }

    private void AddMembers()
    {
        Add(
            before.Members, after.Members, m => Key.Member(boardId, m.Sub), m => m.Version,
            m => Doc.Make(Key.Member(boardId, m.Sub), m.Version, m, Json.Member));
        foreach (var change in e.Members ?? [])
        {
            // Written with the member; a star in it is the person's own and stays.
            var mine = Key.MyBoard((change.After ?? change.Before)!.Sub, boardId).ToAttributes();
            _writes.Add(change.After is null
                ? new TransactWriteItem { Delete = new Delete { TableName = table, Key = mine } }
                : new TransactWriteItem
                {
                    Update = new Update
                    {
                        TableName = table,
                        Key = mine,
                        UpdateExpression = "SET #role = :role",
                        ExpressionAttributeNames = new(StringComparer.Ordinal) { ["#role"] = "role" },
                        ExpressionAttributeValues = new(StringComparer.Ordinal)
                        {
                            [":role"] = new AttributeValue { S = change.After.Role.ToString() },
                        },
                    },
                });
        }
    }

    private void AddDescriptions()
    {
        Add(
            before.Descriptions, after.Descriptions, d => Key.Description(d.CardId), d => d.Version,
            d => Doc.Make(Key.Description(d.CardId), d.Version, d, Json.Description, d.Text));
        foreach (var change in e.Descriptions ?? [])
        {
            if (change.Before is not { } former)
            {
                continue;
            }

            var text = before.Descriptions[change.Id].Text;
            var revision = new Revision(former.CardId, former.Ref, former.Version, text);
            Put(Doc.Make(Key.Revision(former.CardId, former.Version), former.Version, revision, Json.Revision, text), null);
            if (change.After?.Revisions is { } kept && former.Revisions is [var oldest, ..] && !kept.Contains(oldest))
            {
                var key = Key.Revision(former.CardId, oldest).ToAttributes();
                _writes.Add(new TransactWriteItem { Delete = new Delete { TableName = table, Key = key } });
            }
        }
    }

    private void AddInviteLinks()
    {
        foreach (var change in (e.Invites ?? []).Where(change => change.Before is null || change.After is null))
        {
            var item = Key.InviteLink(change.Id).ToAttributes();
            if (change.After is null)
            {
                _writes.Add(new TransactWriteItem { Delete = new Delete { TableName = table, Key = item } });
                continue;
            }

            item["board"] = new AttributeValue { S = boardId };
            item["expiresAt"] = Doc.NumberOf(change.After.ExpiresAt.ToUnixTimeSeconds());
            Put(item, null);
        }
    }

    private void Add<T>(
        ImmutableDictionary<string, T> old, ImmutableDictionary<string, T> now, Func<T, Key> key, Func<T, long> version, Func<T, Item> item)
        where T : class
    {
        if (ReferenceEquals(old, now))
        {
            return;
        }

        foreach (var (id, thing) in now)
        {
            var former = old.GetValueOrDefault(id);
            if (ReferenceEquals(former, thing))
            {
                continue;
            }

            var stays = former is not null && key(former) == key(thing);
            Put(item(thing), stays ? version(former!) : null);
            if (former is not null && !stays)
            {
                Delete(key(former), version(former));
            }
        }

        foreach (var (id, former) in old)
        {
            if (!now.ContainsKey(id))
            {
                Delete(key(former), version(former));
            }
        }
    }

    private void Put(Item item, long? version) => _writes.Add(new TransactWriteItem
    {
        Put = new Put
        {
            TableName = table,
            Item = item,
            ConditionExpression = version is null ? "attribute_not_exists(pk)" : "#version = :version",
            ExpressionAttributeNames = version is null ? null : VersionName(),
            ExpressionAttributeValues = version is null ? null : VersionValue(version.Value),
        },
    });

    private void Delete(Key key, long version) => _writes.Add(new TransactWriteItem
    {
        Delete = new Delete
        {
            TableName = table,
            Key = key.ToAttributes(),
            ConditionExpression = "#version = :version",
            ExpressionAttributeNames = VersionName(),
            ExpressionAttributeValues = VersionValue(version),
        },
    });

    private static Dictionary<string, string> VersionName() => new(1, StringComparer.Ordinal) { ["#version"] = "version" };

    private static Item VersionValue(long version) =>
        new(1, StringComparer.Ordinal) { [":version"] = Doc.NumberOf(version) };

    private Key CardKey(Card card) => card.Archived ? Key.ArchivedCard(boardId, card.Id) : Key.Card(boardId, card.Id);

    private static Key ChecklistKey(Checklist checklist) => Key.Checklist(checklist.CardId, checklist.Id);

    private static Key CommentKey(Comment comment) => Key.Comment(comment.CardId, comment.Id);

    private Item ColumnItem(Column column)
    {
        var item = Doc.Make(Key.Column(boardId, column.Id), column.Version, column, Json.Column);
        return column.Rekeying is not null ? item.DueAt(e.At)
            : column.Closing is not null ? item.DueAt(e.At + Handover)
            : item;
    }

    private Item RuleItem(Rule rule)
    {
        var item = Doc.Make(Key.Rule(boardId, rule.Id), rule.Version, rule, Json.Rule);
        RuleSpans.Note(item);
        return rule.Next is { } next ? item.DueAt(next) : item;
    }

    private Item InviteItem(Invite invite)
    {
        var item = Doc.Make(Key.Invite(boardId, invite.Id), invite.Version, invite, Json.Invite);
        item["expiresAt"] = Doc.NumberOf(invite.ExpiresAt.ToUnixTimeSeconds());
        return item;
    }
}
