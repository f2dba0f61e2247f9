using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Telemetry;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

public sealed partial class BoardStore
{
    // A transaction is under way for milliseconds; no board has more events than this in that time.
    private const int EventsUnderWay = 8;

    private const int MaxBatchKeys = 100;
    private const int MaxPageBytes = 256 * 1024;

    /// <summary>Reads who somebody is on a board: two items, strongly consistent. This is what an unchanged poll costs.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="sub">The person.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Board and membership; null when there is no such board, or none for this person.</returns>
    public async Task<Membership?> GetMembershipAsync(string boardId, string sub, CancellationToken cancellationToken)
    {
        Key board = Key.Board(boardId), member = Key.Member(boardId, sub);
        var items = await BatchGetAsync([board, member], cancellationToken);
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
        var contents = await ContentsAsync(boardId, "A#", "E~", cursor, cancellationToken);
        KanbanMetrics.BoardOpened(contents.Cards.Count(), cursor);
        return contents;
    }

    /// <summary>Reads a range of a board's things, none older than the cursor.</summary>
    private async Task<BoardContents> ContentsAsync(string boardId, string from, string to, long cursor, CancellationToken cancellationToken)
    {
        var underWay = (int)Math.Min(cursor, EventsUnderWay);
        var latest = underWay == 0
            ? Task.FromResult<IReadOnlyList<LogEntry>>([])
            : GetEventsAsync(boardId, cursor - underWay, underWay, cancellationToken);
        var contents = new BoardContents();
        await foreach (var item in QueryAsync(Key.Board(boardId).Pk, from, to, cancellationToken))
        {
            contents.Add(item["sk"].S, item["version"].Number(), item.Json());
        }

        foreach (var entry in await latest)
        {
            contents.Mend(entry.Event);
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
        var items = await QueryPageAsync(
            Key.Event(boardId, 0).Pk, Key.Number(after + 1), "~", limit, forward: true, cancellationToken);
        var result = new List<LogEntry>(items.Count);
        var sizeBytes = 0;
        foreach (var item in items)
        {
            var entry = LogEntry.Of(item);
            sizeBytes += System.Text.Encoding.UTF8.GetByteCount(entry.Json);
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
        var items = await QueryPageAsync(
            Key.Event(boardId, 0).Pk, Key.Number(0), Key.Number(before - 1), limit, forward: false, cancellationToken);
        return [.. items.Select(item => LogEntry.Of(item))];
    }

    /// <summary>Reads one event.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="seq">Its number.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event; null when there is none.</returns>
    public async Task<BoardEvent?> GetEventAsync(string boardId, long seq, CancellationToken cancellationToken) =>
        (await GetAsync(Key.Event(boardId, seq), cancellationToken))?.Event();

    /// <summary>
    /// Reads the latest events of a card, newest first. Each event holds the card's version before it, which is the number of the
    /// card's event before, so the log needs no index.
    /// </summary>
    /// <param name="boardId">The board.</param>
    /// <param name="cardId">The card.</param>
    /// <param name="version">Number of its last event that is wanted.</param>
    /// <param name="limit">Most events.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The events, and the number of the one before them; 0 when there is none.</returns>
    public async Task<(IReadOnlyList<LogEntry> Events, long Before)> GetCardEventsAsync(
        string boardId, string cardId, long version, int limit, CancellationToken cancellationToken)
    {
        var result = new List<LogEntry>();
        while (version > 0 && result.Count < limit && await GetAsync(Key.Event(boardId, version), cancellationToken) is { } item)
        {
            var entry = LogEntry.Of(item);
            var change = entry.Event.Cards?.FirstOrDefault(c => c.Id == cardId);
            if (change is null)
            {
                return (result, 0);
            }

            result.Add(entry);
            version = change.Before?.Version ?? 0;
        }

        return (result, version);
    }

    /// <summary>Reads a card, open or archived.</summary>
    /// <param name="boardId">The board under which it must be.</param>
    /// <param name="cardId">The card.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The card; null when the board has none of this id.</returns>
    public async Task<Card?> GetCardAsync(string boardId, string cardId, CancellationToken cancellationToken) =>
        (await BatchGetAsync([Key.Card(boardId, cardId), Key.ArchivedCard(boardId, cardId)], cancellationToken)).Values
            .Select(item => item.Read(KanbanJson.Compact.Card)).MaxBy(card => card.Version);

    /// <summary>Reads archived cards.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="after">Id of the last card of the page before; null for the first page.</param>
    /// <param name="limit">Most cards.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Cards in their JSON form, with their ids.</returns>
    public async Task<IReadOnlyList<(string Id, string Json)>> GetArchiveAsync(
        string boardId, string? after, int limit, CancellationToken cancellationToken)
    {
        var from = after is null ? "X#" : $"X#{after} ";
        var items = await QueryPageAsync(Key.Board(boardId).Pk, from, "X~", limit, forward: true, cancellationToken);
        return [.. items.Select(item => (item["sk"].S[2..], item.Json()))];
    }

    /// <summary>Reads the boards of a person.</summary>
    /// <param name="sub">The person.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Boards with role and star, last changed first.</returns>
    public async Task<IReadOnlyList<MyBoard>> GetMyBoardsAsync(string sub, CancellationToken cancellationToken)
    {
        var mine = new Dictionary<Key, Item>();
        await foreach (var item in QueryAsync($"USER#{sub}", "BOARD#", "BOARD#~", cancellationToken))
        {
            if (item.ContainsKey("role"))
            {
                mine[Key.Board(item["sk"].S["BOARD#".Length..])] = item;
            }
        }

        var boards = await BatchGetAsync([.. mine.Keys], cancellationToken);
        return
        [
            .. boards.Select(pair => new MyBoard(
                    pair.Value.Read(KanbanJson.Compact.Board),
                    Enum.Parse<Role>(mine[pair.Key]["role"].S),
                    mine[pair.Key].ContainsKey("starred")))
                .Where(my => !my.Board.Info.Deleted)
                .OrderByDescending(my => my.Board.ChangedAt),
        ];
    }

    /// <summary>Stars a board for a person. It is no event: nobody else sees it.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="sub">A member of it.</param>
    /// <param name="starred">Whether it has the star.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>A task that ends when it is written.</returns>
    public Task StarAsync(string boardId, string sub, bool starred, CancellationToken cancellationToken) => Retry.ReadAsync(
        token => client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = _table,
                Key = Key.MyBoard(sub, boardId).ToAttributes(),
                UpdateExpression = starred ? "SET starred = :yes" : "REMOVE starred",
                ConditionExpression = "attribute_exists(pk)",
                ExpressionAttributeValues = starred
                    ? new(StringComparer.Ordinal) { [":yes"] = new AttributeValue { BOOL = true } }
                    : null,
            },
            token),
        cancellationToken);

    internal async Task<Dictionary<Key, Item>> BatchGetAsync(IReadOnlyList<Key> keys, CancellationToken cancellationToken)
    {
        var result = new Dictionary<Key, Item>();
        foreach (var chunk in keys.Chunk(MaxBatchKeys))
        {
            var left = chunk.Select(key => key.ToAttributes()).ToList();
            for (var attempt = 0; left is not []; attempt++)
            {
                var request = new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes>(StringComparer.Ordinal)
                {
                    [_table] = new KeysAndAttributes { Keys = left, ConsistentRead = true },
                });
                var response = await Retry.ReadAsync(token => client.BatchGetItemAsync(request, token), cancellationToken);
                foreach (var item in response.Responses?.GetValueOrDefault(_table) ?? [])
                {
                    result[new Key(item["pk"].S, item["sk"].S)] = item;
                }

                left = response.UnprocessedKeys?.GetValueOrDefault(_table)?.Keys ?? [];
                if (left is not [])
                {
                    await Retry.WaitAsync(attempt, cancellationToken);
                }
            }
        }

        return result;
    }
}
