using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Kanban.Telemetry;

namespace KanbanAspire.Kanban.Store;

/// <summary>Reads boards: what they show, their logs, members, invites and rules.</summary>
/// <param name="client">Client of the table.</param>
/// <param name="names">Name of the table.</param>
/// <param name="time">The clock.</param>
public sealed class BoardReader(IAmazonDynamoDB client, TableNames names, TimeProvider time)
{
    // A transaction is under way for milliseconds; no board has more events than this in that time.
    private const int EventsUnderWay = 8;

    private const int MaxPageBytes = 256 * 1024;

    private readonly KanbanTable _table = new(client, names);

    /// <summary>IAM actions of the calls that this class makes.</summary>
    public static IReadOnlyList<string> Actions => [TableActions.GetItem, TableActions.BatchGetItem, TableActions.Query];

    /// <summary>Reads the membership of a person: two items, strongly consistent. This is what an unchanged poll costs.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="sub">The person.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Board and membership; null when there is no such board, or none for this person.</returns>
    public async Task<Membership?> GetMembershipAsync(string boardId, string sub, CancellationToken cancellationToken)
    {
        Key board = Key.Board(boardId), member = Key.Member(boardId, sub);
        var items = await _table.BatchGetAsync([board, member], cancellationToken);
        return items.TryGetValue(board, out var b) && items.TryGetValue(member, out var m)
            && b.Read(KanbanJson.Compact.Board) is { Info.Deleted: false } found
            ? new Membership(found, m.Read(KanbanJson.Compact.Member), b.Json())
            : null;
    }

    /// <summary>
    /// Reads what a board shows. What is read here may be newer than the cursor: applying the events after it to things with
    /// a lower version makes it whole. It is never older, because the last events before the cursor are applied already.
    /// </summary>
    /// <param name="boardId">The board.</param>
    /// <param name="cursor">The board's seq, as read by <see cref="GetMembershipAsync"/>.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Everything in its JSON form.</returns>
    public async Task<BoardContents> OpenAsync(string boardId, long cursor, CancellationToken cancellationToken)
    {
        var contents = await ContentsAsync(boardId, StoredKind.Shown, cursor, cancellationToken);
        KanbanMetrics.BoardOpened(contents.Cards.Count(), cursor);
        return contents;
    }

    /// <summary>Reads a range of a board's things, none older than the cursor.</summary>
    private async Task<BoardContents> ContentsAsync(
        string boardId, (string From, string To) range, long cursor, CancellationToken cancellationToken)
    {
        var underWay = (int)Math.Min(cursor, EventsUnderWay);
        var latest = underWay == 0
            ? Task.FromResult<IReadOnlyList<LogEntry>>([])
            : GetEventsAsync(boardId, cursor - underWay, underWay, cancellationToken);
        var contents = new BoardContents();
        await foreach (var item in _table.QueryDocumentsAsync(Key.Board(boardId).Pk, range, cancellationToken))
        {
            contents.Add(item["sk"].S, item["version"].Number(), item.Json());
        }

        foreach (var entry in await latest)
        {
            contents.Reconcile(entry.Event);
        }

        return contents;
    }

    /// <summary>Reads events after a cursor, in order, up to 256 KB and never beyond a missing number.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="after">Number of the last event that the reader has.</param>
    /// <param name="limit">Most events.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The events in their JSON form, with their numbers.</returns>
    public async Task<IReadOnlyList<LogEntry>> GetEventsAsync(
        string boardId, long after, int limit, CancellationToken cancellationToken)
    {
        var items = await _table.PageAsync(
            Key.Event(boardId, 0).Pk, Key.Number(after + 1), "~", limit, forward: true, cancellationToken);
        var result = new List<LogEntry>(items.Count);
        var sizeBytes = 0;
        foreach (var item in items)
        {
            var entry = LogEntry.Of(item);
            sizeBytes += Encoding.UTF8.GetByteCount(entry.Json);
            if (entry.Seq != after + result.Count + 1 || (sizeBytes > MaxPageBytes && result.Count > 0))
            {
                break;
            }

            result.Add(entry);
        }

        return result;
    }

