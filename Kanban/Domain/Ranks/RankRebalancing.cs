namespace KanbanAspire.Kanban.Ranks;

/// <summary>
/// Gives a column short ranks again, in steps that each leave it in order: new ranks are integers behind the greatest
/// one, handed out to the last cards first. The rank of the first card that has a new one is the only state, so a run that
/// was killed half-way goes on where it stopped.
/// </summary>
public static class RankRebalancing
{
    /// <summary>Marks a column of which nothing has been re-keyed yet.</summary>
    public const string NotStarted = "";

    // Integers left free for what is placed among the cards that still wait.
    private const int Slack = 1_000;

    /// <summary>Plans the next step.</summary>
    /// <param name="ranks">Ranks of the column, in order.</param>
    /// <param name="boundary">Rank of the first card that has a new rank; <see cref="NotStarted"/> at first.</param>
    /// <param name="max">Most cards of one step.</param>
    /// <param name="jitter">Makes six random digits.</param>
    /// <returns>Where in <paramref name="ranks"/> the step begins, and the new ranks from there on; none: done.</returns>
    public static (int Start, IReadOnlyList<string> Ranks) Next(
        IReadOnlyList<string> ranks, string boundary, int max, Func<string> jitter)
    {
        var end = boundary.Length == 0 ? ranks.Count : CountBelow(ranks, boundary);
        var start = Math.Max(0, end - max);
        if (start == end)
        {
            return (0, []);
        }

        var first = FirstInteger(ranks[end - 1], boundary, end - start, start);
        var result = new List<string>(end - start);
        for (var i = start; i < end; i++)
        {
            var rank = first is null
                ? Rank.Between(result.Count > 0 ? result[^1] : ranks[end - 1], boundary, jitter())
                : Rank.Step(first, i - start) + jitter();
            result.Add(rank);
        }

        return (start, result);
    }

    // Null: the integers below the boundary are used up; then the keys are placed one by one behind what still waits.
    private static string? FirstInteger(string lastOld, string boundary, int count, int waiting)
    {
        if (boundary.Length == 0)
        {
            return Rank.Step(lastOld, waiting + Slack);
        }

        var first = Rank.Step(boundary, -count);
        return first is not null && string.CompareOrdinal(first, Rank.Step(lastOld, 0)) > 0 ? first : null;
    }

    private static int CountBelow(IReadOnlyList<string> ranks, string boundary)
    {
        var count = 0;
        while (count < ranks.Count && string.CompareOrdinal(ranks[count], boundary) < 0)
        {
            count++;
        }

        return count;
    }
}
