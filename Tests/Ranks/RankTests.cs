using KanbanAspire.Kanban.Ranks;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Ranks;

public sealed class RankTests
{
    /// <summary>Lines "after before key" as npm fractional-indexing 4.0.0's generateKeyBetween gives them; - is null.</summary>
    [Fact]
    public void Shortest_AnyNeighbours_EqualsFractionalIndexing()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "Tests", "Ranks", "vectors.txt"));
        Assert.All(lines, line =>
        {
            var parts = line.Split(' ');
            Assert.Equal(parts[2], Rank.Shortest(parts[0] == "-" ? null : parts[0], parts[1] == "-" ? null : parts[1]));
        });
    }

    [Fact]
    public void Between_RandomPlaces_IsStrictlyBetween()
    {
        var ranks = new List<string>();
        for (var i = 0; i < 20_000; i++)
        {
            var at = Random.Shared.Next(ranks.Count + 1);
            var after = at > 0 ? ranks[at - 1] : null;
            var before = at < ranks.Count ? ranks[at] : null;
            var rank = Rank.Between(after, before, Rank.NewJitter());
            Assert.True(string.CompareOrdinal(after, rank) < 0, $"{after} < {rank}");
            Assert.True(before is null || string.CompareOrdinal(rank, before) < 0, $"{rank} < {before}");
            ranks.Insert(at, rank);
        }
    }

    [Theory]
    [InlineData("a0", "a00000V")]
    [InlineData("a0", "a1V")]
    [InlineData(null, "a1V")]
    [InlineData("a0z", "a01zzzzz")]
    public void Between_RightNeighbourStartsLikeTheKey_StaysBelowIt(string? after, string before)
    {
        if (string.CompareOrdinal(after, before) >= 0)
        {
            (after, before) = (before, after!);
        }

        var rank = Rank.Between(after, before, "zzzzzz");
        Assert.True(string.CompareOrdinal(after, rank) < 0 && string.CompareOrdinal(rank, before) < 0, rank);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Between_MillionAtOneEdge_StaysShort(bool atEnd)
    {
        var rank = Rank.Between(null, null, Rank.NewJitter());
        for (var i = 0; i < 1_000_000; i++)
        {
            rank = atEnd ? Rank.Between(rank, null, Rank.NewJitter()) : Rank.Between(null, rank, Rank.NewJitter());
        }

        Assert.InRange(rank.Length, 8, 11);
    }

    [Fact]
    public void Between_SameNeighboursFortyTimes_GivesFortyRanks()
    {
        var low = Rank.Between(null, null, Rank.NewJitter());
        var high = Rank.Between(low, null, Rank.NewJitter());
        var ranks = Enumerable.Range(0, 40).Select(_ => Rank.Between(low, high, Rank.NewJitter())).ToHashSet();
        Assert.Equal(40, ranks.Count);
    }

    [Fact]
    public void Between_NeighboursOutOfOrder_Throws() =>
        Assert.Throws<ArgumentException>(() => Rank.Between("a1", "a0", "000001"));
}
