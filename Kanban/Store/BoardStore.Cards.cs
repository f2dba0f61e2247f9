using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Kanban.Store;

// Texts are keyed by card alone. Every caller has found the card under the board of its request before it comes here.
public sealed partial class BoardStore
{
    /// <summary>Reads the description of a card.</summary>
    /// <param name="cardId">The card, found under the board in question.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The description; null when there is none.</returns>
    public async Task<Description?> GetDescriptionAsync(string cardId, CancellationToken cancellationToken) =>
        await GetAsync(Key.Description(cardId), cancellationToken) is { } item
            ? item.Read(KanbanJson.Compact.Description) with { Text = item.Text() }
            : null;

    /// <summary>Reads a former description of a card.</summary>
    /// <param name="cardId">The card, found under the board in question.</param>
    /// <param name="version">Event that had made it.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The revision; null when there is none, or no longer.</returns>
    public async Task<Revision?> GetRevisionAsync(string cardId, long version, CancellationToken cancellationToken) =>
        await GetAsync(Key.Revision(cardId, version), cancellationToken) is { } item
            ? item.Read(KanbanJson.Compact.Revision) with { Text = item.Text() }
            : null;

    /// <summary>Reads the checklists of a card, in order.</summary>
    /// <param name="cardId">The card, found under the board in question.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The checklists.</returns>
    public async Task<IReadOnlyList<Checklist>> GetChecklistsAsync(string cardId, CancellationToken cancellationToken)
    {
        var items = await QueryPageAsync(
            Key.Description(cardId).Pk, "LIST#", "LIST~", Limits.ChecklistsPerCard, forward: true, cancellationToken);
        return [.. items.Select(item => item.Read(KanbanJson.Compact.Checklist))];
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
        var from = after is null ? "COMMENT#" : $"COMMENT#{after} ";
        var items = await QueryPageAsync(
            Key.Description(cardId).Pk, from, "COMMENT~", limit, forward: true, cancellationToken);
        return [.. items.Select(item => item.Read(KanbanJson.Compact.Comment) with { Text = item.Text() })];
    }

    /// <summary>Reads the invites of a board.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>Invites that have not ended.</returns>
    public async Task<IReadOnlyList<Invite>> GetInvitesAsync(string boardId, CancellationToken cancellationToken)
    {
        var result = new List<Invite>();
        await foreach (var item in QueryAsync(Key.Board(boardId).Pk, "I#", "I~", cancellationToken))
        {
            result.Add(item.Read(KanbanJson.Compact.Invite));
        }

        var owners = await OwnersAsync(boardId, cancellationToken);
        return [.. result.Where(invite => invite.ExpiresAt > time.GetUtcNow() && owners.Contains(invite.By))];
    }

    /// <summary>Finds the board that an invite leads to.</summary>
    /// <param name="inviteId">Hash of the secret in the link.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The board's id and name and the invite; null when it has ended.</returns>
    public async Task<(string BoardId, string BoardName, Invite Invite)?> FindInviteAsync(
        string inviteId, CancellationToken cancellationToken)
    {
        if (await GetAsync(Key.InviteLink(inviteId), cancellationToken) is not { } link)
        {
            return null;
        }

        var boardId = link["board"].S;
        Key boardKey = Key.Board(boardId), inviteKey = Key.Invite(boardId, inviteId);
        var items = await BatchGetAsync([boardKey, inviteKey], cancellationToken);
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
    public async Task<IReadOnlyList<Rule>> GetRulesAsync(string boardId, CancellationToken cancellationToken)
    {
        var result = new List<Rule>();
        await foreach (var item in QueryAsync(Key.Board(boardId).Pk, "E#", "E~", cancellationToken))
        {
            result.Add(item.Read(KanbanJson.Compact.Rule));
        }

        return result;
    }

    /// <summary>Reads the members of a board.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The members.</returns>
    public async Task<IReadOnlyList<Member>> GetMembersAsync(string boardId, CancellationToken cancellationToken) =>
        await MembersAsync(boardId, cancellationToken);

    // An invite counts as long as who made it might make it still.
    private async Task<HashSet<string>> OwnersAsync(string boardId, CancellationToken cancellationToken) =>
        [.. (await MembersAsync(boardId, cancellationToken)).Where(member => member.Role == Role.Owner).Select(member => member.Id)];
}
