using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
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
/// A kind of item that a board or a card consists of. A new kind is described here once: its key, its JSON form, what is written
/// with it, who reads it, what the Scheduler does with it, and what goes with it when its board is deleted.
/// </summary>
/// <param name="sortKey">Its sort key, or what that begins with, up to a number sign.</param>
internal class StoredKind(string sortKey)
{
    // How long a request has for the batches it began before the Scheduler takes over.
    internal static readonly TimeSpan GracePeriod = TimeSpan.FromMinutes(1);

    /// <summary>The board itself.</summary>
    internal static StoredKind Board { get; } = new("A") { Due = DueKind.DeletedBoard };

    /// <summary>All labels of a board in one item.</summary>
    internal static StoredLabels Labels { get; } = new("A#L") { IsShown = true };

    internal static StoredPart<Column> Column { get; } = new("B#", BoardPart.Columns, Json.Column, (board, column) => Key.Column(board, column.Id), c => c.Version)
    {
        IsShown = true,
        Due = DueKind.Column,
        Complete = static (item, column, e) => column.Rebalancing is not null ? item.DueAt(e.At)
            : column.Closing is not null ? item.DueAt(e.At + GracePeriod)
            : item,
    };

    internal static StoredPart<Member> Member { get; } = new("C#", BoardPart.Members, Json.Member, (board, member) => Key.Member(board, member.Sub), m => m.Version)
    {
        IsShown = true,
        Alongside = static (writes, _, e) => writes.AddMemberships(e),
        Companion = static (boardId, sub) => Key.MyBoard(sub, boardId),
    };

    /// <summary>Open cards. The part of both: a card changes its key when it is archived.</summary>
    internal static StoredPart<Card> Card { get; } = new("D#", BoardPart.Cards, Json.Card, CardKey, c => c.Version)
    {
        IsShown = true,
        Shows = static card => !card.Archived,
        Partition = static cardId => Key.Description(cardId).Pk,
    };

    internal static StoredKind ArchivedCard { get; } = new("X#") { Partition = static cardId => Key.Description(cardId).Pk };

    internal static StoredPart<Rule> Rule { get; } = new("E#", BoardPart.Rules, Json.Rule, (board, rule) => Key.Rule(board, rule.Id), r => r.Version)
    {
        IsShown = true,
        Due = DueKind.RecurringRule,
        Reading = RuleSpans.Link,
        Complete = static (item, rule, _) =>
        {
            RuleSpans.Note(item);
            return rule.Next is { } next ? item.DueAt(next) : item;
        },
    };

    internal static StoredPart<Invite> Invite { get; } = new("I#", BoardPart.Invites, Json.Invite, (board, invite) => Key.Invite(board, invite.Id), i => i.Version)
    {
        Alongside = static (writes, _, e) => writes.AddInviteLinks(e),
        Companion = static (_, inviteId) => Key.InviteLink(inviteId),
        Complete = static (item, invite, _) =>
        {
            item["expiresAt"] = ItemMapper.NumberOf(invite.ExpiresAt.ToUnixTimeSeconds());
            return item;
        },
    };

    /// <summary>A member who is gone and may still be assigned to something.</summary>
    internal static StoredKind FormerMember { get; } = new("F#") { Due = DueKind.FormerMember };

    /// <summary>A member who came back by undo and may still have to be assigned again.</summary>
    internal static StoredKind ReturnedMember { get; } = new("G#") { Due = DueKind.ReturnedMember };

    /// <summary>A permanently deleted card whose texts are still to be removed.</summary>
    internal static StoredKind Tombstone { get; } = new("Z#") { Due = DueKind.DeletedCard, Partition = static cardId => Key.Description(cardId).Pk };

    /// <summary>A board that was archived and is restored.</summary>
    internal static StoredKind RestoredBoard { get; } = new("W") { Due = DueKind.RestoredBoard };

    internal static StoredPart<Description> Description { get; } = new(
        "A", BoardPart.Descriptions, Json.Description, (_, description) => Key.Description(description.CardId), d => d.Version)
    {
        Text = (static description => description.Text, static (description, text) => description with { Text = text }),
        Alongside = static (writes, before, e) => writes.AddRevisions(before, e),
    };

