using CsCheck;
using KanbanAspire.Kanban;

namespace KanbanAspire.Tests.Store;

public sealed class IdsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void New_AtDifferentTimes_SortAsTextByTime() => Gen.Select(Gen.Long[0, 4_000_000_000_000], Gen.Long[0, 4_000_000_000_000]).Sample((a, b) =>
    {
        var (first, second) = (Ids.New(DateTimeOffset.FromUnixTimeMilliseconds(a)), Ids.New(DateTimeOffset.FromUnixTimeMilliseconds(b)));
        Assert.True(a == b || Math.Sign(string.CompareOrdinal(first, second)) == Math.Sign(a.CompareTo(b)), $"{first} {second}");
    });

    [Fact]
    public void New_EachMillisecond_SortsInOrder()
    {
        var ids = Enumerable.Range(0, 10_000).Select(ms => Ids.New(Start.AddMilliseconds(ms))).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(Ids.IsGlobal(id)));
    }

    /// <summary>Ids of earlier versions are plain base64url, which does not sort by time.</summary>
    [Fact]
    public void New_ComparedWithAnIdOfAnEarlierVersion_ComesLater()
    {
        var earlier = System.Buffers.Text.Base64Url.EncodeToString(Guid.CreateVersion7(Start).ToByteArray(bigEndian: true));

        Assert.True(string.CompareOrdinal(earlier, Ids.New(Start)) < 0);
        Assert.True(Ids.IsGlobal(earlier));
    }

    [Fact]
    public void Derive_SameNameAndTime_IsTheSameIdAndSortsByTime()
    {
        Assert.Equal(Ids.Derive("rule", Start), Ids.Derive("rule", Start));
        Assert.NotEqual(Ids.Derive("rule", Start), Ids.Derive("other", Start));
        Assert.True(string.CompareOrdinal(Ids.Derive("rule", Start), Ids.New(Start.AddMilliseconds(1))) < 0);
    }
}
