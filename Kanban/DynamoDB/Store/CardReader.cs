using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Reads cards and what belongs to them. Texts are keyed by card alone: every caller has found the card under the board of its
/// request before it reads them.
/// </summary>
/// <param name="client">Client of the table.</param>
/// <param name="names">Name of the table.</param>
public sealed class CardReader(IAmazonDynamoDB client, TableNames names)
{
    private readonly KanbanTable _table = new(client, names);

    /// <summary>IAM actions of the calls that this class makes.</summary>
    public static IReadOnlyList<string> Actions => [TableActions.GetItem, TableActions.BatchGetItem, TableActions.Query];

    /// <summary>Reads a card, open or archived.</summary>
    /// <param name="boardId">The board under which it must be.</param>
    /// <param name="cardId">The card.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The card; null when the board has none of this id.</returns>
    public async Task<Card?> GetCardAsync(string boardId, string cardId, CancellationToken cancellationToken) =>
        (await _table.BatchGetAsync([Key.Card(boardId, cardId), Key.ArchivedCard(boardId, cardId)], cancellationToken)).Values
            .Select(StoredKind.Card.Read).MaxBy(card => card.Version);

    /// <summary>Reads archived cards.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="after">Id of the last card of the page before; null for the first page.</param>
    /// <param name="limit">Most cards.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Cards in their JSON form, with their ids.</returns>
    public async Task<IReadOnlyList<(string Id, string Json)>> GetArchiveAsync(
        string boardId, string? after, int limit, CancellationToken cancellationToken)
    {
        var items = await _table.PageAsync(Key.Board(boardId).Pk, StoredKind.ArchivedCard, after, limit, cancellationToken);
        return [.. items.Select(item => (StoredKind.ArchivedCard.Id(item["sk"].S), item.Json()))];
    }

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
        while (version > 0 && result.Count < limit && await _table.GetAsync(Key.Event(boardId, version), cancellationToken) is { } item)
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

    /// <summary>Reads the description of a card.</summary>
    /// <param name="cardId">The card, found under the board in question.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The description; null when there is none.</returns>
    public async Task<Description?> GetDescriptionAsync(string cardId, CancellationToken cancellationToken) =>
        await _table.GetAsync(Key.Description(cardId), cancellationToken) is { } item
            ? StoredKind.Description.Read(item)
            : null;

    /// <summary>Reads a former description of a card.</summary>
    /// <param name="cardId">The card, found under the board in question.</param>
    /// <param name="version">Event that had made it.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The revision; null when there is none, or no longer.</returns>
    public async Task<Revision?> GetRevisionAsync(string cardId, long version, CancellationToken cancellationToken) =>
        (await _table.GetAsync(Key.Revision(cardId, version), cancellationToken))?.Revision();

    /// <summary>Reads the checklists of a card, in order.</summary>
    /// <param name="cardId">The card, found under the board in question.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The checklists.</returns>
    public async Task<IReadOnlyList<Checklist>> GetChecklistsAsync(string cardId, CancellationToken cancellationToken)
    {
        var items = await _table.PageAsync(Key.Description(cardId).Pk, StoredKind.Checklist, null, Limits.ChecklistsPerCard, cancellationToken);
        return [.. items.Select(StoredKind.Checklist.Read)];
    }

    /// <summary>Reads comments of a card, oldest first.</summary>
    /// <param name="cardId">The card, found under the board in question.</param>
    /// <param name="after">Id of the last comment of the page before; null for the first page.</param>
    /// <param name="limit">Most comments.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The comments with their texts.</returns>
    public async Task<IReadOnlyList<Comment>> GetCommentsAsync(
        string cardId, string? after, int limit, CancellationToken cancellationToken)
    {
        var items = await _table.PageAsync(Key.Description(cardId).Pk, StoredKind.Comment, after, limit, cancellationToken);
        return [.. items.Select(StoredKind.Comment.Read)];
    }
}