    internal static StoredKind Revision { get; } = new("REV#");

    internal static StoredPart<Checklist> Checklist { get; } = new(
        "LIST#", BoardPart.Checklists, Json.Checklist, (_, list) => Key.Checklist(list.CardId, list.Id), c => c.Version);

    internal static StoredPart<Comment> Comment { get; } = new(
        "COMMENT#", BoardPart.Comments, Json.Comment, (_, comment) => Key.Comment(comment.CardId, comment.Id), c => c.Version)
    {
        Text = (static comment => comment.Text, static (comment, text) => comment with { Text = text }),
    };

    /// <summary>Kinds of items in the partition of a board.</summary>
    internal static IReadOnlyList<StoredKind> OfBoards { get; } =
        [Board, Labels, Column, Member, Card, Rule, FormerMember, ReturnedMember, Invite, RestoredBoard, ArchivedCard, Tombstone];

    /// <summary>All kinds, of boards and of cards.</summary>
    internal static IReadOnlyList<StoredKind> All { get; } = [.. OfBoards, Description, Revision, Checklist, Comment];

    /// <summary>Least and greatest sort key of what a board shows.</summary>
    internal static (string From, string To) Shown { get; } = (Labels.From, Rule.To);

    /// <summary>Whether it is part of what a board shows.</summary>
    internal bool IsShown { get; init; }

    /// <summary>The kind of background work on due items; null for items that are never due.</summary>
    internal DueKind? Due { get; init; }

    /// <summary>Key of the item elsewhere that leads to this one, from the board's id and its own; null where there is none.</summary>
    internal Func<string, string, Key>? Companion { get; init; }

    /// <summary>Partition that belongs to the item, from its id; null where there is none.</summary>
    internal Func<string, string>? Partition { get; init; }

    /// <summary>Least sort key of the kind.</summary>
    internal string From => sortKey;

    /// <summary>Greatest sort key of the kind.</summary>
    internal string To => sortKey + "~";

    protected static KanbanJson Json => KanbanJson.Compact;

    /// <summary>Finds the kind of an item in the partition of a board.</summary>
    /// <param name="sk">Its sort key.</param>
    /// <returns>The kind; null for one of a later version.</returns>
    internal static StoredKind? Find(string sk) => OfBoards.FirstOrDefault(kind => kind.Has(sk));

    /// <summary>Gets the id in a sort key: what follows the kind.</summary>
    internal string Id(string sk) => sk[sortKey.Length..];

    /// <summary>Adds to the write set what an event changed.</summary>
    internal virtual void Write(WriteSet writes, State before, State after, BoardEvent e)
    {
    }

    /// <summary>Brings what was read of a board up to an event.</summary>
    internal virtual void Reconcile(BoardContents contents, BoardEvent e)
    {
    }

    private static Key CardKey(string boardId, Card card) =>
        card.Archived ? Key.ArchivedCard(boardId, card.Id) : Key.Card(boardId, card.Id);

    private bool Has(string sk) => sortKey[^1] == '#' ? sk.Length > sortKey.Length && sk.StartsWith(sortKey, StringComparison.Ordinal) : sk == sortKey;
}