    /// <summary>Reads the latest events of a board, newest first.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="before">Only events before this one.</param>
    /// <param name="limit">Most events.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The events.</returns>
    public async Task<IReadOnlyList<LogEntry>> GetActivityAsync(
        string boardId, long before, int limit, CancellationToken cancellationToken)
    {
        var items = await _table.PageAsync(
            Key.Event(boardId, 0).Pk, Key.Number(0), Key.Number(before - 1), limit, forward: false, cancellationToken);
        return [.. items.Select(item => LogEntry.Of(item))];
    }

    /// <summary>Reads one event.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="seq">Its number.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event; null when there is none.</returns>
    public async Task<BoardEvent?> GetEventAsync(string boardId, long seq, CancellationToken cancellationToken) =>
        (await _table.GetAsync(Key.Event(boardId, seq), cancellationToken))?.Event();

    /// <summary>Reads the invites of a board.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Invites that have not ended.</returns>
    public async Task<IReadOnlyList<Invite>> GetInvitesAsync(string boardId, CancellationToken cancellationToken)
    {
        var all = await _table.ListAsync(Key.Board(boardId).Pk, StoredKind.Invite, cancellationToken);
        var owners = await OwnersAsync(boardId, cancellationToken);
        return [.. all.Where(invite => invite.ExpiresAt > time.GetUtcNow() && owners.Contains(invite.By))];
    }

    /// <summary>Finds the board that an invite leads to.</summary>
    /// <param name="inviteId">Hash of the secret in the link.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The board's id and name and the invite; null when it has ended.</returns>
    public async Task<(string BoardId, string BoardName, Invite Invite)?> FindInviteAsync(
        string inviteId, CancellationToken cancellationToken)
    {
        if (await _table.GetAsync(Key.InviteLink(inviteId), cancellationToken) is not { } link)
        {
            return null;
        }

        var boardId = link["board"].S;
        Key boardKey = Key.Board(boardId), inviteKey = Key.Invite(boardId, inviteId);
        var items = await _table.BatchGetAsync([boardKey, inviteKey], cancellationToken);
        if (!items.TryGetValue(boardKey, out var b) || !items.TryGetValue(inviteKey, out var i))
        {
            return null;
        }

        var (board, invite) = (b.Read(KanbanJson.Compact.Board), i.Read(KanbanJson.Compact.Invite));
        return board.Info.Deleted || invite.ExpiresAt <= time.GetUtcNow()
            || !(await OwnersAsync(boardId, cancellationToken)).Contains(invite.By)
            ? null
            : (boardId, board.Info.Name, invite);
    }

    /// <summary>Reads the recurring rules of a board.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The rules.</returns>
    public async Task<IReadOnlyList<Rule>> GetRulesAsync(string boardId, CancellationToken cancellationToken) =>
        await _table.ListAsync(Key.Board(boardId).Pk, StoredKind.Rule, cancellationToken);

    /// <summary>Reads the members of a board.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The members.</returns>
    public async Task<IReadOnlyList<Member>> GetMembersAsync(string boardId, CancellationToken cancellationToken) =>
        await _table.ListAsync(Key.Board(boardId).Pk, StoredKind.Member, cancellationToken);

    /// <summary>Reads a column.</summary>
    /// <returns>The column; null when there is none.</returns>
    internal async Task<Column?> GetColumnAsync(string boardId, string columnId, CancellationToken cancellationToken) =>
        (await _table.GetAsync(Key.Column(boardId, columnId), cancellationToken))?.Read(KanbanJson.Compact.Column);

    /// <summary>Reads the open cards of a column in order, none older than the cursor.</summary>
    internal async Task<List<Card>> GetColumnCardsAsync(string boardId, string columnId, long cursor, CancellationToken cancellationToken)
    {
        var contents = await ContentsAsync(boardId, (StoredKind.Card.From, StoredKind.Card.To), cursor, cancellationToken);
        var cards = contents.Cards.Select(json => JsonSerializer.Deserialize(json, KanbanJson.Compact.Card)!)
            .Where(card => card.ColumnId == columnId).ToList();
        cards.Sort(CardOrder.Compare);
        return cards;
    }

    // An invite counts as long as who made it might make it still.
    private async Task<HashSet<string>> OwnersAsync(string boardId, CancellationToken cancellationToken) =>
        [.. (await GetMembersAsync(boardId, cancellationToken)).Where(member => member.Role == Role.Owner).Select(member => member.Id)];
}
