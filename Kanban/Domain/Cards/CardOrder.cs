namespace KanbanAspire.Kanban.Cards;

/// <summary>The order of cards in a column: by rank, then by id, both by code unit, the same for every reader.</summary>
public static class CardOrder
{
    /// <summary>Compares two cards of a column.</summary>
    /// <param name="a">One card.</param>
    /// <param name="b">The other.</param>
    /// <returns>Less than 0 when <paramref name="a"/> comes first.</returns>
    public static int Compare(Card a, Card b)
    {
        var byRank = string.CompareOrdinal(a.Rank, b.Rank);
        return byRank != 0 ? byRank : string.CompareOrdinal(a.Id, b.Id);
    }
}
