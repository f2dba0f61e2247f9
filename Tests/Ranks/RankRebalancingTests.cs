using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Tests.Ranks;

public sealed class RankRebalancingTests
{
    private const int OpenCards = 500;

    /// <summary>
    /// An adversary always inserts right behind the same card. A rank of 64 characters starts the re-keying; the run is killed
    /// at random and goes on at the next insert, and cards that nobody looks at leave, as they do on a board.
    /// </summary>
    [Fact]
    public void Next_MillionAdversarialInsertsAtOneGap_StaysOrderedAndShort()
    {
        var random = new Random(1);
        var column = new List<string> { Rank.Between(null, null, Rank.NewJitter()) };
        column.Add(Rank.Between(column[0], null, Rank.NewJitter()));
        string? boundary = null;
        var longest = 0;
        var runs = 0;
        for (var i = 0; i < 1_000_000; i++)
        {
            var rank = Rank.Between(column[0], column[1], Rank.NewJitter());
            Assert.True(
                string.CompareOrdinal(column[0], rank) < 0 && string.CompareOrdinal(rank, column[1]) < 0, rank);
            column.Insert(1, rank);
            longest = Math.Max(longest, rank.Length);
            if (rank.Length >= Rank.RebalanceLength)
            {
                runs += boundary is null ? 1 : 0;
                boundary ??= RankRebalancing.NotStarted;
            }

            boundary = Step(column, boundary, random.Next(0, 40));
            if (column.Count > OpenCards)
            {
                column.RemoveRange(OpenCards / 4, OpenCards / 2);
            }
        }

        AssertOrdered(column);
        Assert.InRange(longest, Rank.RebalanceLength, Rank.MaxLength);
        Assert.InRange(runs, 1_000, 4_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(91)]
    [InlineData(5_000)]
    public void Next_EveryStep_LeavesTheColumnInOrder(int count)
    {
        var column = new List<string>();
        for (var i = 0; i < count; i++)
        {
            column.Insert(Math.Min(1, i), Rank.Between(
                i > 0 ? column[0] : null, i > 1 ? column[1] : null, Rank.NewJitter()));
        }

        var former = column.ToList();
        for (string? boundary = RankRebalancing.NotStarted; boundary is not null;)
        {
            boundary = Step(column, boundary, 1);
            AssertOrdered(column);
        }

        Assert.All(column, rank => Assert.InRange(rank.Length, 8, 12));
        Assert.Empty(column.Intersect(former, StringComparer.Ordinal));
    }

    [Fact]
    public void Next_IntegersBelowBoundaryUsedUp_StillFindsPlace()
    {
        List<string> column = ["a0", "a1", "a2", "a3V"];
        var (start, ranks) = RankRebalancing.Next(column, "a3V", 90, Rank.NewJitter);
        Assert.Equal(0, start);
        AssertOrdered([.. ranks, "a3V"]);
    }

    private static string? Step(List<string> column, string? boundary, int steps)
    {
        for (; boundary is not null && steps > 0; steps--)
        {
            var (start, ranks) = RankRebalancing.Next(column, boundary, Limits.StepItems, Rank.NewJitter);
            for (var i = 0; i < ranks.Count; i++)
            {
                column[start + i] = ranks[i];
            }

            boundary = ranks is [var first, ..] ? first : null;
        }

        return boundary;
    }

    private static void AssertOrdered(IReadOnlyList<string> column)
    {
        for (var i = 1; i < column.Count; i++)
        {
            Assert.True(string.CompareOrdinal(column[i - 1], column[i]) < 0, $"{column[i - 1]} < {column[i]}");
        }
    }
}
