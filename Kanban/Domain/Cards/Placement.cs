using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Says where in a column a card goes: between the two neighbours that its mover sees.</summary>
/// <param name="ColumnId">The column.</param>
/// <param name="After">Card that it comes after; null for the start, or with <paramref name="Before"/> null for the end.</param>
/// <param name="Before">Card that it comes before; null for the end.</param>
public sealed record Placement(string ColumnId, string? After = null, string? Before = null)
{
    /// <summary>Finds the rank.</summary>
    /// <param name="state">Holds the column and the named neighbours.</param>
    /// <param name="jitter">Six random digits.</param>
    /// <returns>The rank; null when all cards of the column have to be read first.</returns>
    internal string? Find(State state, string jitter)
    {
        if (After is null && Before is null)
        {
            return Rank.Between(state.Columns[ColumnId].LastRank, null, jitter);
        }

        var low = RankOf(state, After);
        var high = RankOf(state, Before);
        var stillStand = (After is null) == (low is null) && (Before is null) == (high is null);
        if (stillStand && (low is null || high is null || string.CompareOrdinal(low, high) < 0))
        {
            return Rank.Between(low, high, jitter);
        }

        return state.ColumnCards.TryGetValue(ColumnId, out var cards) ? FindAmong(state, cards, jitter) : null;
    }

    // Directly behind the first neighbour if it is still there, else directly before the second, else at the end.
    private string FindAmong(State state, IReadOnlyList<Card> cards, string jitter)
    {
        var ranks = cards.Select(card => card.Rank).Distinct(StringComparer.Ordinal).ToList();
        if (RankOf(state, After) is { } low)
        {
            return Rank.Between(low, ranks.Find(rank => string.CompareOrdinal(rank, low) > 0), jitter);
        }

        if (RankOf(state, Before) is { } high)
        {
            return Rank.Between(ranks.FindLast(rank => string.CompareOrdinal(rank, high) < 0), high, jitter);
        }

        return Rank.Between(state.Columns[ColumnId].LastRank, null, jitter);
    }

    private string? RankOf(State state, string? cardId) =>
        cardId is not null && state.Cards.TryGetValue(cardId, out var card) && !card.Archived && card.ColumnId == ColumnId
            ? card.Rank
            : null;
}
