using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Items;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Scheduler.Items;
using KanbanAspire.Scheduler.Minutes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Scheduler;

public sealed class ItemInserterTests : IAsyncLifetime
{
    private const string Rule = "arn:aws:events:ap-northeast-2:123456789012:rule/dynamodb-1min-insert-timer";
    private static readonly DateTimeOffset Minute = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly TableNames _names = TableNames.Default with { Items = DynamoDBEmulator.NewTableName("items") };
    private AmazonDynamoDBClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = await DynamoDBEmulator.CreateClientAsync();
        await _client.CreateIfAbsentAsync(TableSchemas.Items with { Name = _names.Items }, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Run_OneMinute_InsertsTheItemOfTheCourseForSevenDays()
    {
        var done = await Inserter().RunAsync(Tick.At(Minute.AddSeconds(3)), CancellationToken.None);

        Assert.Equal("Put item 1795521600000", done);
        var item = Assert.Single(await ItemsAsync());
        Assert.Equal(["expiresAt", "id", "name", "price"], item.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("1795521600000", item["id"].S);
        Assert.Equal("1000", item["price"].N);
        Assert.Equal("item name", item["name"].S);
        Assert.Equal(Minute.AddDays(7).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), item["expiresAt"].N);
    }

    [Fact]
    public async Task Run_ForEver_HasNoExpiry()
    {
        await Inserter(new ItemLifetime(null)).RunAsync(Tick.At(Minute), CancellationToken.None);

        Assert.DoesNotContain("expiresAt", Assert.Single(await ItemsAsync()).Keys);
    }

    [Fact]
    public async Task Run_DeliveredTwiceAtOnceAndLate_InsertsOnce()
    {
        var inserter = Inserter();

        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(second =>
            inserter.RunAsync(Tick.At(Minute.AddSeconds(second), Rule), CancellationToken.None)));

        Assert.Single(done.Distinct());
        Assert.Single(await ItemsAsync());
    }

    [Fact]
    public async Task Run_AWeekShuffledAndRepeated_InsertsOneAMinute()
    {
        var inserter = Inserter();
        var random = new Random(7);
        var ticks = Enumerable.Range(0, 200).SelectMany(minute => Enumerable.Repeat(minute, 3))
            .Select(minute => Tick.At(Minute.AddMinutes(minute).AddSeconds(random.Next(60)), Rule)).ToArray();
        random.Shuffle(ticks);

        await Parallel.ForEachAsync(ticks, async (tick, cancel) => await inserter.RunAsync(tick, cancel));

        Assert.Equal(200, (await ItemsAsync()).Count);
    }

    [Fact]
    public void IdOf_Rule_IsATimeWithinTheMinuteAndAnotherForAnotherRule()
    {
        var id = long.Parse(ItemInserter.IdOf(new Tick(Minute, Rule)), CultureInfo.InvariantCulture);

        Assert.InRange(id - Minute.ToUnixTimeMilliseconds(), 0, 59_999);
        Assert.NotEqual(ItemInserter.IdOf(new Tick(Minute, Rule)), ItemInserter.IdOf(new Tick(Minute, Rule + "-2")));
        Assert.Equal(id + 60_000, long.Parse(ItemInserter.IdOf(new Tick(Minute.AddMinutes(1), Rule)), CultureInfo.InvariantCulture));
    }

    private ItemInserter Inserter(ItemLifetime? lifetime = null) =>
        new(new ItemStore(_client, _names, TimeProvider.System), lifetime ?? ItemLifetime.Default);

    private async Task<List<Dictionary<string, AttributeValue>>> ItemsAsync() =>
        (await _client.ScanAsync(new ScanRequest(_names.Items))).Items;
}
