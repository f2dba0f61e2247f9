using System.Globalization;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Kanban.Telemetry;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Store;

/// <summary>What the background does with each kind of due item, in which order, and when it cannot go on.</summary>
public sealed class BackgroundTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("BOARD#", "Q#x")]
    [InlineData("BOARD#", "D#AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("BOARD#", "A#L2")]
    [InlineData("OTHER#", "Z#x")]
    public async Task DueItem_OfAnUnknownKind_StaysAndIsReported(string partition, string sk)
    {
        await using var table = await BoardTable.CreateAsync("A");
        var key = new Dictionary<string, AttributeValue> { ["pk"] = new(partition + table.BoardId), ["sk"] = new(sk) };
        await table.Client.PutItemAsync(table.Names.Kanban, new(key)
        {
            ["due"] = new AttributeValue("DUE"),
            ["dueAt"] = new AttributeValue("2026-11-23T00:00:00Z"),
            ["doc"] = new AttributeValue("1"),
        });
        await table.Client.PutItemAsync(table.Names.Kanban, new()
        {
            ["pk"] = new AttributeValue("CARD#" + sk[2..]),
            ["sk"] = new AttributeValue("A"),
            ["doc"] = new AttributeValue("1"),
        });

        var logger = new FakeLogger<BackgroundWork>();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var failures = new MetricCollector<long>(null, KanbanMetrics.MeterName, "kanban.background.failures");

        var report = await Background.Work(table, table.Client, time, logger: logger).RunAsync(default);
        await Background.RunMinutesAsync(table, time, 60, logger: logger);

        Assert.IsType<UnknownKindException>(Assert.Single(report.Failures));
        Assert.Equal(LogLevel.Error, Assert.Single(logger.Collector.GetSnapshot()).Level);
        Assert.InRange(failures.GetMeasurementSnapshot().Count(m => "unknown" == (string?)m.Tags["kanban.background.kind"]), 3, 7);
        Assert.True((await table.Client.GetItemAsync(table.Names.Kanban, key)).IsItemSet);
        Assert.NotEmpty(await table.ItemsAsync("CARD#" + sk[2..]));
    }

    [Fact]
    public async Task ItemsDue_OfAllKinds_AreServedCardsFirst()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var time = new FakeTimeProvider(Monday);
        var store = table.Store(table.Client, time: time);
        var deleted = Ids.New(Monday);
        await store.Commands.ExecuteAsync(deleted, BoardTable.Ann, new CreateBoard(deleted, new BoardInfo("Deleted"), ["A"]), null, default);
        await store.Commands.ExecuteAsync(deleted, BoardTable.Ann, new DeleteBoard(), null, default);
        await AddRuleAsync(table, time);
        await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new CloseColumn("3", null), null, default);
        time.Advance(TimeSpan.FromHours(12));
        using var client = new RecordingClient(table);

        await Background.RunAsync(table, client, time);

        Assert.Equal("columnRemoved", (await table.LogAsync())[^1].Kind);
        Assert.Equal(
            ["columnClosed", "cardRecurred", "columnRemoved"], (await table.LogAsync()).ConvertAll(e => e.Kind).SkipWhile(kind => kind != "columnClosed"));
        var calls = client.Calls.ToList();
        Assert.True(calls.FindLastIndex(call => call.StartsWith("TransactWrite", StringComparison.Ordinal))
            < calls.FindIndex(call => call.StartsWith("BatchWrite", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Column_WhoseTargetIsFull_IsTriedLessAndLessOften()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await table.AddCardAsync();
        await table.AddCardAsync("3");
        Assert.NotNull((await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new CloseColumn("2", "3"), null, default)).Event);
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeColumn("3", null, null, 1, WipPolicy.Block), null, default);
        using var client = new RecordingClient(table);
        var logger = new FakeLogger<BackgroundWork>();
        using var stuck = new MetricCollector<long>(null, KanbanMetrics.MeterName, "kanban.background.stuck");

        await Background.RunMinutesAsync(table, time, 60, client, logger);

        // After 1, 2, 4, 8, 16 and 32 minutes: each try reads the board's cards.
        var tries = client.Calls.Count(call => call.StartsWith("Query", StringComparison.Ordinal) && call.EndsWith(" D#", StringComparison.Ordinal));
        Assert.InRange(tries, 3, 7);
        var line = Assert.Single(logger.Collector.GetSnapshot());
        Assert.Contains($"Background work on a column of BOARD#{table.BoardId} cannot go on: WipLimit", line.Message, StringComparison.Ordinal);
        var counted = stuck.GetMeasurementSnapshot().Count(m => "column" == (string?)m.Tags["kanban.background.kind"]);
        Assert.Equal((tries, "wipLimit"), (counted, (string?)stuck.LastMeasurement?.Tags["kanban.background.reason"]));

        // Room is made: the next try ends it.
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeColumn("3", null, null, 0, null), null, default);
        time.Advance(TimeSpan.FromHours(1));
        await Background.RunAsync(table, null, time);
        Assert.Equal("columnRemoved", (await table.LogAsync())[^1].Kind);
    }

    [Fact]
    public async Task Rule_OfAnArchivedBoard_IsAskedLessOftenAndGoesOnWhenRestored()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(Monday);
        var store = table.Store(table.Client, time: time);
        await AddRuleAsync(table, time);
        await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeBoard(null, null, null, true), null, default);
        time.Advance(TimeSpan.FromHours(12));
        using var client = new RecordingClient(table);
        await Background.RunMinutesAsync(table, time, 24 * 60, client);
        Assert.InRange(client.Calls.Count(call => call.StartsWith("Update", StringComparison.Ordinal)), 1, 10);

        await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeBoard(null, null, null, false), null, default);
        await Background.RunMinutesAsync(table, time, 2);
        // One card makes up for what was missed, and this noon's has come.
        Assert.Equal(2, (await table.LogAsync()).Count(e => e.Kind == "cardRecurred"));
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
    }

    [Fact]
    public async Task Card_ThatRecurs_CostsThreeCalls()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(Monday);
        await AddRuleAsync(table, time);
        time.Advance(TimeSpan.FromHours(12));
        using var client = new RecordingClient(table);

        await Background.RunAsync(table, client, time);

        Assert.Single(await table.LogAsync(), e => e.Kind == "cardRecurred");
        Assert.Equal(3, client.Calls.Count(call => call != "Query DUE"));
    }

    [Fact]
    public async Task Boards_DueItems_AreSpreadOverAllShards()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var boards = Enumerable.Range(0, 200).Select(_ => Ids.New(DateTimeOffset.UtcNow)).ToList();
        foreach (var id in boards)
        {
            await table.Plain.Commands.ExecuteAsync(id, BoardTable.Ann, new CreateBoard(id, new BoardInfo("x"), []), null, default);
            await table.Plain.Commands.ExecuteAsync(id, BoardTable.Ann, new DeleteBoard(), null, default);
        }

        var items = await Task.WhenAll(boards.Select(id => table.Client.GetItemAsync(
            table.Names.Kanban, new() { ["pk"] = new($"BOARD#{id}"), ["sk"] = new("A") })));
        var shards = items.CountBy(item => item.Item["due"].S).ToDictionary();
        Assert.Equal(
            Enumerable.Range(0, 16).Select(shard => string.Create(CultureInfo.InvariantCulture, $"DUE#{shard:D2}")),
            shards.Keys.Order(StringComparer.Ordinal));
        Assert.All(shards.Values, count => Assert.InRange(count, 2, 35));

        await Background.RunAsync(table, time: new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(1)));
        Assert.Empty(await table.ItemsAsync($"BOARD#{boards[0]}"));
    }

    [Fact]
    public async Task Rule_InTheUnshardedPartition_IsServedAndMoves()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(Monday);
        await AddRuleAsync(table, time);
        var item = (await table.ItemsAsync($"BOARD#{table.BoardId}")).Single(item => item["sk"].S.StartsWith("E#", StringComparison.Ordinal));
        item["due"] = new AttributeValue("DUE");
        await table.Client.PutItemAsync(table.Names.Kanban, item);
        time.Advance(TimeSpan.FromHours(12));

        Assert.Equal(1, (await Background.RunAsync(table, null, time)).Inserted);
        item = (await table.ItemsAsync($"BOARD#{table.BoardId}")).Single(item => item["sk"].S.StartsWith("E#", StringComparison.Ordinal));
        Assert.StartsWith("DUE#", item["due"].S);
    }

    [Fact]
    public async Task Item_ThatTakesLongerThanItsTime_GoesOnInTheNextRunBehindTheOthers()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(5));
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteBoard(), null, default);
        var hasty = new BackgroundWorkOptions { ItemTime = TimeSpan.FromTicks(1) };

        var report = await Background.Work(table, table.Client, time, hasty).RunAsync(default);

        Assert.Equal((1, 0), (report.Unfinished, report.Failures.Count));
        var board = (await table.ItemsAsync($"BOARD#{table.BoardId}")).Single(item => item["sk"].S == "A");
        Assert.Equal(time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), board["dueAt"].S);
        await Background.RunAsync(table, null, time);
        Assert.Empty(await table.ItemsAsync($"BOARD#{table.BoardId}"));
    }

    private static async Task AddRuleAsync(BoardTable table, TimeProvider time)
    {
        var rule = new Rule(Ids.New(DateTimeOffset.UtcNow), new Schedule(Every.Day, "UTC") { At = "12:00" }, new CardTemplate("2", "Water the plants"), 0);
        var outcome = await table.Store(table.Client, time: time).Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddRule(rule), null, default);
        Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
    }
}