/// <summary>A kind whose items are the things of one part of a board, one item each.</summary>
/// <typeparam name="T">The thing.</typeparam>
/// <param name="sortKey">What its sort keys begin with.</param>
/// <param name="part">Its place in events and in the state.</param>
/// <param name="type">Its JSON form.</param>
/// <param name="key">Gives the key from the board's id and the thing.</param>
/// <param name="version">Gives the event that last wrote the thing.</param>
internal sealed class StoredPart<T>(string sortKey, BoardPart<T> part, JsonTypeInfo<T> type, Func<string, T, Key> key, Func<T, long> version)
    : StoredKind(sortKey)
    where T : class
{
    /// <summary>Gives the text that is stored apart from the JSON form, and puts it into what was read; null for none.</summary>
    internal (Func<T, string?> Of, Func<T, string?, T> Put)? Text { get; init; }

    /// <summary>Adds attributes to the item that is written; null for none.</summary>
    internal Func<Item, T, BoardEvent, Item>? Complete { get; init; }

    /// <summary>Looks at an item that a command reads; null for nothing.</summary>
    internal Action<Item>? Reading { get; init; }

    /// <summary>Tells whether a thing is stored as this kind, not as another of the same part.</summary>
    internal Func<T, bool> Shows { get; init; } = static _ => true;

    /// <summary>Adds what is written besides the things, from the state before and the event; null for nothing.</summary>
    internal Action<WriteSet, State, BoardEvent>? Alongside { get; init; }

    /// <summary>Reads the thing that an item holds.</summary>
    internal T Read(Item item) => Text is { } text ? text.Put(item.Read(type), item.Text()) : item.Read(type);

    /// <summary>Puts the thing that an item holds into a state.</summary>
    internal State Read(State state, Item item)
    {
        Reading?.Invoke(item);
        return part.Add(state, Read(item));
    }

    /// <inheritdoc/>
    internal override void Write(WriteSet writes, State before, State after, BoardEvent e)
    {
        Write(writes, part.Things(before), part.Things(after), e);
        Alongside?.Invoke(writes, before, e);
    }

    /// <inheritdoc/>
    internal override void Reconcile(BoardContents contents, BoardEvent e)
    {
        foreach (var change in part.Changes(e) ?? [])
        {
            contents.Set(From + part.Id((change.After ?? change.Before)!), e.Seq, change.After is { } after && Shows(after) ? after : null, type);
        }
    }

    private void Write(WriteSet writes, ImmutableDictionary<string, T> before, ImmutableDictionary<string, T> after, BoardEvent e)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        foreach (var (id, thing) in after)
        {
            var former = before.GetValueOrDefault(id);
            if (ReferenceEquals(former, thing))
            {
                continue;
            }

            var stays = former is not null && KeyOf(former) == KeyOf(thing);
            var item = ItemMapper.Make(KeyOf(thing), version(thing), thing, type, Text?.Of(thing));
            writes.Put(Complete is null ? item : Complete(item, thing, e), stays ? version(former!) : null);
            if (former is not null && !stays)
            {
                writes.Delete(KeyOf(former), version(former));
            }
        }

        foreach (var (id, former) in before)
        {
            if (!after.ContainsKey(id))
            {
                writes.Delete(KeyOf(former), version(former));
            }
        }

        Key KeyOf(T thing) => key(writes.BoardId, thing);
    }
}

/// <summary>The labels of a board, which are one item.</summary>
/// <param name="sortKey">Its sort key.</param>
internal sealed class StoredLabels(string sortKey) : StoredKind(sortKey)
{
    /// <summary>Puts the labels that an item holds into a state.</summary>
    internal static State Read(State state, Item item) => state with
    {
        Labels = state.Labels.AddRange(item.Read(Json.IReadOnlyListLabel).Select(label => KeyValuePair.Create(label.Id, label))),
        LabelsVersion = item["version"].Number(),
    };

    /// <inheritdoc/>
    internal override void Write(WriteSet writes, State before, State after, BoardEvent e)
    {
        if (!ReferenceEquals(before.Labels, after.Labels))
        {
            writes.Put(
                ItemMapper.Make(Key.Labels(writes.BoardId), e.Seq, Label.InOrder(after.Labels.Values), Json.IReadOnlyListLabel),
                before.LabelsVersion == 0 ? null : before.LabelsVersion);
        }
    }

    /// <inheritdoc/>
    internal override void Reconcile(BoardContents contents, BoardEvent e)
    {
        if (e.Labels is null)
        {
            return;
        }

        var labels = contents.Labels.ToImmutableDictionary(label => label.Id, StringComparer.Ordinal);
        var changed = e.Labels.Aggregate(labels, static (all, change) => change.After is null ? all.Remove(change.Id) : all.SetItem(change.Id, change.After));
        contents.Set(From, e.Seq, Label.InOrder(changed.Values), Json.IReadOnlyListLabel);
    }
}
